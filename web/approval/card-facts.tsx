// What does one need to know to decide? Numbers, lines, the customer, and who has answered already.
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Values } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import { date, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useRecord } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'
import { CardLines, CardMargin, WorstLine } from './card-document.tsx'
import { CustomerFacts } from './customer-facts.tsx'

export function CardFacts({ card, inside }: { card: Card; inside: boolean }) {
  const meta = useMeta()
  const object = meta.objects[card.object]!
  const { data, isPending } = useRecord(meta, object, card.record)
  if (isPending) return <Waiting rows={5} />
  const row: Values = data?.row ?? {}
  const titles = [
    ...(object.title === 'number' ? [] : ['opportunity']),
    'account',
    'contact',
  ].flatMap((name) => {
    const target = object.fields[name]
    const title =
      target?.kind === 'ref' ? row[`${name}.${meta.objects[target.object]?.title ?? 'name'}`] : null
    return typeof title === 'string' && title ? [title] : []
  })
  const valid =
    typeof row.valid_until === 'string'
      ? say(words.valid_until, {
          date: date(row.valid_until, { today: todayIn(meta.company.zone) }),
        })
      : null
  return (
    <>
      {!inside && (titles.length > 0 || valid) && (
        <p className="ink-2 approval-about">
          {titles.join(' · ')}
          {titles.length > 0 && valid && ' · '}
          {valid && <span className="unbroken">{valid}</span>}
        </p>
      )}
      {card.facts.length > 0 && (
        <dl className="approval-numbers">
          {card.facts.map((fact) => (
            <div key={say(fact.label)}>
              <dt>{say(fact.label)}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {!inside && <KeyFacts object={object} row={row} />}
      <CardMargin row={row} />
      {!inside && <CardLines row={row} />}
      {inside && <WorstLine row={row} />}
      <CustomerFacts row={row} />
      <Steps card={card} />
    </>
  )
}

/** The key fields of the record, each as its page shows it; a document shows its lines instead. */
function KeyFacts({ object, row }: { object: MetaObject; row: Values }) {
  if (Array.isArray(row.lines)) return null
  const facts = (object.key_fields ?? []).flatMap((name) => {
    const field = object.fields[name]
    const value = row[name]
    const none = value === null || value === undefined || value === ''
    return !field || name === object.title || none ? [] : [{ name, field, value }]
  })
  if (!facts.length) return null
  return (
    <dl className="approval-facts">
      {facts.map(({ name, field, value }) => {
        const { Cell } = partsOf(field)
        return (
          <div key={name}>
            <dt>{say(field.label)}</dt>
            <dd>
              <Cell {...{ field, name, value, row }} object={object.name} place="page" />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Steps({ card }: { card: Card }) {
  return (
    <ul className="approval-steps">
      {card.steps.map((step) => (
        <li key={say(step.label)}>
          <span className="ink-2">
            {say(step.label)}{' '}
            <span className="ink-3">
              {step.answers.length > 1 ? say(words[`step_${step.mode}`]) : ''}
            </span>
          </span>
          {step.answers.map((answer) => (
            <span
              key={answer.task}
              className={
                answer.stage === 'approved' ? 'good' : answer.stage === 'rejected' ? 'bad' : 'ink-2'
              }
            >
              {answer.stage === 'approved'
                ? say(words.yes_by, { who: answer.person.name })
                : answer.stage === 'rejected'
                  ? say(words.no_by, { who: answer.person.name })
                  : answer.stage === 'transferred'
                    ? say(words.handed_on, { who: answer.person.name })
                    : answer.person.name}
              {answer.comment && <span className="ink-2"> {answer.comment}</span>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
