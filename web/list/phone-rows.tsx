// How does a list look on a phone? Two lines per row: its name and amount, then where it stands.
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { titleOf } from '#web/meta.ts'
import type { Column } from './columns.ts'
import { RowCell } from './row-cell.tsx'
import { say } from '#web/words.ts'
import { useWindow } from './use-window.ts'
import { words } from './words.ts'

export interface PhoneRowsProps {
  object: MetaObject
  columns: readonly Column[]
  rows: readonly Row[]
  /** They answer the question before; those of this one are on their way. */
  busy: boolean
  onEnd: () => void
  after: ReactNode
  /** The rows that are chosen, while rows are chosen at all; null where a touch opens the row. */
  chosen: ReadonlySet<string> | null
  onChoose: (chosen: ReadonlySet<string>) => void
}

const rowHeight = 60

export function PhoneRows(props: PhoneRowsProps) {
  const { object, columns, rows, busy, onEnd, after, chosen, onChoose } = props
  const box = useRef<HTMLDivElement>(null)
  const { from, to } = useWindow(box, rows.length, rowHeight, onEnd)
  const others = columns.filter((one) => one.path !== object.title && one.path !== 'number')
  const money = others.find((one) => one.field.kind === 'money') ?? others.find((one) => one.right)
  const small = others.filter((one) => one !== money && one.path !== 'stage').slice(0, 2)
  const stage = others.find((one) => one.path === 'stage')
  const facts = (row: Row) => (
    <>
      <b className="ellipsis">{titleOf(object, row)}</b>
      <span className="num">
        {money && money.field.kind !== 'money' && row[money.path] != null && (
          <span className="small ink-3">{money.label} </span>
        )}
        {money && <RowCell column={money} row={row} />}
      </span>
      <span className="ellipsis ink-3 small">
        {small
          .filter((fact) => row[fact.path] !== null && row[fact.path] !== undefined)
          .map((fact, at) => (
            <span key={fact.path}>
              {at > 0 && ' · '}
              {fact.right && `${fact.label.replace(' %', '')} `}
              <RowCell column={fact} row={row} />
            </span>
          ))}
      </span>
      <span className="small ink-2 num">{stage && <RowCell column={stage} row={row} />}</span>
    </>
  )
  return (
    <div ref={box} className="grid" aria-busy={busy}>
      <ul className="grid-body phone-rows" style={{ height: rows.length * rowHeight }}>
        {rows.slice(from, to).map((row, offset) => (
          <li key={row.id} style={{ top: (from + offset) * rowHeight }}>
            {chosen ? (
              <label className="phone-row choosing">
                <input
                  type="checkbox"
                  checked={chosen.has(row.id)}
                  aria-label={say(words.select_row, { title: titleOf(object, row) })}
                  onChange={() => onChoose(toggled(chosen, row.id))}
                />
                {facts(row)}
              </label>
            ) : (
              <Link
                className="phone-row"
                to="/o/$object/$id"
                params={{ object: object.name, id: row.id }}
              >
                {facts(row)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {after}
    </div>
  )
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}
