// How are the lines of a quote written? In a grid with the keys of a spreadsheet; the cursor's cell is always ready to type in.
import { useId, useRef } from 'react'
import type { PointerEvent } from 'react'
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'
import { numbersOf } from './blocks.ts'
import { BundlePanel } from './bundle-panel.tsx'
import { cellProblem } from './cell-problem.ts'
import { CursorInput } from './cursor-input.tsx'
import { LineRow } from './line-row.tsx'
import { at } from './sheet.ts'
import { useCursor } from './use-cursor.ts'
import type { Cursor, GridOf } from './use-cursor.ts'
import { words } from './words.ts'

interface LineGridProps extends GridOf {
  /** Lines that make submitting ask for an approval. */
  readonly marked: ReadonlySet<number>
}

export function LineGrid({ marked, ...of }: LineGridProps) {
  const cursor = useCursor(of)
  const { lines, products, head, result, columns, size, row, col, range, inside, typed } = cursor
  const rows = lines.lines
  const numbers = numbersOf(rows)
  const taxesId = useId()
  const dragging = useRef(false)

  const point = (place: number, index: number, event: PointerEvent) => {
    const isCursor = place === row && index === col
    if (isCursor && inside && typed !== null) return
    event.preventDefault()
    cursor.commit()
    if (event.pointerType === 'mouse') dragging.current = true
    cursor.setInside(true)
    // A second tap on a phone opens the cell.
    if (isCursor && inside && event.pointerType !== 'mouse') return cursor.begin()
    cursor.go(
      event.shiftKey
        ? { from: cursor.selection.from, to: { row: place, col: index } }
        : at(place, index),
    )
  }
  const cursorInput = (problem: string | undefined) => (
    <CursorInput cursor={cursor} taxesId={taxesId} problem={problem} />
  )
  const wrong = wrongIn(cursor)
  const { choose } = cursor
  const closed = () => choose(null)

  return (
    <>
      <div className="sheet-scroll">
        <table
          className="sheet"
          role="grid"
          aria-label={say(words.lines)}
          aria-rowcount={size.rows}
          style={{ minWidth: columns.reduce((sum, one) => sum + one.width, 36 + 60) }}
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) return
            cursor.commit()
            cursor.setInside(false)
          }}
          onFocus={() => cursor.setInside(true)}
          onPointerUp={() => void (dragging.current = false)}
        >
          <colgroup>
            <col style={{ width: 36 }} />
            {columns.map((one) => (
              <col
                key={one.name}
                {...(one.name === 'product' ? {} : { style: { width: one.width } })}
              />
            ))}
            <col style={{ width: 60 }} />
          </colgroup>
          <thead>
            <tr>
              <th />
              {columns.map((one) => (
                <th
                  key={one.name}
                  className={one.right ? 'num' : one.name === 'product' ? 'pinned' : ''}
                  scope="col"
                >
                  {say(one.label)}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: size.rows }, (_, place) => {
              const line = rows[place]
              return (
                <LineRow
                  key={line?.key ?? 'next'}
                  place={place}
                  number={numbers[place] ?? ''}
                  line={line}
                  product={products.get(line?.product ?? '')}
                  told={result.lines[place]}
                  head={head}
                  columns={columns}
                  range={inside ? range : null}
                  cursor={place === row ? { col, input: cursorInput } : null}
                  isWriting={typed !== null}
                  refused={(name) => line && lines.problems[`${line.key}.${name}`]}
                  isMarked={marked.has(place)}
                  onPress={(index, event) => point(place, index, event)}
                  onEnter={(index) =>
                    dragging.current &&
                    cursor.select((now) => ({ from: now.from, to: { row: place, col: index } }))
                  }
                  onOpen={cursor.begin}
                  onRemove={() => cursor.removeLine(place)}
                  onChoose={
                    line && !line.bundle && products.get(line.product ?? '')?.is_bundle
                      ? () => cursor.choose(place)
                      : undefined
                  }
                  onOption={() => cursor.toggleOption(place)}
                />
              )
            })}
          </tbody>
        </table>
        <datalist id={taxesId}>
          {Object.entries(head.untaxed ?? {}).map(([name, label]) => (
            <option key={name} value={say(label)} />
          ))}
        </datalist>
      </div>
      {wrong && typed === null ? (
        <p className="small bad quote-keys" role="status">
          {say(words.wrong_cell, {
            n: numbers[wrong.place] ?? wrong.place + 1,
            column: say(wrong.label),
            says: wrong.says,
          })}
        </p>
      ) : (
        <p className="small ink-3 quote-keys">{say(words.keys)}</p>
      )}
      {cursor.choosing && (
        <BundlePanel
          key={cursor.choosing.product.id}
          lines={lines}
          place={cursor.choosing.place}
          product={cursor.choosing.product}
          head={head}
          onClose={closed}
        />
      )}
    </>
  )
}

/** What is wrong with the cell under the cursor, else with the first that something is wrong with. */
function wrongIn({ lines, columns, result, row, column }: Cursor) {
  const wrongs = lines.lines.flatMap((line, place) =>
    columns.flatMap(
      ({ name, label, fill }): { place: number; name: string; label: Words; says: string }[] => {
        const says =
          (fill ? lines.problems[`${line.key}.${name}`] : undefined) ??
          cellProblem(fill, line, result.lines[place])
        return says ? [{ place, name, label, says }] : []
      },
    ),
  )
  return wrongs.find((one) => one.place === row && one.name === column.name) ?? wrongs[0]
}
