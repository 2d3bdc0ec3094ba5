// How does one move, select, copy and paste in a grid of cells? As in any spreadsheet.

export interface Cell {
  readonly row: number
  readonly col: number
}
/** From the cell where it began to the cell that has the focus. */
export interface Selection {
  readonly from: Cell
  readonly to: Cell
}
export interface Size {
  readonly rows: number
  readonly cols: number
}
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const within = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value))
export const at = (row: number, col: number): Selection => ({
  from: { row, col },
  to: { row, col },
})

export const rangeOf = ({ from, to }: Selection): Range => ({
  top: Math.min(from.row, to.row),
  bottom: Math.max(from.row, to.row),
  left: Math.min(from.col, to.col),
  right: Math.max(from.col, to.col),
})

export const isInside = ({ row, col }: Cell, range: Range): boolean =>
  row >= range.top && row <= range.bottom && col >= range.left && col <= range.right

/** A step by so many rows and columns; with `extend` the selection grows instead. Edges stop it. */
export function stepped(
  selection: Selection,
  rows: number,
  cols: number,
  size: Size,
  extend = false,
): Selection {
  const to = {
    row: within(selection.to.row + rows, size.rows),
    col: within(selection.to.col + cols, size.cols),
  }
  return { from: extend ? selection.from : to, to }
}

/** Tab goes to the next of the cells that can be filled, at the end to the next row; null past the last one. */
export function tabbed(
  selection: Selection,
  back: boolean,
  size: Size,
  fillable: (col: number) => boolean,
): Selection | null {
  const by = back ? -1 : 1
  let { row, col } = selection.to
  for (let steps = 0; steps < size.rows * size.cols; steps += 1) {
    col += by
    if (col < 0 || col >= size.cols) {
      row += by
      col = back ? size.cols - 1 : 0
    }
    if (row < 0 || row >= size.rows) return null
    if (fillable(col)) return at(row, col)
  }
  return null
}

/** Rows of cells as Excel puts them on the clipboard: tabs, line ends, and quotes around cells that hold either. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let place = 0; place < source.length; place += 1) {
    const sign = source[place]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[place + 1] === '"') {
        cell += '"'
        place += 1
      } else quoted = false
    } else if (sign === '"' && cell === '' && closes(source, place)) quoted = true
    else if (sign === '\t') end()
    else if (sign === '\n') {
      end()
      rows.push([])
    } else cell += sign
  }
  end()
  return rows
}

/** Is there an end to the quote that opens here? An inch sign at the start of a cell is no quote. */
const closes = (source: string, from: number): boolean =>
  /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(source.slice(from))

export const writeTable = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row
        .map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join('\t'),
    )
    .join('\n')

/**
 * Which text goes into which cell when a table is pasted: from the upper left of the selection. One cell fills the
 * whole selection; a table goes past the last row, where new rows are made, but not past the last column.
 */
export function pasted(
  table: readonly (readonly string[])[],
  selection: Selection,
  size: Size,
): { cell: Cell; text: string }[] {
  const range = rangeOf(selection)
  const [only] = table.length === 1 && table[0]?.length === 1 ? table[0] : []
  if (only !== undefined) {
    const cells: { cell: Cell; text: string }[] = []
    for (let row = range.top; row <= range.bottom; row += 1)
      for (let col = range.left; col <= range.right; col += 1)
        cells.push({ cell: { row, col }, text: only })
    return cells
  }
  return table.flatMap((line, down) =>
    line.flatMap((text, right) =>
      range.left + right < size.cols
        ? [{ cell: { row: range.top + down, col: range.left + right }, text }]
        : [],
    ),
  )
}
