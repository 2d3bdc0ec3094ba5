// Which lines of the statement are there? Who paid how much, and below it what is suggested.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { BankDeskLine } from '#kernel/api/desks.ts'
import { money } from '#kernel/money/written.ts'
import { date, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export interface Entry {
  readonly id: string
  readonly booked_on: string
  readonly payer: string | null
  readonly amount: string
  readonly currency: string
}

interface LineListProps<T extends Entry> {
  lines: readonly T[]
  chosen: string | null
  label: string
  onChoose: (id: string) => void
  below: (line: T) => ReactNode
}

export function LineList<T extends Entry>(props: LineListProps<T>) {
  return (
    <ul className="bank-lines" aria-label={props.label}>
      {props.lines.map((line) => (
        <Line
          key={line.id}
          line={line}
          chosen={line.id === props.chosen}
          onChoose={() => props.onChoose(line.id)}
        >
          {props.below(line)}
        </Line>
      ))}
    </ul>
  )
}

function Line({
  line,
  chosen,
  onChoose,
  children,
}: {
  line: Entry
  chosen: boolean
  onChoose: () => void
  children: ReactNode
}) {
  const { zone, currency } = useMeta().company
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} className={chosen ? 'chosen' : ''}>
      <button type="button" className="bare" aria-current={chosen} onClick={onChoose}>
        <span className="bank-what">
          <b className="ellipsis">{line.payer ?? say(words.unknown)}</b>
          {children}
        </span>
        <span className="bank-amount">
          <b>{money(line.amount, line.currency, currency)}</b>
          <span className="small ink-3">{date(line.booked_on, { today: todayIn(zone) })}</span>
        </span>
      </button>
    </li>
  )
}

/** What is suggested in one line: sure in the accent, to be looked at in ochre, nothing in grey. */
export function Hint({ line }: { line: BankDeskLine }) {
  const { account, invoices, why, but } = line.suggestion
  const who = line.claimed
    ? line.claimed.by
      ? say(words.claimed_by, { name: line.claimed.by })
      : say(words.claimed)
    : null
  // A payer under the customer's own name needs no second mention.
  const what = account
    ? [
        account.name === line.payer ? null : account.name,
        invoices.map((one) => one.number).join(' '),
        but[0] ? say(but[0]) : say(why.at(-1)!),
      ]
    : [but[0] ? say(but[0]) : say(words.no_choice)]
  const look = !account ? 'none' : but.length ? 'look' : 'sure'
  return (
    <span className={`bank-hint small ${look}`}>
      <i aria-hidden="true" />
      <span className="ellipsis">{[...what, who].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
