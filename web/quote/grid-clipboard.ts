// What goes out of the lines of a quote and into them by the clipboard? Tables of text, as spreadsheets give and take them.
import type { ClipboardEvent } from 'react'
import { plainText } from './columns.ts'
import { withCells } from './grid-edits.ts'
import { parseTable, pasted, writeTable } from './sheet.ts'
import type { Cursor } from './use-cursor.ts'

/** The selected cells; while one types, the text itself. */
export function copy(event: ClipboardEvent, cursor: Cursor): void {
  const { lines, columns, range, products, result, head } = cursor
  if (cursor.typed !== null) return
  event.preventDefault()
  const table = lines.lines
    .slice(range.top, range.bottom + 1)
    .map((line, index) =>
      columns
        .slice(range.left, range.right + 1)
        .map((one) =>
          plainText(
            one.name,
            line,
            products.get(line.product ?? ''),
            result.lines[range.top + index],
            head,
          ),
        ),
    )
  event.clipboardData.setData('text/plain', writeTable(table))
}

export function cut(event: ClipboardEvent, cursor: Cursor): void {
  copy(event, cursor)
  if (cursor.typed === null) cursor.clear()
}

/** One word goes into the text that is being typed; a table goes into the cells from the cursor on. */
export function paste(event: ClipboardEvent, cursor: Cursor): void {
  const { lines, columns, selection, size, head } = cursor
  const text = event.clipboardData.getData('text/plain')
  if (!text || (cursor.typed !== null && !/[\t\n]/.test(text))) return
  event.preventDefault()
  cursor.setTyped(null)
  const cells = pasted(parseTable(text), selection, size)
  const { wanted } = withCells(lines.lines, columns, cells, head.untaxed)
  lines.change((now) => withCells(now, columns, cells, head.untaxed).lines)
  for (const one of wanted) void cursor.resolve(one.row, one.words)
}
