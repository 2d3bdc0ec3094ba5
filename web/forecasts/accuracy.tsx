// How near was what people said to what became of it, week by week?
import { useQuery } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import type { ForecastAccuracy } from '#kernel/api/forecast.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, percent, shortText } from '#kernel/money/written.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { language, say } from '#web/words.ts'
import { askAccuracy, deskKey, weekName } from './ask.ts'
import { words } from './words.ts'

type Row = ForecastAccuracy['rows'][number]

interface AccuracyProps {
  data: ForecastAccuracy
  onPerson: (person: string) => void
}

export function Accuracy({ on, onPerson }: { on: string; onPerson: (person: string) => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: deskKey('accuracy', on),
    queryFn: () => askAccuracy(on),
  })
  const phone = useWidth() === 'phone'
  if (error && !data) return <NoAnswer error={error} refetch={refetch} />
  if (!data) return <Waiting />
  if (data.rows.length === 0) return <p className="ink-3">{say(words.accuracy_none)}</p>
  return (
    <>
      {!data.over && <p className="small warn">{say(words.not_over)}</p>}
      {phone ? <List data={data} onPerson={onPerson} /> : <Table data={data} onPerson={onPerson} />}
      <p className="small ink-3 cast-help">{say(words.accuracy_help)}</p>
    </>
  )
}

function Table({ data, onPerson }: AccuracyProps) {
  return (
    <DeskTable className="cast-accuracy" label={say(words.accuracy)}>
      <table>
        <thead>
          <tr>
            <th>{say(words.person)}</th>
            <th className="num">{say(data.over ? words.became : words.became_so_far)}</th>
            <th className="num">{say(words.wape)}</th>
            <th className="num">{say(words.bias)}</th>
            {data.weeks.map((week) => (
              <th key={week} className="num">
                <Tooltip title={weekName(week)}>
                  <span>{week.slice(5)}</span>
                </Tooltip>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.person} className={row.scope === 'team' ? 'team' : ''}>
              <th scope="row">
                <Name row={row} onPerson={onPerson} />
              </th>
              <td className="num strong">{money(row.became, data.currency, data.currency)}</td>
              <td className="num">{share(row.wape)}</td>
              <td className="num">
                <Bias bias={row.bias} />
              </td>
              {row.said.map((said, i) => (
                <td key={data.weeks[i]} className="num">
                  <Said said={said} row={row} currency={data.currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {say(words.all_people)} {say(words.wape)}
            </th>
            {data.by_week.map((week) => (
              <td key={week.week} className="num">
                <Tooltip
                  title={`${say(words.n_people, { n: week.people })} · ${say(words.bias)} ${signed(week.bias)}`}
                >
                  <span>{share(week.wape)}</span>
                </Tooltip>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </DeskTable>
  )
}

/** On a phone: how near each of them was; the weeks are those of the person. */
function List({ data, onPerson }: AccuracyProps) {
  return (
    <>
      <ul className="desk-list">
        {data.rows.map((row) => (
          <li key={row.person}>
            <div className="desk-line">
              <Name row={{ ...row, depth: 0 }} onPerson={onPerson} />
              <b className="num">{money(row.became, data.currency, data.currency)}</b>
            </div>
            <p className="desk-line small">
              <span>
                <span className="ink-3">{say(words.wape)}</span> {share(row.wape)}
              </span>
              <span>
                <span className="ink-3">{say(words.bias)}</span> <Bias bias={row.bias} />
              </span>
            </p>
          </li>
        ))}
      </ul>
      <h2>
        {say(words.all_people)} {say(words.wape)}
      </h2>
      <dl className="desk-figures">
        {data.by_week.map((week) => (
          <div key={week.week}>
            <dt>{weekName(week.week)}</dt>
            <dd>{share(week.wape)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Name({ row, onPerson }: { row: Row; onPerson: (person: string) => void }) {
  return (
    <span
      className={row.scope === 'team' ? 'cast-name team' : 'cast-name'}
      style={{ paddingInlineStart: row.depth * 16 }}
    >
      <button type="button" className="bare ellipsis" onClick={() => onPerson(row.person)}>
        {row.name}
      </button>
    </span>
  )
}

const share = (value: string | null) =>
  value === null ? <span className="ink-4">–</span> : percent(value, 1)

const signed = (value: string | null, digits = 1): string =>
  value === null
    ? '–'
    : `${exact(value).isNegative() || exact(value).isZero() ? '' : '+'}${percent(value, digits)}`

/** Above 0 more was said than became. */
function Bias({ bias }: { bias: string | null }) {
  if (bias === null) return <span className="ink-4">–</span>
  return <span className={exact(bias).abs().gte(20) ? 'warn' : ''}>{signed(bias)}</span>
}

/** What was said, short; exact and how far it was off is told when pointed at. */
function Said({ said, row, currency }: { said: string | null; row: Row; currency: string }) {
  if (said === null) return <span className="ink-4">–</span>
  const off = exact(row.became).isZero()
    ? null
    : exact(said).minus(row.became).times(100).dividedBy(row.became).toFixed(1)
  return (
    <Tooltip
      title={`${money(said, currency, currency)}${off === null ? '' : ` · ${say(words.off, { percent: signed(off) })}`}`}
    >
      <span className="cast-cell">
        {shortText(said, language())}
        <span className="small ink-3">{off === null ? '' : signed(off, 0)}</span>
      </span>
    </Tooltip>
  )
}
