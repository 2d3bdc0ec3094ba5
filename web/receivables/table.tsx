// Who owes how much since when, and what is done about it? One row per customer; a row opens to its documents.
import type { Dunning } from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { date } from '#web/format.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { say } from '#web/words.ts'
import { ageWords } from './ages.tsx'
import { isBroken, type Shown } from './ask.ts'
import { useLevels } from './use-levels.ts'
import { words } from './words.ts'

interface TableProps {
  rows: readonly Shown[]
  home: string
  asOf: string
  chosen: string | null
  onOpen: (row: Shown) => void
}

const zero = (value: string): boolean => exact(value).isZero()

export function OwedTable({ rows, home, asOf, chosen, onOpen }: TableProps) {
  return (
    <DeskTable className="owed-rows" label={say(words.owed)}>
      <table>
        <thead>
          <tr>
            <th>{say(words.customer)}</th>
            {ageWords.map((age) => (
              <th key={age.en} className="num">
                {say(age)}
              </th>
            ))}
            <th className="num">{say(words.total)}</th>
            <th className="num">{say(words.credit)}</th>
            <th>{say(words.next)}</th>
            <th>{say(words.promised)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              className={row.key === chosen ? 'chosen' : ''}
              onClick={() => onOpen(row)}
            >
              <th scope="row">
                <button type="button" className="bare ellipsis" onClick={() => onOpen(row)}>
                  {row.name}
                </button>
              </th>
              {row.ages.map((age, i) => (
                <td key={i} className={i > 0 && !zero(age) ? `num late-${i}` : 'num'}>
                  {zero(age) ? <span className="ink-4">–</span> : money(age, row.currency, home)}
                </td>
              ))}
              <td className="num strong">{money(row.total, row.currency, home)}</td>
              <td className="num">
                {zero(row.credit) ? '' : money(row.credit, row.currency, home)}
              </td>
              <td>
                <Next dunning={row.dunning} asOf={asOf} />
              </td>
              <td>
                {row.dunning?.promised && (
                  <span className={isBroken(row, asOf) ? 'bad' : ''}>
                    {date(row.dunning.promised.on, { today: asOf })}
                    {row.dunning.promised.amount && (
                      <span className="ink-3">
                        {' '}
                        {money(row.dunning.promised.amount, home, home)}
                      </span>
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskTable>
  )
}

/** What is next; where nothing is planned, what was last. */
function Next({ dunning, asOf }: { dunning: Dunning | null; asOf: string }) {
  const levels = useLevels()
  if (dunning?.next)
    return (
      <span className={dunning.next.due <= asOf ? 'warn' : ''}>
        {date(dunning.next.due, { today: asOf })}{' '}
        {dunning.next.level ? levels(dunning.next.level) : dunning.next.subject}
      </span>
    )
  if (!dunning?.last) return null
  return (
    <span className="ink-3">
      {say(words.last)} {date(dunning.last.on, { today: asOf })}
    </span>
  )
}

/** On a phone: the customer with what is owed, and of it what is late. */
export function OwedList({ rows, home, asOf, onOpen }: Omit<TableProps, 'chosen'>) {
  return (
    <ul className="owed-list">
      {rows.map((row) => (
        <li key={row.key}>
          <button type="button" className="bare" onClick={() => onOpen(row)}>
            <span>
              <b className="ellipsis">{row.name}</b>
              <span className="small">
                <Next dunning={row.dunning} asOf={asOf} />
              </span>
            </span>
            <span className="num">
              <b>{money(row.total, row.currency, home)}</b>
              <Oldest row={row} home={home} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Oldest({ row, home }: { row: Shown; home: string }) {
  const at = row.ages.findLastIndex((age) => !zero(age))
  if (at < 1) return <span className="small ink-3">{say(ageWords[0])}</span>
  return (
    <span className="small warn">
      {say(ageWords[at]!)} {money(row.ages[at], row.currency, home)}
    </span>
  )
}
