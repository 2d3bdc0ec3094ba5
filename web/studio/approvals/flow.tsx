// How is one approval flow drawn and changed? Its route at the left, what is chosen of it at the right.
import { useState } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { say } from '#web/words.ts'
import { useAsked } from '../use-asked.ts'
import type { Draft } from '../use-draft.ts'
import { FlowPanel } from './flow-panel.tsx'
import { FlowRoute } from './flow-route.tsx'
import { withNewStep, withShifted, withStep } from './flow-steps.ts'
import { stageWords } from './stage-words.ts'
import { StepPanel } from './step-panel.tsx'
import { TryRoute } from './try-route.tsx'

const words = {
  flow: { zh: '审批流', en: 'Approval flow' },
  step: { zh: '步骤', en: 'Step' },
  new_step: { zh: '新步骤', en: 'New step' },
  begin_help: {
    zh: '把记录移到「{stage}」就会发起这个审批；无需审批时直接到「{approved}」。',
    en: 'Moving a record to “{stage}” asks for it; where none is needed it goes on to “{approved}”.',
  },
} as const

export interface FlowProps {
  draft: Draft
  name: string
  flow: ApprovalFlow
}

export function Flow({ draft, name, flow }: FlowProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  useAsked(({ step }) => {
    if (step && flow.steps[step]) setChosen(step)
  })
  const model = draft.shown
  const put = (next: ApprovalFlow) => draft.put([['approvals', name], next])
  const addStep = () => {
    const made = withNewStep(flow, chosen, {
      label: words.new_step,
      approvers: [{ role: Object.keys(model.roles)[1] ?? 'admin' }],
      mode: 'any',
    })
    put(made.flow)
    setChosen(made.name)
  }
  const shifting = (step: string, by: -1 | 1): (() => void) | null => {
    const next = withShifted(flow, step, by)
    return next && (() => put(next))
  }
  const step = chosen ? flow.steps[chosen] : null
  return (
    <div className="flow-body">
      <div className="flow-canvas">
        <div className="flow-tools" role="toolbar" aria-label={say(words.flow)}>
          <Button type="text" icon={<PlusOutlined />} onClick={addStep}>
            {say(words.step)}
          </Button>
        </div>
        <FlowRoute
          draft={draft}
          name={name}
          flow={flow}
          chosen={step ? chosen : null}
          onChoose={setChosen}
          onRemove={(one) => put(withStep(flow, one, null))}
          onShift={(one, by) => shifting(one, by)?.()}
        />
        <p className="flow-sum ink-3 small">
          {say(words.begin_help, {
            stage: stageWords(model, flow, flow.waiting),
            approved: stageWords(model, flow, flow.approved),
          })}
        </p>
      </div>
      <aside className="flow-panel" aria-label={say(step ? words.step : words.flow)}>
        {step && chosen ? (
          <StepPanel
            key={chosen}
            draft={draft}
            object={flow.object}
            step={step}
            onChange={(next) => put(withStep(flow, chosen, next))}
            onRetire={
              Object.keys(flow.steps).length > 1
                ? () => {
                    setChosen(null)
                    put(withStep(flow, chosen, null))
                  }
                : null
            }
            onClose={() => setChosen(null)}
            onEarlier={shifting(chosen, -1)}
            onLater={shifting(chosen, 1)}
          />
        ) : (
          <FlowPanel
            draft={draft}
            name={name}
            flow={flow}
            onChange={put}
            onRetire={() => draft.put([['approvals', name], null])}
          />
        )}
        <TryRoute draft={draft} name={name} flow={flow} />
      </aside>
    </div>
  )
}
