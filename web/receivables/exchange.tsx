// What would open invoices of other currencies be worth at the rate of the day, and what do the books say? A report only.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys } from '#web/asks.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { date } from '#web/format.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import { askExchange } from './ask.ts'
import { words } from './words.ts'

export function Exchange({ asOf }: { asOf: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.sum('exchange_rate', 'desk', asOf),
    queryFn: () => askExchange(asOf),
  })
  if (error) return <NoAnswer error={error} refetch={refetch} />
  if (!data) return <Waiting />
  const home = data.currency
  const signed = (value: string) => (exact(value).isNegative() ? 'num bad' : 'num')
  return (
    <div className="owed-exchange">
      <p className="ink-3">{say(words.exchange_help)}</p>
      {data.without_rate.length > 0 && (
        <p className="warn">
          {say(words.without_rate, { currencies: data.without_rate.join(', ') })}
        </p>
      )}
      {data.missing > 0 && <p className="warn">{say(words.missing, { n: data.missing })}</p>}
      {data.rows.length === 0 ? (
        <p>{say(words.exchange_none)}</p>
      ) : (
        <DeskTable label={say(words.exchange)}>
          <table>
            <thead>
              <tr>
                <th>{say(words.customer)}</th>
                <th>{say(words.invoice)}</th>
                <th className="num">{say(words.open)}</th>
                <th className="num">{say(words.rate)}</th>
                <th className="num">{say(words.booked)}</th>
                <th className="num">{say(words.closing)}</th>
                <th className="num">{say(words.worth)}</th>
                <th className="num">{say(words.difference)}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <span className="ellipsis">{row.account}</span>
                  </th>
                  <td>
                    <Link to="/o/$object/$id" params={{ object: 'invoice', id: row.id }}>
                      {row.number}
                    </Link>
                  </td>
                  <td className="num">{money(row.open, row.currency, home)}</td>
                  <td className="num">{row.rate}</td>
                  <td className="num">{money(row.booked, home, home)}</td>
                  <td className="num">
                    {row.closing}{' '}
                    <span className="small ink-3">{date(row.closing_on, { today: asOf })}</span>
                  </td>
                  <td className="num">{money(row.worth, home, home)}</td>
                  <td className={signed(row.difference)}>{money(row.difference, home, home)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={7}>
                  {say(words.sum)}
                </th>
                <td className={signed(data.total)}>{money(data.total, home, home)}</td>
              </tr>
            </tfoot>
          </table>
        </DeskTable>
      )}
    </div>
  )
}
