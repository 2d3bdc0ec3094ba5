// What stands above the columns? Their names, how they are sorted, and the tick for all.
import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { say } from '#web/words.ts'
import type { Column } from './columns.ts'
import { sortOf } from './list-state.ts'
import { words } from './words.ts'

export interface GridHeadProps {
  columns: readonly Column[]
  template: string
  sort: string
  onSort: (name: string, more: boolean) => void
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

export function GridHead({ columns, template, sort, onSort, all, onAll }: GridHeadProps) {
  return (
    <div
      className="grid-row grid-head"
      role="row"
      aria-rowindex={1}
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
      {columns.map(({ path, label, right, field }) => {
        const direction = sortOf(sort, path)
        return (
          <span
            key={path}
            role="columnheader"
            className={right ? 'grid-cell right' : 'grid-cell'}
            aria-sort={
              direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : 'none'
            }
            title={field.help ? `${label}\n${say(field.help)}` : label}
          >
            {unordered.has(field.kind) ? (
              <span className="grid-sort">
                <span className="ellipsis">{label}</span>
              </span>
            ) : (
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
            )}
          </span>
        )
      })}
    </div>
  )
}
