// What will come in, week by week? What is owed and what is planned to be billed, each part open to its documents; and how long customers take.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import type { CashDesk, CashPart, CashRow, DaysOutstanding } from '#kernel/api/desks.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, number } from '#kernel/money/written.ts'
import { keys } from '#web/asks.ts'
import { date } from '#web/format.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { askCash, askCashRows } from './ask.ts'
import { words } from './words.ts'

export function Cash() {
  const [opened, setOpened] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: keys.sum('invoice', 'desk', 'cash'),
    queryFn: askCash,
  })
  if (error && !data) return <NoAnswer error={error} refetch={refetch} />
  if (!data) return <Waiting />
  return (
    <>
      <Days days={data.days} currency={data.currency} />
      {data.parts.every((part) => part.count === 0) ? (
        <p className="ink-3">{say(words.cash_none)}</p>
      ) : (
        <Weeks desk={data} onOpen={setOpened} />
      )}
      <p className="small ink-3 cash-help">{say(words.cash_help, { currency: data.currency })}</p>
      <ul className="cash-notes small ink-3">
        <li>{say(words.cash_lateness, { n: data.own_lateness })}</li>
        {!exact(data.credit).isZero() && (
          <li>
            {say(words.cash_credit, { amount: money(data.credit, data.currency, data.currency) })}
          </li>
        )}
        {data.missing > 0 && <li className="warn">{say(words.missing, { n: data.missing })}</li>}
      </ul>
      {opened !== null && <Part desk={data} part={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

/** Three ways to say how long it takes, each with what it is made of. */
function Days({ days, currency }: { days: DaysOutstanding; currency: string }) {
  const written = (amount: string): string => money(amount, currency, currency)
  const figure = (label: string, value: string | null, made: string) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <b>{value === null ? '–' : number(value, 1)}</b>{' '}
        {value !== null && <span className="ink-2">{say(words.days_unit)}</span>}
        <span className="small ink-3">{made}</span>
      </dd>
    </div>
  )
  return (
    <dl className="cash-days">
      {figure(
        say(words.dso),
        days.dso,
        say(words.dso_made, {
          receivable: written(days.receivable),
          sales: written(days.sales),
          days: days.days,
        }),
      )}
      {figure(say(words.count_back), days.count_back, say(words.count_back_made))}
      {figure(
        say(words.delinquent),
        days.delinquent,
        say(words.delinquent_made, { overdue: written(days.overdue) }),
      )}
      <div className="cash-sales">
        <Link
          to="/o/$object"
          params={{ object: 'invoice' }}
          search={{
            filter: `issued_on between "${days.from}" and "${days.until}" and stage not in ("draft", "void")`,
          }}
          className="small"
        >
          {say(words.dso_sales, { from: days.from, until: days.until })}
        </Link>
      </div>
    </dl>
  )
}

/** "11-23 – 11-29"; the parts that are no week by their word. */
export function partName(part: string): string {
  if (part === 'late') return say(words.part_late)
  if (part === 'later') return say(words.part_later)
  if (part === 'undated') return say(words.part_undated)
  return `${part.slice(5)} – ${writeDay(readDay(part)! + 6).slice(5)}`
}

const size = (amount: string): number => Math.max(0, Number(amount))

function Weeks({ desk, onOpen }: { desk: CashDesk; onOpen: (part: string) => void }) {
  const phone = useWidth() === 'phone'
  const { currency, parts } = desk
  const isWeek = (part: string): boolean => /^\d/.test(part)
  const most = Math.max(1, ...parts.filter((one) => isWeek(one.part)).map((one) => size(one.total)))
  const written = (amount: string) =>
    exact(amount).isZero() ? <span className="ink-4">–</span> : money(amount, currency, currency)
  let sum = exact('0')
  const line = (part: CashPart) => {
    const inWeek = isWeek(part.part)
    if (inWeek) sum = sum.plus(part.total)
    return (
      <tr key={part.part}>
        <th scope="row">
          {part.count > 0 ? (
            <button type="button" className="bare link" onClick={() => onOpen(part.part)}>
              {partName(part.part)}
            </button>
          ) : (
            <span className="ink-3">{partName(part.part)}</span>
          )}
        </th>
        <td className="cash-parts" aria-hidden="true">
          {inWeek && (
            <>
              <i className="full" style={{ width: `${(100 * size(part.invoiced)) / most}%` }} />
              <i className="plan" style={{ width: `${(100 * size(part.planned)) / most}%` }} />
            </>
          )}
        </td>
        {!phone && <td className="num">{written(part.invoiced)}</td>}
        {!phone && <td className="num">{written(part.planned)}</td>}
        <td className="num strong">{written(part.total)}</td>
        {!phone && (
          <td className="num">{inWeek ? money(sum.toFixed(), currency, currency) : null}</td>
        )}
      </tr>
    )
  }
  return (
    <DeskTable className="cash-weeks">
      <table>
        <thead>
          <tr>
            <th>{say(words.cash_week)}</th>
            <th>
              <span className="keys">
                <i className="key full" />
                {say(words.cash_invoiced)} <i className="key plan" />
                {say(words.cash_planned)}
              </span>
            </th>
            {!phone && <th className="num">{say(words.cash_invoiced)}</th>}
            {!phone && <th className="num">{say(words.cash_planned)}</th>}
            <th className="num">{say(words.cash_total)}</th>
            {!phone && <th className="num">{say(words.cash_sum)}</th>}
          </tr>
        </thead>
        <tbody>{parts.map(line)}</tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(words.sum)}</th>
            <td />
            {!phone && <td className="num">{money(desk.receivable, currency, currency)}</td>}
            {!phone && <td className="num">{money(desk.planned, currency, currency)}</td>}
            <td className="num">
              {money(exact(desk.receivable).plus(desk.planned).toFixed(), currency, currency)}
            </td>
            {!phone && <td />}
          </tr>
        </tfoot>
      </table>
    </DeskTable>
  )
}

function Part({ desk, part, onClose }: { desk: CashDesk; part: string; onClose: () => void }) {
  const { currency } = desk
  const phone = useWidth() === 'phone'
  const { data, error, refetch } = useQuery({
    queryKey: keys.sum('invoice', 'desk', 'cash', part),
    queryFn: () => askCashRows(part),
  })
  return (
    <Drawer open title={partName(part)} size={760} onClose={onClose}>
      {error && !data ? (
        <NoAnswer error={error} refetch={refetch} />
      ) : !data ? (
        <Waiting rows={6} />
      ) : (
        <div className="owed-one">
          <p className="cash-whole">
            <b>
              <WholeSum amount={data.total} currency={currency} home={currency} />
            </b>{' '}
            <span className="ink-3">
              {say(words.cash_n, { n: data.count })}
              {data.count > data.rows.length &&
                ` · ${say(words.cash_more, { n: data.rows.length })}`}
            </span>
          </p>
          {phone ? (
            <PartList rows={data.rows} desk={desk} />
          ) : (
            <PartTable rows={data.rows} desk={desk} />
          )}
        </div>
      )}
    </Drawer>
  )
}

interface PartRowsProps {
  rows: readonly CashRow[]
  desk: CashDesk
}

const keyOf = (row: CashRow, i: number): string => `${row.id} ${i}`

function PartTable({ rows, desk: { currency, as_of: today } }: PartRowsProps) {
  return (
    <DeskTable>
      <table>
        <thead>
          <tr>
            <th>{say(words.cash_document)}</th>
            <th>{say(words.customer)}</th>
            <th>{say(words.cash_due)}</th>
            <th>{say(words.cash_expected)}</th>
            <th className="num">{say(words.cash_amount)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={keyOf(row, i)}>
              <th scope="row">
                <Link
                  to="/o/$object/$id"
                  params={{ object: row.object, id: row.id }}
                  className="ellipsis"
                >
                  {row.title}
                </Link>
              </th>
              <td className="cash-customer">
                <span className="ellipsis">{row.customer}</span>
              </td>
              <td>{date(row.due_on, { today })}</td>
              <td>
                <Expected row={row} today={today} />
              </td>
              <td className="num">{money(row.amount, currency, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskTable>
  )
}

function PartList({ rows, desk: { currency, as_of: today } }: PartRowsProps) {
  return (
    <ul className="cash-list">
      {rows.map((row, i) => (
        <li key={keyOf(row, i)}>
          <Link
            to="/o/$object/$id"
            params={{ object: row.object, id: row.id }}
            className="ellipsis"
          >
            {row.title}
          </Link>
          <b className="num">{money(row.amount, currency, currency)}</b>
          <span className="small ink-3 ellipsis">{row.customer}</span>
          <span className="small ink-3 num">
            <Expected row={row} today={today} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The day, and by how much this customer's own habit moved it. */
function Expected({ row, today }: { row: CashRow; today: string }) {
  if (row.expected_on === null) return <span className="ink-4">–</span>
  return (
    <>
      {date(row.expected_on, { today })}
      {row.usually > 0 && (
        <span className="small ink-3"> {say(words.cash_usually, { n: row.usually })}</span>
      )}
    </>
  )
}
