// Whom does a record wait for, or who said no and why? Its approval in one line, for those who asked for it.
import { WarningOutlined } from '@ant-design/icons'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { span } from '#web/format.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'
import './approval.css'

/** The record's approval in one line; a "no" as long as the record stands where the no has put it. */
export function ApprovalState({ card, since }: { card: Card; since: string | undefined }) {
  const waiting = card.steps.flatMap((step) =>
    step.answers.filter((answer) => answer.stage === 'waiting' && answer.asked),
  )
  const any = card.steps.some(
    (step) => step.mode === 'any' && step.answers.some((one) => waiting.includes(one)),
  )
  if (!waiting.length) {
    const no = card.steps
      .flatMap((step) => step.answers)
      .find((answer) => answer.stage === 'rejected' || answer.stage === 'returned')
    // The no and the stage that it led to are of one moment.
    if (!no?.at || !since || Date.parse(since) > Date.parse(no.at) + 1000) return null
    return (
      <p className="approval-state" role="status">
        <WarningOutlined className="warn" />
        <span className="warn">
          {say(no.stage === 'rejected' ? words.no_by : words.returned_by, { who: no.person.name })}
        </span>
        <span>{no.comment}</span>
      </p>
    )
  }
  const names = waiting.map((answer) => answer.person.name).join(language() === 'zh' ? '、' : ', ')
  return (
    <p className="approval-state">
      <WarningOutlined className="warn" />
      <span className="warn">
        {say(waiting.length > 1 && any ? words.waits_any : words.waits, { who: names })}
      </span>
      <span className="ink-2">
        {say(card.flow_label)} ·{' '}
        {say(words.waited, {
          span: span(Math.max(0, Date.now() - Date.parse(card.asked_at)), language()),
        })}
      </span>
    </p>
  )
}
