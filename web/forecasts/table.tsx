// What does each person and team say, and on what does it stand? One row each; every figure opens its deals.
import { Tooltip } from 'antd'
import type { ForecastDesk, ForecastFigures, ForecastRow } from '#kernel/api/forecast.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { instant } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export type Figure = keyof ForecastFigures
export const figures: readonly Figure[] = ['won', 'commit', 'best', 'pipeline', 'weighted']

/** Which figure is opened: its row, or all of them. */
export interface Opened {
  readonly row: ForecastRow | null
  readonly figure: Figure
}

interface TableProps {
  desk: ForecastDesk
  chosen: string | null
  onFigure: (opened: Opened) => void
  onPerson: (row: ForecastRow) => void
}

export const nameOf = (row: ForecastRow): string =>
  row.person === null ? say(words.nobodys) : row.speaks ? row.name : say(words.own_deals)

const keyOf = (row: ForecastRow): string => `${row.person} ${row.scope} ${row.speaks}`

export function ForecastTable({ desk, chosen, onFigure, onPerson }: TableProps) {
  return (
    <DeskTable className="cast-rows" label={say(words.title)}>
      <table>
        <thead>
          <tr>
            <th>{say(words.person)}</th>
            {figures.map((figure) => (
              <th key={figure} className="num">
                {figure === 'weighted' ? (
                  <Tooltip title={say(words.weighted_help)}>
                    <span>{say(words.weighted)}</span>
                  </Tooltip>
                ) : (
                  say(words[figure])
                )}
              </th>
            ))}
            <th className="num">{say(words.reported)}</th>
            <th className="num">{say(desk.live ? words.said : words.said_then)}</th>
            <th className="num">{say(words.before)}</th>
            <th>{say(words.state)}</th>
          </tr>
        </thead>
        <tbody>
          {desk.rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={[
                row.scope === 'team' ? 'team' : '',
                row.speaks && row.person === chosen ? 'chosen' : '',
              ].join(' ')}
            >
              <th scope="row">
                <Name row={row} onPerson={onPerson} />
              </th>
              {figures.map((figure) => (
                <td key={figure} className="num">
                  <Amount desk={desk} row={row} figure={figure} onFigure={onFigure} />
                </td>
              ))}
              <td className="num">
                <Reported row={row} currency={desk.currency} />
              </td>
              <td className="num strong">
                {row.said ? (
                  money(row.said.amount, desk.currency, desk.currency)
                ) : (
                  <Dash of={row.speaks} />
                )}
              </td>
              <td className="num">
                <Since row={row} currency={desk.currency} />
              </td>
              <td>
                <State desk={desk} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
        {desk.total && desk.rows.filter((row) => row.depth === 0).length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{say(words.total)}</th>
              {figures.map((figure) => (
                <td key={figure} className="num">
                  <Amount desk={desk} row={null} figure={figure} onFigure={onFigure} />
                </td>
              ))}
              <td colSpan={4} />
            </tr>
          </tfoot>
        )}
      </table>
    </DeskTable>
  )
}

function Dash({ of }: { of: boolean }) {
  return of ? <span className="ink-4">–</span> : null
}

function Name({ row, onPerson }: { row: ForecastRow; onPerson: (row: ForecastRow) => void }) {
  const pad = { paddingInlineStart: row.depth * 16 }
  if (!row.speaks)
    return (
      <span className="ink-3" style={pad}>
        {nameOf(row)}
      </span>
    )
  return (
    <span className="cast-name" style={pad}>
      <button type="button" className="bare ellipsis" onClick={() => onPerson(row)}>
        {row.name}
      </button>
      {row.team && <span className="ink-3 ellipsis">{row.team}</span>}
    </span>
  )
}

/** One figure; what is nothing opens nothing. */
export function Amount({
  desk,
  row,
  figure,
  onFigure,
}: {
  desk: ForecastDesk
  row: ForecastRow | null
  figure: Figure
  onFigure: (opened: Opened) => void
}) {
  const shown = row ? row.figures : desk.total
  if (!shown) return <span className="ink-4">–</span>
  const value = shown[figure]
  if (exact(value).isZero()) return <span className="ink-4">–</span>
  const written = money(value, desk.currency, desk.currency)
  return (
    <button
      type="button"
      className="bare cast-figure"
      aria-label={`${row ? nameOf(row) : say(words.total)} ${say(words[figure])} ${written}`}
      onClick={() => onFigure({ row, figure })}
    >
      {written}
    </button>
  )
}

function Reported({ row, currency }: { row: ForecastRow; currency: string }) {
  if (!row.reported) return null
  const { amount, said, of } = row.reported
  return (
    <>
      <span className={said < of ? 'small warn' : 'small ink-3'}>
        {say(words.reported_n, { said, of })}
      </span>
      {said > 0 && <> · {money(amount, currency, currency)}</>}
    </>
  )
}

/** How much more or less than the week before. */
export function Since({ row, currency }: { row: ForecastRow; currency: string }) {
  if (!row.said || row.before === null) return null
  const more = exact(row.said.amount).minus(row.before)
  if (more.isZero()) return <span className="ink-3">0</span>
  return (
    <span className={more.isNegative() ? 'bad' : 'good'}>
      {more.isNegative() ? '' : '+'}
      {money(more.toFixed(), currency, currency)}
    </span>
  )
}

function State({ desk, row }: { desk: ForecastDesk; row: ForecastRow }) {
  const { zone } = useMeta().company
  if (!row.speaks) return null
  if (row.said)
    return (
      <span className="ink-2">
        {instant(row.said.submitted_at, zone, desk.today)}
        {row.said.late && <span className="tag warn">{say(words.late)}</span>}
      </span>
    )
  if (!row.expected) return null
  const passed = !desk.live || desk.today > desk.due_on
  return (
    <span className={passed ? 'bad' : 'ink-3'}>{say(passed ? words.missing : words.waits)}</span>
  )
}

/** On a phone: who, what they say, and below it on what it stands. */
export function ForecastList({ desk, onFigure, onPerson }: Omit<TableProps, 'chosen'>) {
  return (
    <ul className="desk-list">
      {desk.rows.map((row) => (
        <li key={keyOf(row)} className={row.scope === 'team' ? 'team' : ''}>
          <div className="desk-line">
            <Name row={{ ...row, depth: 0 }} onPerson={onPerson} />
            <span className="num">
              <b>{row.said && money(row.said.amount, desk.currency, desk.currency)}</b>{' '}
              <Since row={row} currency={desk.currency} />
            </span>
          </div>
          <div className="desk-line small">
            <State desk={desk} row={row} />
            {row.reported && (
              <span className="ink-3">
                {say(words.reported)} <Reported row={row} currency={desk.currency} />
              </span>
            )}
          </div>
          <dl className="desk-figures">
            {figures.map((figure) => (
              <div key={figure}>
                <dt>{say(words[figure])}</dt>
                <dd>
                  <Amount desk={desk} row={row} figure={figure} onFigure={onFigure} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
