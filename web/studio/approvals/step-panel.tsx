// What is said of one step of an approval? Who is asked, how they sign, who else hears of it, and what if nobody answers.
import { Button } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons'
import type { ApprovalStep, TimeOut } from '#kernel/lifecycle/approval.ts'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'
import { ChoiceRow, FormulaRow, WhomRow } from '../flow/boxes.tsx'
import { DurationField } from '../flow/duration-field.tsx'
import { Row } from '../flow/row.tsx'
import { WordsRow } from '../flow/words-row.tsx'
import { saidList, withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  name: { zh: '名称', en: 'Name' },
  approvers: { zh: '审批人', en: 'Approvers' },
  mode: { zh: '签法', en: 'Signed by' },
  any: { zh: '或签：任一人同意', en: 'any one of them' },
  all: { zh: '会签：全部同意', en: 'all of them' },
  sequence: { zh: '依次：一个接一个', en: 'one after the other' },
  if: { zh: '条件', en: 'Only if' },
  if_help: { zh: '不成立时跳过这一步', en: 'Left out where it is not true' },
  cc: { zh: '抄送', en: 'Tells' },
  remind: { zh: '催办', en: 'Reminds' },
  remind_help: { zh: '每过这么久提醒一次', en: 'Again each time so long has passed' },
  time_out: { zh: '超时', en: 'Time-out' },
  then: { zh: '到时', en: 'Then' },
  escalate: { zh: '转给上级', en: 'ask the superior' },
  approve: { zh: '自动同意', en: 'answer yes' },
  reject: { zh: '自动拒绝', en: 'answer no' },
  return: { zh: '退回修改', en: 'return it' },
  to: { zh: '转给', en: 'Ask instead' },
  to_none: { zh: '各自的上级', en: 'their superiors' },
  none: { zh: '无', en: 'none' },
  retire: { zh: '去掉这一步', en: 'Remove the step' },
  earlier: { zh: '提前一步（Alt+↑）', en: 'A step earlier (Alt+↑)' },
  later: { zh: '推后一步（Alt+↓）', en: 'A step later (Alt+↓)' },
  close: { zh: '收起', en: 'Close' },
} as const

export interface StepPanelProps {
  draft: Draft
  object: string
  step: ApprovalStep
  onChange: (step: ApprovalStep) => void
  onRetire: (() => void) | null
  onClose: () => void
  /** A place earlier or later; null where it is the first or last. */
  onEarlier: (() => void) | null
  onLater: (() => void) | null
}

export function StepPanel(props: StepPanelProps) {
  const { draft, object, step, onChange, onRetire, onClose, onEarlier, onLater } = props
  const place = { model: draft.shown, object }
  const set = <K extends keyof ApprovalStep>(part: K, value: ApprovalStep[K] | undefined) =>
    onChange(withPart(step, part, value))
  const out = step.time_out
  return (
    <>
      <header>
        <h2 className="ellipsis">{say(step.label)}</h2>
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={say(words.earlier)}
          title={say(words.earlier)}
          disabled={!onEarlier}
          onClick={() => onEarlier?.()}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={say(words.later)}
          title={say(words.later)}
          disabled={!onLater}
          onClick={() => onLater?.()}
        />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={say(words.close)}
          onClick={onClose}
        />
      </header>
      <WordsRow
        label={say(words.name)}
        value={step.label}
        onChange={(label) => label && set('label', label)}
      />
      <WhomRow
        {...place}
        label={say(words.approvers)}
        value={step.approvers}
        onChange={(approvers) => set('approvers', approvers)}
      />
      <ChoiceRow
        label={say(words.mode)}
        value={step.mode}
        options={(['any', 'all', 'sequence'] as const).map((value) => ({
          value,
          label: say(words[value]),
        }))}
        onChange={(mode) => set('mode', mode)}
      />
      <FormulaRow
        {...place}
        label={say(words.if)}
        help={say(words.if_help)}
        value={step.if}
        onChange={(formula) => set('if', formula)}
      />
      <WhomRow
        {...place}
        label={say(words.cc)}
        value={step.cc}
        placeholder={say(words.none)}
        onChange={(cc) => set('cc', saidList(cc))}
      />
      <Row label={say(words.remind)} help={say(words.remind_help)}>
        {(id) => (
          <DurationField
            id={id}
            label={say(words.remind)}
            value={step.remind_after ?? null}
            onChange={(value) => set('remind_after', value ?? undefined)}
          />
        )}
      </Row>
      <Row label={say(words.time_out)}>
        {(id) => (
          <DurationField
            id={id}
            label={say(words.time_out)}
            value={out?.after ?? null}
            onChange={(after) =>
              set('time_out', after ? { then: 'escalate', ...out, after } : undefined)
            }
          />
        )}
      </Row>
      {out && (
        <ChoiceRow<TimeOut['then']>
          label={say(words.then)}
          value={out.then}
          options={(['escalate', 'approve', 'reject', 'return'] as const).map((value) => ({
            value,
            label: say(words[value]),
          }))}
          onChange={(then) => set('time_out', { after: out.after, then })}
        />
      )}
      {out?.then === 'escalate' && (
        <WhomRow
          {...place}
          label={say(words.to)}
          value={out.to}
          placeholder={say(words.to_none)}
          onChange={(to) => set('time_out', withPart(out, 'to', saidList(to)))}
        />
      )}
      {onRetire && (
        <div className="flow-foot">
          <span className="grow" />
          <Sure asks={say(words.retire)} yes={say(words.retire)} onYes={onRetire}>
            <Button size="small" danger>
              {say(words.retire)}
            </Button>
          </Sure>
        </div>
      )}
    </>
  )
}
