// Whom does a record wait for? Its approval in one line, for those who only wait for it.
import { WarningOutlined } from '@ant-design/icons'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { span } from '#web/format.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

/** The record's approval in one line, for those who only wait for it. */
export function ApprovalState({ card }: { card: Card }) {
  const waiting = card.steps.flatMap((step) =>
    step.answers.filter((answer) => answer.stage === 'waiting'),
  )
  if (!waiting.length) return null
  const names = waiting.map((answer) => answer.person.name).join(language() === 'zh' ? '、' : ', ')
  return (
    <p className="approval-state">
      <WarningOutlined className="warn" />
      <span className="warn">{say(words.waits, { who: names })}</span>
      <span className="ink-2">
        {say(card.flow_label)} ·{' '}
        {say(words.waited, {
          span: span(Math.max(0, Date.now() - Date.parse(card.asked_at)), language()),
        })}
      </span>
    </p>
  )
}
