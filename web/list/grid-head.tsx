// What stands above the columns? Their names, how they are sorted, and the tick for all.
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Dropdown } from 'antd'
import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { say } from '#web/words.ts'
import type { Column } from './columns.ts'
import type { Side } from './head-drag.ts'
import { narrowest, sortOf, widest } from './list-state.ts'
import type { Widths } from './list-state.ts'
import { words } from './words.ts'

export interface GridHeadProps {
  columns: readonly Column[]
  template: string
  widths: Widths
  /** In pixels; null = as the kind of field has it. `done` once the hand lets go. */
  onWidth: (path: string, width: number | null, done: boolean) => void
  onColumns: (columns: string[]) => void
  sort: string
  onSort: (name: string, more: boolean) => void
  /** The whole order at once: `-amount`. */
  onOrder: (sort: string) => void
  all: 'all' | 'some' | 'none'
  onAll: (on: boolean) => void
}

/** What cannot be put in order by the database's index of one column. */
const unordered = new Set([
  'lines',
  'file',
  'image',
  'address',
  'multi_choice',
  'long_text',
  'rich_text',
])

export function GridHead(props: GridHeadProps) {
  const { columns, template, sort, onSort, all, onAll, ...more } = props
  const [near, setNear] = useState(false)
  return (
    <div
      className="grid-row grid-head"
      role="row"
      aria-rowindex={1}
      onPointerEnter={() => setNear(true)}
      style={{ gridTemplateColumns: template }}
    >
      <span className="grid-cell" role="columnheader">
        <input
          type="checkbox"
          className="tick"
          tabIndex={-1}
          checked={all === 'all'}
          ref={(node) => {
            if (node) node.indeterminate = all === 'some'
          }}
          aria-label={say(words.select_all)}
          onChange={(event) => onAll(event.target.checked)}
        />
      </span>
      {columns.map((column) => (
        <HeadCell
          key={column.path}
          column={column}
          {...{ columns, near, sort, onSort }}
          {...more}
        />
      ))}
    </div>
  )
}

interface HeadCellProps extends Pick<
  GridHeadProps,
  'columns' | 'sort' | 'onSort' | 'onOrder' | 'widths' | 'onWidth' | 'onColumns'
> {
  column: Column
  /** A pointer has been at the heads: it may take one. */
  near: boolean
}

/** One head: a press sorts, its edge makes it wider, drawn along it changes its place, its menu says all of that too. */
function HeadCell(props: HeadCellProps) {
  const { column, columns, near, sort, onSort, widths, onWidth, onColumns } = props
  const { path, label, right, field } = column
  const node = useRef<HTMLSpanElement>(null)
  const [over, setOver] = useState<Side | null>(null)
  const paths = columns.map((one) => one.path)
  const put = (moved: string, side: Side) => {
    const others = paths.filter((one) => one !== moved)
    others.splice(others.indexOf(path) + (side === 'before' ? 0 : 1), 0, moved)
    if (others.join() !== paths.join()) onColumns(others)
  }
  const latest = useRef(put)
  useEffect(() => {
    latest.current = put
  })
  useEffect(() => {
    if (!near) return
    let end: (() => void) | undefined
    let gone = false
    void import('./head-drag.ts').then(({ dragHead }) => {
      if (node.current && !gone)
        end = dragHead(node.current, {
          path,
          onOver: setOver,
          onDrop: (moved, side) => latest.current(moved, side),
        })
    })
    return () => {
      gone = true
      end?.()
    }
  }, [path, near])

  const direction = sortOf(sort, path)
  const sortable = !unordered.has(field.kind)
  return (
    <Dropdown
      trigger={['contextMenu']}
      menu={{
        items: [
          ...(sortable
            ? [
                { key: 'up', label: say(words.sort_up), icon: <CaretUpFilled /> },
                { key: 'down', label: say(words.sort_down), icon: <CaretDownFilled /> },
                { type: 'divider' as const },
              ]
            : []),
          { key: 'hide', label: say(words.hide_column), disabled: columns.length === 1 },
          { key: 'width', label: say(words.plain_width), disabled: !widths[path] },
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation()
          if (key === 'up' || key === 'down') props.onOrder(key === 'up' ? path : `-${path}`)
          if (key === 'hide') onColumns(paths.filter((one) => one !== path))
          if (key === 'width') onWidth(path, null, true)
        },
      }}
    >
      <span
        ref={node}
        role="columnheader"
        className={`grid-cell${right ? ' right' : ''}${over ? ` drop-${over}` : ''}`}
        aria-sort={direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : 'none'}
        title={field.help ? `${label}\n${say(field.help)}` : label}
      >
        {sortable ? (
          <button
            type="button"
            tabIndex={-1}
            className={direction ? 'grid-sort sorted' : 'grid-sort'}
            onClick={(event) => onSort(path, event.shiftKey)}
          >
            <span className="ellipsis">{label}</span>
            {direction === 'up' && <CaretUpFilled />}
            {direction === 'down' && <CaretDownFilled />}
          </button>
        ) : (
          <span className="grid-sort">
            <span className="ellipsis">{label}</span>
          </span>
        )}
        <Grip
          label={say(words.width_of, { field: label })}
          cell={node}
          onWidth={(width, done) => onWidth(path, width, done)}
        />
      </span>
    </Dropdown>
  )
}

interface GripProps {
  label: string
  cell: RefObject<HTMLElement | null>
  onWidth: (width: number | null, done: boolean) => void
}

/** The edge of a head: drawn along it makes the column wider or narrower; pressed twice, as it was. */
function Grip({ label, cell, onWidth }: GripProps) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const widthAt = (clientX: number): number => {
    const { x, width } = start.current!
    return Math.round(Math.min(widest, Math.max(narrowest, width + clientX - x)))
  }
  return (
    <span
      className="grid-grip"
      title={label}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onWidth(null, true)}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width: cell.current?.offsetWidth ?? narrowest }
      }}
      onPointerMove={(event) => start.current && onWidth(widthAt(event.clientX), false)}
      onPointerUp={(event) => {
        if (start.current && event.clientX !== start.current.x)
          onWidth(widthAt(event.clientX), true)
        start.current = null
      }}
    />
  )
}
