// How does one line of a quote look in the grid? Its cells, the one under the cursor with its input, and what takes it out.
import type { MouseEvent, PointerEvent, ReactNode } from 'react'
import { Button } from 'antd'
import {
  ControlOutlined,
  DeleteOutlined,
  MinusSquareOutlined,
  PlusOutlined,
  PlusSquareOutlined,
} from '@ant-design/icons'
import { say } from '#web/words.ts'
import { cellProblem } from './cell-problem.ts'
import { blockText, shownText } from './columns.ts'
import type { Column } from './columns.ts'
import type { LineResult } from './calculated.ts'
import type { DraftLine, Head, ProductFacts } from './draft-line.ts'
import { isInside } from './sheet.ts'
import type { Range } from './sheet.ts'
import { words } from './words.ts'

interface LineRowProps {
  place: number
  /** As it is counted: "2", or "2.1" under a bundle. */
  number: string
  /** Absent in the last row, where the next line begins. */
  line: DraftLine | undefined
  product: ProductFacts | undefined
  /** What it comes to. */
  told: LineResult | undefined
  head: Head
  columns: readonly Column[]
  /** Chosen cells, while the hands are in the grid. */
  range: Range | null
  /** The column under the cursor, with the input that stands there; null in the other lines. */
  cursor: {
    readonly col: number
    readonly input: (problem: string | undefined) => ReactNode
  } | null
  /** What stands over the text of the cursor's cell: it is being written. */
  isWriting: boolean
  /** What the server said of a cell of it. */
  refused: (column: string) => string | undefined
  /** Submitting it asks for an approval. */
  isMarked: boolean
  onPress: (col: number, event: PointerEvent) => void
  onEnter: (col: number) => void
  onOpen: () => void
  onRemove: () => void
  /** Present on the line of a bundle. */
  onChoose: (() => void) | undefined
  onOption: () => void
}

export function LineRow(props: LineRowProps) {
  const { place, number, line, columns, range, cursor, isWriting } = props
  return (
    <tr className={rowClass(line)}>
      <th scope="row" className="ink-3">
        {line ? number : <PlusOutlined />}
      </th>
      {columns.map((column, col) => {
        const isHere = cursor?.col === col
        const isChosen = range !== null && isInside({ row: place, col }, range)
        const problem =
          (line && column.fill ? props.refused(column.name) : undefined) ??
          cellProblem(column.fill, line, props.told)
        const isLow = column.name === 'unit_price' && line?.below_floor === true
        const text = line
          ? shownText(column.name, line, props.product, props.told, props.head)
          : col === 0 && <span className="ink-3">{say(words.add)}</span>
        const className = [
          column.right ? 'num' : '',
          line && column.name === 'product' ? 'pinned' : '',
          column.fill ? '' : 'follows',
          isChosen ? 'selected' : '',
          isHere && range ? 'cursor' : '',
          problem ? 'wrong' : '',
          (column.name === 'discount_percent' && props.isMarked) || isLow ? 'marked' : '',
        ].join(' ')
        return (
          <td
            key={column.name}
            role="gridcell"
            aria-selected={isChosen}
            aria-readonly={!column.fill}
            className={className}
            title={
              problem ??
              (isLow
                ? say(words.below_floor)
                : line?.optional && column.name === 'net'
                  ? say(words.not_counted)
                  : !column.right && typeof text === 'string'
                    ? text
                    : undefined)
            }
            {...(!line && col === 0 ? { colSpan: columns.length + 1 } : {})}
            hidden={!line && col > 0}
            onPointerDown={(event) => props.onPress(col, event)}
            onPointerEnter={() => props.onEnter(col)}
            onDoubleClick={props.onOpen}
          >
            {isHere && cursor.input(problem)}
            {!(isHere && isWriting) && (
              <span className="sheet-text ellipsis">
                {line?.optional && column.name === 'product' && (
                  <span className="sheet-tag">{say(words.option)}</span>
                )}
                {text}
                {column.name === 'net' && props.told?.block && (
                  <span className="sheet-block">{blockText(props.told, props.head)}</span>
                )}
              </span>
            )}
            {column.name === 'product' && props.onChoose && !(isHere && isWriting) && (
              <Button
                type="text"
                size="small"
                className="sheet-choose"
                tabIndex={-1}
                icon={<ControlOutlined />}
                aria-label={say(words.choose_line, { n: number })}
                title={say(words.choose)}
                onPointerDown={(event) => event.stopPropagation()}
                onMouseDown={stay}
                onClick={props.onChoose}
              />
            )}
          </td>
        )
      })}
      {line && (
        <td className="sheet-remove">
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={line.optional ? <PlusSquareOutlined /> : <MinusSquareOutlined />}
            aria-label={say(line.optional ? words.to_counted : words.to_option, { n: number })}
            title={say(line.optional ? words.to_counted : words.to_option, { n: number })}
            onMouseDown={stay}
            onClick={props.onOption}
          />
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={<DeleteOutlined />}
            aria-label={say(words.remove, { n: number })}
            onMouseDown={stay}
            onClick={props.onRemove}
          />
        </td>
      )}
    </tr>
  )
}

/** A press leaves the hands where they are: the grid would go to its cursor, and the button away from under the finger. */
const stay = (event: MouseEvent): void => event.preventDefault()

const rowClass = (line: DraftLine | undefined): string =>
  line ? [line.bundle ? 'under' : '', line.optional ? 'optional' : ''].join(' ').trim() : 'next'
