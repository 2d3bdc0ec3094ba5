// Which way does an approval go? Where it begins, each step with who is asked, and where a yes leads.
import { listed } from '#web/admin/listed.ts'
import type { ApprovalFlow, ApprovalStep } from '#kernel/lifecycle/approval.ts'
import { stepsInOrder } from '#kernel/lifecycle/approval.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { durationWords } from '#web/parts/duration.ts'
import { say } from '#web/words.ts'
import { marks } from '../draft.ts'
import { whomWords } from '../flow/whom-field.tsx'
import type { Draft } from '../use-draft.ts'
import { stageWords } from './stage-words.ts'

const words = {
  start: { zh: '提交', en: 'Asked' },
  end: { zh: '同意', en: 'Yes' },
  any: { zh: '任一人同意', en: 'any one' },
  all: { zh: '全部同意', en: 'all of them' },
  sequence: { zh: '依次同意', en: 'in turn' },
  cc_step: { zh: '抄送 {names}', en: 'tells {names}' },
  remind: { zh: '{time}未处理则催办', en: 'reminds after {time}' },
  time_out: { zh: '{time}未处理则{then}', en: 'after {time}: {then}' },
  escalate: { zh: '转上级', en: 'to their superior' },
  approve: { zh: '自动同意', en: 'yes by itself' },
  reject: { zh: '自动拒绝', en: 'no by itself' },
  return: { zh: '自动退回', en: 'returned by itself' },
  added: { zh: '新增', en: 'New' },
  changed: { zh: '改', en: 'Changed' },
  nobody: { zh: '未指定', en: 'nobody named' },
} as const

export interface FlowRouteProps {
  draft: Draft
  name: string
  flow: ApprovalFlow
  /** The step that is chosen; null = the flow as a whole. */
  chosen: string | null
  onChoose: (step: string | null) => void
  onRemove: (step: string) => void
  onShift: (step: string, by: -1 | 1) => void
}

export function FlowRoute({ draft, name, flow, chosen, onChoose, ...hands }: FlowRouteProps) {
  const { onRemove, onShift } = hands
  const model = draft.shown
  const meta = useMeta()
  const steps: [string, ApprovalStep][] = Object.entries(stepsInOrder(flow))
  const marked = marks(draft.published, draft.patch, ['approvals', name, 'steps'])
  return (
    <div className="flow-paper route">
      <ol className="route">
        <li className="route-end">
          <button type="button" onClick={() => onChoose(null)} aria-pressed={chosen === null}>
            <b>{say(words.start)}</b>
            <span>{stageWords(model, flow, flow.waiting)}</span>
            {flow.if && (
              <span className="small ink-3 ellipsis">
                {formulaWords(meta, flow.object, flow.if, model.objects)}
              </span>
            )}
          </button>
        </li>
        {steps.map(([key, step]) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={key === chosen}
              onClick={() => onChoose(key)}
              onKeyDown={(event) => {
                if (event.key === 'Delete' && steps.length > 1) onRemove(key)
                const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
                if (!event.altKey || !by) return
                event.preventDefault()
                onShift(key, by)
              }}
            >
              <b>
                {say(step.label)}
                {marked.has(key) && (
                  <span className="tag warn">
                    {say(marked.get(key) === 'added' ? words.added : words.changed)}
                  </span>
                )}
              </b>
              <StepWords model={model} object={flow.object} step={step} />
            </button>
          </li>
        ))}
        <li className="route-end yes">
          <button type="button" onClick={() => onChoose(null)} aria-pressed={false}>
            <b>{say(words.end)}</b>
            <span>{stageWords(model, flow, flow.approved)}</span>
          </button>
        </li>
      </ol>
    </div>
  )
}

interface StepWordsProps {
  model: Draft['shown']
  object: string
  step: ApprovalStep
}

/** Who is asked, how they sign, on which condition, and what if nobody answers. */
function StepWords({ model, object, step }: StepWordsProps) {
  const meta = useMeta()
  const namesOf = (whom: ApprovalStep['approvers']): string =>
    listed(whom.map((one) => whomWords(model, object, one)))
  return (
    <>
      <span>{namesOf(step.approvers) || say(words.nobody)}</span>
      {step.approvers.length > 0 && <span className="ink-3 small">{say(words[step.mode])}</span>}
      {step.if && (
        <span className="small ink-3 ellipsis">
          {formulaWords(meta, object, step.if, model.objects)}
        </span>
      )}
      {step.cc?.length ? (
        <span className="ink-3 small">{say(words.cc_step, { names: namesOf(step.cc) })}</span>
      ) : null}
      {step.remind_after && (
        <span className="ink-3 small">
          {say(words.remind, { time: durationWords(step.remind_after) })}
        </span>
      )}
      {step.time_out && (
        <span className="ink-3 small">
          {say(words.time_out, {
            time: durationWords(step.time_out.after),
            then: say(words[step.time_out.then]),
          })}
        </span>
      )}
    </>
  )
}
