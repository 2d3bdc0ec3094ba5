// Which leads wait in this pool? One line each, with a button that makes it mine.
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import type { PoolOfDesk } from '#kernel/api/desks.ts'
import type { Row } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import { date, local, span, todayIn } from '#web/format.ts'
import type { Column } from '#web/list/columns.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { useWidth } from '#web/parts/width.ts'
import { language, say } from '#web/words.ts'
import { coolsUntil, isFull } from './rules.ts'
import { words } from './words.ts'

export interface Hands {
  readonly claims: boolean
  readonly busy: string | null
  readonly onClaim: (row: Row) => void
  readonly onChoose: (at: number) => void
}

interface LeadsProps extends Hands {
  readonly pool: PoolOfDesk
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly chosen: string | null
}

const sinceOf = (row: Row): string => String(row.released_at ?? row.created_at ?? '')

export function PoolLeads(props: LeadsProps) {
  return useWidth() === 'phone' ? <Cards {...props} /> : <Table {...props} />
}

function Table({ pool, columns, rows, chosen, onChoose, ...hands }: LeadsProps) {
  return (
    <DeskTable className="pools-rows">
      <table>
        <thead>
          <tr>
            <th>{say(useMeta().objects.lead!.label)}</th>
            {columns.map((column) => (
              <th key={column.path} className={column.right ? 'num' : ''}>
                {column.label}
              </th>
            ))}
            <th className="num">{say(words.waits)}</th>
            <th>{say(words.former)}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr
              key={row.id}
              className={row.id === chosen ? 'chosen' : ''}
              onClick={() => onChoose(at)}
            >
              <th scope="row">
                <Name row={row} />
              </th>
              {columns.map((column) => (
                <td key={column.path} className={column.right ? 'num' : 'ellipsis'}>
                  <Value column={column} row={row} />
                </td>
              ))}
              <td className="num">
                <Waits row={row} />
              </td>
              <td className="ellipsis">
                <Former row={row} />
              </td>
              <td className="pools-act">
                <Claim pool={pool} row={row} {...hands} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskTable>
  )
}

function Cards({ pool, columns, rows, onChoose: _, chosen: __, ...hands }: LeadsProps) {
  return (
    <ul className="pools-cards">
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <Name row={row} />
            <span className="small ink-3">
              {columns
                .filter(({ path }) => (row[path] ?? '') !== '' && path !== 'score')
                .slice(0, 4)
                .map((column) => (
                  <span key={column.path}>
                    <Value column={column} row={row} />
                  </span>
                ))}
              <span>
                {say(words.waits)} <Waits row={row} />
              </span>
            </span>
          </div>
          <Claim pool={pool} row={row} {...hands} />
        </li>
      ))}
    </ul>
  )
}

function Name({ row }: { row: Row }) {
  const object = useMeta().objects.lead!
  const company = typeof row.company === 'string' && row.company !== '' ? row.company : null
  return (
    <span className="pools-name">
      <Link to="/o/$object/$id" params={{ object: 'lead', id: row.id }} className="ellipsis">
        {company ?? titleOf(object, row)}
      </Link>
      {company && <span className="ink-3">{titleOf(object, row)}</span>}
    </span>
  )
}

function Value({ column, row }: { column: Column; row: Row }) {
  const { Cell } = partsOf(column.field)
  return (
    <Cell
      field={column.field}
      name={column.path}
      object={column.object.name}
      value={row[column.path]}
      row={row}
      place="grid"
    />
  )
}

const day = 86_400_000

function Waits({ row }: { row: Row }) {
  const ms = Date.now() - Date.parse(sinceOf(row))
  if (!Number.isFinite(ms)) return null
  const text = span(ms >= day ? ms - (ms % day) : ms, language())
  return ms < day ? <b>{text}</b> : <>{text}</>
}

/** Who had it last, and why it came back. */
function Former({ row }: { row: Row }) {
  const name = row['former_owner.name']
  if (typeof name !== 'string') return <span className="ink-3">{say(words.never)}</span>
  const why = row.release_reason
  return typeof why === 'string' && why !== '' ? (
    <Tooltip title={why}>
      <span>
        {name} <span className="ink-3">{why}</span>
      </span>
    </Tooltip>
  ) : (
    <>{name}</>
  )
}

function Claim({
  pool,
  row,
  claims,
  busy,
  onClaim,
}: { pool: PoolOfDesk; row: Row } & Omit<Hands, 'onChoose'>) {
  const { who, company } = useMeta()
  if (!claims) return null
  const today = todayIn(company.zone)
  const released_on = row.released_at ? local(row.released_at, company.zone).slice(0, 10) : null
  const from = coolsUntil(pool, { former_owner: row.former_owner, released_on }, who.id, today)
  const full = isFull(pool)
  if (from || full)
    return (
      <span className="small ink-3">
        {from
          ? say(words.cools, { date: date(from, { today }) })
          : say(full === 'today' ? words.full_today : words.full_hand)}
      </span>
    )
  return (
    <Button
      size="small"
      loading={busy === row.id}
      disabled={busy !== null && busy !== row.id}
      onClick={() => onClaim(row)}
    >
      {say(words.claim)}
    </Button>
  )
}
