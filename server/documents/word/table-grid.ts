// Where does each cell of a table of Word stand, and how wide is each column?
import { refuse } from '#kernel/error.ts'
import { child, childrenOf, given, type Node, numberOf, points } from './xml-tree.ts'

export interface Placed {
  readonly node: Node
  readonly row: number
  readonly at: number
  readonly across: number
  /** Rows that it covers; changed where cells below go on. */
  down: number
}

const mostColumns = 64

/** Rows and cells through content controls and tracked insertions. */
export const inner = (node: Node, tag: string): Node[] =>
  node.children.flatMap((one) =>
    one.tag === tag
      ? [one]
      : ['sdt', 'sdtContent', 'customXml', 'ins'].includes(one.tag)
        ? inner(one, tag)
        : [],
  )

/** Each cell in its place of the grid; a cell that goes on from above is part of the one there. */
export function place(
  rows: readonly Node[],
  grid: Node | undefined,
): { cells: Placed[]; columns: number } {
  const cells: Placed[] = []
  /** Column → the cell above that may go on. */
  let open = new Map<number, Placed>()
  let columns = Math.max(1, childrenOf(grid, 'gridCol').length)
  for (const [row, node] of rows.entries()) {
    const props = child(node, 'trPr')
    let at = Math.max(0, numberOf(given(child(props, 'gridBefore'), 'val')) ?? 0)
    const next = new Map<number, Placed>()
    for (const cell of inner(node, 'tc')) {
      const own = child(cell, 'tcPr')
      const across = Math.max(1, Math.round(numberOf(given(child(own, 'gridSpan'), 'val')) ?? 1))
      if (at + across > mostColumns) return refuse('too-large', { limit: `${mostColumns} columns` })
      const merge = child(own, 'vMerge')
      const above = open.get(at)
      if (merge && given(merge, 'val') !== 'restart' && above && above.across === across) {
        above.down += 1
        next.set(at, above)
      } else {
        const placed: Placed = { node: cell, row, at, across, down: 1 }
        cells.push(placed)
        if (merge) next.set(at, placed)
      }
      at += across
    }
    columns = Math.max(columns, at)
    open = next
  }
  return { cells, columns: Math.min(mostColumns, columns) }
}

/** The widths that the grid names, else those of the cells, else equal ones; never wider than there is room. */
export function measured(
  node: Node,
  cells: readonly Placed[],
  columns: number,
  room: number,
): number[] {
  const grid = childrenOf(child(node, 'tblGrid'), 'gridCol').map((one) => points(one, 'w') ?? 0)
  const widths = Array.from({ length: columns }, (_, at) => Math.max(0, grid[at] ?? 0))
  for (const cell of cells) {
    const width = child(child(cell.node, 'tcPr'), 'tcW')
    if (cell.across === 1 && !widths[cell.at] && given(width, 'type') === 'dxa')
      widths[cell.at] = Math.max(0, points(width, 'w') ?? 0)
  }
  const known = widths.reduce((all, one) => all + one, 0)
  const without = widths.filter((one) => one < 2).length
  const share = without ? Math.max(12, (room - known) / without) : 0
  const all = widths.map((one) => (one < 2 ? share : one))
  const whole = child(child(node, 'tblPr'), 'tblW')
  const wanted =
    given(whole, 'type') === 'pct'
      ? room *
        Math.min(
          1,
          (numberOf(given(whole, 'w')) ?? 5000) / (given(whole, 'w')?.endsWith('%') ? 100 : 5000),
        )
      : given(whole, 'type') === 'dxa'
        ? (points(whole, 'w') ?? 0)
        : 0
  const total = all.reduce((sum, one) => sum + one, 0)
  // Some writers leave a grid of placeholders: what the table says of itself counts then.
  const to = Math.min(
    room,
    wanted > 10 && (total < room * 0.3 || given(whole, 'type') === 'pct') ? wanted : total,
  )
  return all.map((one) => (one * to) / total)
}
