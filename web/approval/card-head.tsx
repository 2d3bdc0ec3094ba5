// Who asks for what, since when, and how much is it?
import { Link } from '@tanstack/react-router'
import { WarningOutlined } from '@ant-design/icons'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import { money } from '#kernel/money/written.ts'
import { date, local, span, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { currencyWord } from '#web/parts/currency-word.ts'
import { Initial } from '#web/parts/initial.tsx'
import { useRecord } from '#web/record/use-record.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

export function CardHead({ card, inside }: { card: Card; inside: boolean }) {
  const meta = useMeta()
  const { zone } = meta.company
  const object = meta.objects[card.object]!
  const waited = Math.max(0, Date.now() - Date.parse(card.asked_at))
  const { data } = useRecord(meta, object, card.record)
  // A document is named by its number; what it is about says more.
  const path =
    object.title === 'number' && object.fields.opportunity?.kind === 'ref'
      ? `opportunity.${meta.objects.opportunity?.title ?? 'name'}`
      : ''
  const name = path && typeof data?.row[path] === 'string' ? data.row[path] : ''
  return (
    <header>
      <p className="approval-who">
        <Initial name={card.asked_by.name} accent />
        <span>
          {card.asked_by.name} ·{' '}
          {say(words.asked, {
            at: `${date(local(card.asked_at, zone), { today: todayIn(zone), weekday: language() })} ${local(card.asked_at, zone).slice(11)}`,
          })}
        </span>
        <span className={waited > 86_400_000 ? 'warn' : 'ink-3'}>
          {say(words.waited, { span: span(waited, language()) })}
        </span>
      </p>
      <p className="approval-why">
        <WarningOutlined className="warn" />
        <b>{say(card.flow_label)}</b>
        {card.reason && say(card.reason) !== say(card.flow_label) && (
          <span>{say(card.reason)}</span>
        )}
      </p>
      <Handed card={card} />
      {!inside && (
        <>
          <h1>{name || card.title}</h1>
          <p className="ink-2">
            <Link to="/o/$object/$id" params={{ object: card.object, id: card.record }}>
              {say(object.label)} {name ? card.title : ''}
            </Link>
          </p>
          {card.amount !== null && (
            <p className="approval-amount">
              {money(card.amount, card.currency)}{' '}
              <span className="unit">{currencyWord(card.currency ?? meta.company.currency)}</span>
            </p>
          )}
        </>
      )}
    </header>
  )
}

/** Another approver has passed it on: who, and with which words. */
function Handed({ card }: { card: Card }) {
  const mine = card.steps.flatMap((step) => step.answers).find((one) => one.task === card.mine)
  if (!mine?.from) return null
  return (
    <p className="approval-handed">
      <span className="ink-2">{say(words.handed, { who: mine.from.name })}</span>
      {mine.note && <span>{mine.note}</span>}
    </p>
  )
}
