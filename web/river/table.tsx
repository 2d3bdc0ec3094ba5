// What are the numbers of the picture? The same as a table: for reading aloud, for copying, for looking closely.
import { Fragment } from 'react'
import type { RiverPeriod, RiverSum } from '#kernel/api.ts'
import { money, number } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'
import type { Measure } from './ask.ts'
import type { Chosen } from './river-part.tsx'
import { words } from './words.ts'

export interface TableProps {
  period: RiverPeriod
  other: RiverPeriod
  measure: Measure
  currency: string
  /** Null where the table only stands beside the picture, to be read aloud. */
  onOpen: ((chosen: Chosen) => void) | null
}

const parts = ['enter', 'on', 'stay', 'stuck'] as const

export function RiverTable({ period, other, measure, currency, onOpen }: TableProps) {
  const text = (sum: RiverSum): string =>
    measure === 'amount' ? money(sum.amount, currency) : number(sum.count)
  const share = ({ enter, on }: { enter: RiverSum; on: RiverSum }): number | null => {
    const whole = Number(enter[measure])
    return whole > 0 ? (100 * Number(on[measure])) / whole : null
  }
  const cell = (sum: RiverSum, chosen: Chosen) =>
    onOpen && sum.count > 0 ? (
      <button type="button" className="bare link" onClick={() => onOpen(chosen)}>
        {text(sum)}
      </button>
    ) : (
      text(sum)
    )
  return (
    <div
      // Where it is only read aloud there is nothing to slide.
      {...(onOpen && {
        className: 'river-table',
        tabIndex: 0,
        role: 'region',
        'aria-label': say(words.picture),
      })}
    >
      <table>
        <caption className="only-read-aloud">{`${say(words.title)} ${period.from} – ${period.to}`}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.reach)}</th>
            {parts.map((part) => (
              <th key={part} scope="col" className="num">
                {say(words[part])}
              </th>
            ))}
            <th scope="col" className="num">
              {say(words.lost)}
            </th>
            <th scope="col" className="num">
              {say(words.share)}
            </th>
            <th scope="col" className="num">
              {say(words.change)}
            </th>
            <th scope="col" className="num">
              {say(words.median_days)}
            </th>
          </tr>
        </thead>
        <tbody>
          {period.reaches.map((one, i) => {
            const [now, then] = [share(one), other.reaches[i] ? share(other.reaches[i]) : null]
            const points =
              now === null || then === null
                ? ''
                : `${now - then > 0 ? '+' : '−'}${Math.abs(now - then).toFixed(1)}`
            return (
              <Fragment key={one.name}>
                <tr>
                  <th scope="row">{say(words[one.name])}</th>
                  {parts.map((part) => (
                    <td
                      key={part}
                      className={part === 'stuck' && one.stuck.count > 0 ? 'num warn' : 'num'}
                    >
                      {cell(one[part], { reach: one.name, part })}
                    </td>
                  ))}
                  <td className="num">
                    {one.lost.map((loss) => (
                      <div key={loss.reason}>
                        <span className="ink-3">{say(loss.label)} </span>
                        {cell(loss, { reach: one.name, part: 'lost', reason: loss.reason })}
                      </div>
                    ))}
                  </td>
                  <td className="num">{now === null ? '' : `${now.toFixed(1)}%`}</td>
                  <td className="num ink-3">{points}</td>
                  <td
                    className={
                      one.days !== null && one.limit_days !== null && one.days > one.limit_days
                        ? 'num warn'
                        : 'num'
                    }
                  >
                    {one.days === null ? '' : number(one.days)}
                  </td>
                </tr>
              </Fragment>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(words.received)}</th>
            <td className="num" colSpan={parts.length + 1}>
              {cell(period.received, { reach: 'cash', part: 'on' })}
            </td>
            <td colSpan={2} />
            <td className="num">{period.days_all === null ? '' : number(period.days_all)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
