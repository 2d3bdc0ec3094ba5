// How are many rows shown at once? A dense grid that draws only what is in sight, worked by keyboard.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { CellEditor } from './cell-editor.tsx'
import { isEditable } from './columns.ts'
import type { Column } from './columns.ts'
import { GridHead } from './grid-head.tsx'
import type { Widths } from './list-state.ts'
import { RowCell } from './row-cell.tsx'
import { tracksOf } from './tracks.ts'
import { useWindow } from './use-window.ts'
import { words } from './words.ts'

export interface GridProps {
  object: MetaObject
  columns: readonly Column[]
  rows: readonly Row[]
  /** They answer the question before; those of this one are on their way. */
  busy: boolean
  sort: string
  onSort: (name: string, more: boolean) => void
  onOrder: (sort: string) => void
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
  /** Called when the end comes near. */
  onEnd: () => void
  widths: Widths
  onWidths: (widths: Widths) => void
  /** The paths of the columns in a new order, or without one. */
  onColumns: (columns: string[]) => void
  /** Rows that somebody else has just changed. */
  fresh: ReadonlySet<string>
  /** Saves one cell; throws what the server said. */
  onEdit: (row: Row, name: string, value: unknown) => Promise<void>
  /** Stands below the last row: "empty", "loading", an error. */
  after: ReactNode
}

const rowHeight = 28

export function Grid(props: GridProps) {
  const { object, columns, rows, chosen, onChoose, onEdit } = props
  const box = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const lastChosen = useRef<number | null>(null)
  const { from, to } = useWindow(box, rows.length, rowHeight, props.onEnd)
  const row = Math.min(at.row, Math.max(0, rows.length - 1))
  const column = Math.min(at.column, Math.max(0, columns.length - 1))
  const [widths, setWidths] = useState(props.widths)
  useEffect(() => setWidths(props.widths), [props.widths])
  const meta = useMeta()
  const { template, least } = useMemo(
    () => tracksOf(meta, columns, rows, widths),
    [meta, columns, rows, widths],
  )

  const show = useCallback((index: number) => {
    const node = box.current
    if (!node) return
    const top = index * rowHeight
    const seen = node.clientHeight - 30
    if (top < node.scrollTop) node.scrollTop = top
    else if (top + rowHeight > node.scrollTop + seen) node.scrollTop = top + rowHeight - seen
  }, [])

  const moveTo = (nextRow: number, nextColumn = column) => {
    const safe = Math.max(0, Math.min(rows.length - 1, nextRow))
    setAt({ row: safe, column: Math.max(0, Math.min(columns.length - 1, nextColumn)) })
    show(safe)
  }

  const toggle = (index: number, range = false) => {
    const next = new Set(chosen)
    const first = range && lastChosen.current !== null ? Math.min(lastChosen.current, index) : index
    const last = range && lastChosen.current !== null ? Math.max(lastChosen.current, index) : index
    const on = !chosen.has(rows[index]?.id ?? '')
    for (const one of rows.slice(first, last + 1)) {
      if (on) next.add(one.id)
      else next.delete(one.id)
    }
    lastChosen.current = index
    onChoose(next)
  }

  const open = (index: number) => {
    const one = rows[index]
    if (one) void navigate({ to: '/o/$object/$id', params: { object: object.name, id: one.id } })
  }

  const edit = (rowIndex: number, columnIndex: number) => {
    const target = columns[columnIndex]
    const one = rows[rowIndex]
    if (!target || !one || !isEditable(object, target.path)) return
    setAt({ row: rowIndex, column: columnIndex })
    // A tick needs no editor.
    if (target.field.kind === 'yes_no')
      void onEdit(one, target.path, one[target.path] !== true).catch(() => undefined)
    else setEditing(true)
  }

  const press = (event: KeyboardEvent) => {
    if (editing || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target !== box.current) return
    const done = keyAction(event)
    if (!done) return
    event.preventDefault()
    done()
  }
  const keyAction = (event: KeyboardEvent): (() => void) | undefined => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2)
    const actions: Record<string, () => void> = {
      j: () => moveTo(row + 1),
      ArrowDown: () => moveTo(row + 1),
      k: () => moveTo(row - 1),
      ArrowUp: () => moveTo(row - 1),
      ArrowRight: () => moveTo(row, column + 1),
      ArrowLeft: () => moveTo(row, column - 1),
      PageDown: () => moveTo(row + page),
      PageUp: () => moveTo(row - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      x: () => toggle(row, event.shiftKey),
      ' ': () => toggle(row, event.shiftKey),
      Enter: () => open(row),
      e: () => edit(row, column),
      F2: () => edit(row, column),
      Escape: () => onChoose(new Set()),
    }
    return actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  }

  const stopEditing = (step = 0) => {
    setEditing(false)
    if (step) moveTo(row, column + step)
    box.current?.focus({ preventScroll: true })
  }

  // The keys work at once, without a click; a form or dialog that is open keeps the focus.
  useEffect(() => {
    if (handsAreFree()) box.current?.focus({ preventScroll: true })
  }, [])

  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={say(object.plural ?? object.label)}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={props.busy}
      aria-activedescendant={rows[row] ? `cell-${row}-${column}` : undefined}
      onKeyDown={press}
      onScroll={({ currentTarget }) => {
        currentTarget.dataset.slid = String(currentTarget.scrollLeft > 0)
      }}
    >
      <div className="grid-inner" style={{ '--least': `${least}px` } as object}>
        <GridHead
          columns={columns}
          widths={widths}
          onWidth={(path, width, done) => {
            const { [path]: _, ...others } = widths
            const next = width === null ? others : { ...widths, [path]: width }
            setWidths(next)
            if (done) props.onWidths(next)
          }}
          onColumns={props.onColumns}
          template={template}
          sort={props.sort}
          onSort={props.onSort}
          onOrder={props.onOrder}
          all={
            rows.length > 0 && rows.every((one) => chosen.has(one.id))
              ? 'all'
              : chosen.size
                ? 'some'
                : 'none'
          }
          onAll={(on) => onChoose(on ? new Set(rows.map((one) => one.id)) : new Set())}
        />
        <div className="grid-body" style={{ height: rows.length * rowHeight }}>
          {rows.slice(from, to).map((one, offset) => {
            const index = from + offset
            const isChosen = chosen.has(one.id)
            const title = titleOf(object, one)
            return (
              <div
                key={one.id}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isChosen}
                className={`grid-row${isChosen ? ' chosen' : ''}${index === row ? ' at' : ''}${props.fresh.has(one.id) ? ' fresh' : ''}`}
                style={{ top: index * rowHeight, gridTemplateColumns: template }}
              >
                <span className="grid-cell" role="gridcell">
                  <input
                    type="checkbox"
                    className="tick"
                    tabIndex={-1}
                    checked={isChosen}
                    aria-label={say(words.select_row, { title })}
                    onChange={() => undefined}
                    onClick={(event) => {
                      toggle(index, event.shiftKey)
                      box.current?.focus({ preventScroll: true })
                    }}
                  />
                </span>
                {columns.map((target, place) => (
                  <Cell
                    key={target.path}
                    id={`cell-${index}-${place}`}
                    object={object}
                    column={target}
                    row={one}
                    at={index === row && place === column}
                    editing={editing && index === row && place === column}
                    onPoint={() => {
                      setAt({ row: index, column: place })
                      if (!editing) box.current?.focus({ preventScroll: true })
                    }}
                    onEdit={() => edit(index, place)}
                    onSave={(value, base) => onEdit(base, target.path, value)}
                    onDone={stopEditing}
                  />
                ))}
              </div>
            )
          })}
        </div>
      </div>
      {props.after}
    </div>
  )
}

interface CellProps {
  id: string
  object: MetaObject
  column: Column
  row: Row
  at: boolean
  editing: boolean
  onPoint: () => void
  onEdit: () => void
  onSave: (value: unknown, base: Row) => Promise<void>
  onDone: (step?: number) => void
}

function Cell({
  id,
  object,
  column,
  row,
  at,
  editing,
  onPoint,
  onEdit,
  onSave,
  onDone,
}: CellProps) {
  const { path, right } = column
  const isTitle = path === object.title
  const isLink = isTitle || path === 'number'
  if (editing) {
    return (
      <span className="grid-cell editing" role="gridcell" id={id}>
        <CellEditor object={object} column={column} row={row} onSave={onSave} onDone={onDone} />
      </span>
    )
  }
  const shown = <RowCell column={column} row={row} />
  return (
    <span
      id={id}
      role="gridcell"
      className={`grid-cell${right ? ' right' : ''}${at ? ' at' : ''}${isTitle ? ' title' : ''}`}
      onMouseDown={onPoint}
      onDoubleClick={onEdit}
    >
      <span className="in">
        {isLink ? (
          <Link to="/o/$object/$id" params={{ object: object.name, id: row.id }} tabIndex={-1}>
            {(row[path] ?? '') === '' ? titleOf(object, row) : shown}
          </Link>
        ) : (
          shown
        )}
      </span>
    </span>
  )
}
