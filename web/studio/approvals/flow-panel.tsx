// What is said of an approval flow as a whole? Its record, when it is needed, where it leads, and who hears of it.
import { Button, Switch } from 'antd'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { ChoiceRow, FormulaRow, WhomRow } from '../flow/boxes.tsx'
import { flowObjects } from '../flow/flow-room.tsx'
import { wholeOf } from '../flow/lifecycle-edit.ts'
import { Row } from '../flow/row.tsx'
import { WordsRow } from '../flow/words-row.tsx'
import { saidList, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { stagesIn, stageWords } from './stage-words.ts'
import { stagesOfFlow } from './stages-of-flow.ts'

const words = {
  name: { zh: '名称', en: 'Name' },
  object: { zh: '对象', en: 'Object' },
  if: { zh: '何时需要', en: 'Asked if' },
  if_help: { zh: '不填则每次都要审批', en: 'Every time, unless filled in' },
  waiting: { zh: '审批中', en: 'While it waits' },
  approved: { zh: '同意后', en: 'After a yes' },
  rejected: { zh: '拒绝后', en: 'After a no' },
  returned: { zh: '退回后', en: 'When returned' },
  cc: { zh: '结果抄送', en: 'Told of it' },
  nobody: { zh: '未指定', en: 'nobody named' },
  self: { zh: '可审自己的', en: 'Own requests' },
  four_eyes: { zh: '四眼原则', en: 'Four eyes' },
  four_eyes_help: {
    zh: '自己提交的不能自己审批，管理员也不例外',
    en: 'Nobody answers their own request, administrators neither',
  },
  retire: { zh: '停用审批流', en: 'Retire the flow' },
  retire_sure: { zh: '停用这个审批流？', en: 'Retire this flow?' },
} as const

export interface FlowPanelProps {
  draft: Draft
  name: string
  flow: ApprovalFlow
  onChange: (next: ApprovalFlow) => void
  onRetire: () => void
}

export function FlowPanel({ draft, name, flow, onChange, onRetire }: FlowPanelProps) {
  const model = draft.shown
  const set = <K extends keyof ApprovalFlow>(part: K, value: ApprovalFlow[K] | undefined) =>
    onChange(withPart(flow, part, value))
  const stages = stagesIn(model, flow)
  return (
    <>
      <header>
        <h2 className="ellipsis">{say(flow.label)}</h2>
      </header>
      <WordsRow
        label={say(words.name)}
        value={flow.label}
        onChange={(label) => label && set('label', label)}
      />
      <ChoiceRow
        label={say(words.object)}
        value={flow.object}
        disabled={draft.published.approvals[name] !== undefined}
        options={flowObjects(draft)
          .filter((one) => one.lifecycle)
          .map((one) => ({ value: one.name, label: say(one.label) }))}
        onChange={(object) => {
          const next = model.objects[object]?.lifecycle
          if (next) onChange({ ...flow, object, ...stagesOfFlow(wholeOf(next).stages) })
        }}
      />
      <FormulaRow
        model={model}
        object={flow.object}
        label={say(words.if)}
        help={say(words.if_help)}
        value={flow.if}
        placeholder="amount > 50000"
        onChange={(formula) => set('if', formula)}
      />
      {(['waiting', 'approved', 'rejected', 'returned'] as const).map((part) => (
        <ChoiceRow
          key={part}
          label={say(words[part])}
          value={flow[part]}
          options={Object.keys(stages).map((one) => ({
            value: one,
            label: stageWords(model, flow, one),
          }))}
          onChange={(stage) => set(part, stage)}
        />
      ))}
      <WhomRow
        model={model}
        object={flow.object}
        label={say(words.cc)}
        value={flow.cc}
        placeholder={say(words.nobody)}
        onChange={(cc) => set('cc', saidList(cc))}
      />
      <Row label={say(words.self)}>
        {(id) => (
          <Switch
            id={id}
            size="small"
            checked={flow.self ?? false}
            disabled={flow.four_eyes ?? false}
            onChange={(on) => set('self', on || undefined)}
          />
        )}
      </Row>
      <Row label={say(words.four_eyes)} help={say(words.four_eyes_help)}>
        {(id) => (
          <Switch
            id={id}
            size="small"
            checked={flow.four_eyes ?? false}
            disabled={flow.self ?? false}
            onChange={(on) => set('four_eyes', on || undefined)}
          />
        )}
      </Row>
      <div className="flow-foot">
        <span className="grow" />
        <Sure asks={say(words.retire_sure)} yes={say(words.retire)} onYes={onRetire}>
          <Button size="small" danger>
            {say(words.retire)}
          </Button>
        </Sure>
      </div>
    </>
  )
}
