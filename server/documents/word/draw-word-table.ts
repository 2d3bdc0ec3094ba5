// How does a table of Word stand on paper? Its merged cells, its lines and grounds, its head on every page.
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { tall } from '../paper.ts'
import { type Around, type Desk, spend } from './desk.ts'
import type { Drawn } from './draw-paragraph.ts'
import { inner, measured, place, type Placed } from './table-grid.ts'
import { cellLook, type CellLook, type Edges, readTableLook, type TableLook } from './table-look.ts'
import { child, flag, given, type Node, points } from './xml-tree.ts'

type Flow = (nodes: readonly Node[], room: number, around: Around) => Drawn

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0)

export function drawWordTable(node: Node, desk: Desk, room: number, flow: Flow): Drawn {
  const rows = inner(node, 'tr').filter((row) => !child(child(row, 'trPr'), 'del'))
  if (rows.length === 0) return { content: [], high: 0 }
  spend(desk, rows.length)
  const look = readTableLook(node, desk)
  const { cells, columns } = place(rows, child(node, 'tblGrid'))
  const widths = measured(node, cells, columns, room)
  const sheet = new Sheet(rows.length, columns)
  const high: number[] = rows.map(() => 0)
  let splits = false
  for (const cell of cells) {
    if (cell.down === 0) continue
    const of = cellLook(look, cell, rows.length, columns)
    const { inside } = of
    const wide = sum(widths.slice(cell.at, cell.at + cell.across))
    if (isUpright(cell)) desk.lose('upright')
    const drawn = flow(
      cell.node.children,
      Math.max(8, wide - (inside.left ?? 0) - (inside.right ?? 0)),
      of.around,
    )
    sheet.put(cell, of.sides, cellContent(cell, of, look, drawn))
    if (cell.down === 1)
      high[cell.row] = Math.max(
        high[cell.row]!,
        drawn.high + (inside.top ?? 0) + (inside.bottom ?? 0),
      )
    splits ||= isTall(cell, drawn, desk)
  }
  const heights = rows.map((row) => points(child(child(row, 'trPr'), 'trHeight'), 'val') ?? 0)
  const headerRows = splits ? 0 : headRows(rows, cells)
  const { left = 0, right = 0, top = 0, bottom = 0 } = look.pads
  return {
    content: [
      {
        table: {
          widths: widths.map((one) =>
            Math.max(1, one - Math.min(left, one / 3) - Math.min(right, one / 3)),
          ),
          heights: (at: number) => Math.max(0, (heights[at] ?? 0) - top - bottom) || 'auto',
          body: sheet.body,
          headerRows,
          ...(headerRows ? { keepWithHeaderRows: 1 } : {}),
          dontBreakRows: !splits && !cells.some((cell) => cell.down > 1),
        },
        layout: {
          hLineWidth: (at: number) => sheet.horizontal[at] ?? 0,
          vLineWidth: (at: number) => sheet.vertical[at] ?? 0,
          hLineColor: () => '#000000',
          vLineColor: () => '#000000',
          paddingLeft: (at: number) =>
            Math.max(0, Math.min(left, (widths[at] ?? 0) / 3) - (sheet.vertical[at] ?? 0)),
          paddingRight: (at: number) => Math.min(right, (widths[at] ?? 0) / 3),
          paddingTop: () => top,
          paddingBottom: () => bottom,
        },
        margin: [indentOf(child(node, 'tblPr'), Math.max(0, room - sum(widths))), 0, 0, 0],
      } as Content,
    ],
    high: sum(high.map((one, at) => Math.max(one, heights[at]!))),
  }
}

/** The cells row by row, and how thick the lines between them are. */
class Sheet {
  readonly body: TableCell[][]
  readonly horizontal: number[]
  readonly vertical: number[]
  constructor(rows: number, columns: number) {
    this.body = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, (): TableCell => covered(false, false, false, false)),
    )
    this.horizontal = Array.from({ length: rows + 1 }, () => 0)
    this.vertical = Array.from({ length: columns + 1 }, () => 0)
  }
  put({ row, at, down, across }: Placed, sides: Edges, content: TableCell): void {
    // What a merged cell covers carries its lines too.
    for (let y = 0; y < down; y++)
      for (let x = 0; x < across; x++)
        this.body[row + y]![at + x] = covered(
          x === 0 && !!sides.left,
          y === 0 && !!sides.top,
          x === across - 1 && !!sides.right,
          y === down - 1 && !!sides.bottom,
        )
    this.body[row]![at] = content
    const widest = (lines: number[], i: number, side: 'top' | 'bottom' | 'left' | 'right'): void =>
      void (lines[i] = Math.max(lines[i]!, sides[side]?.width ?? 0))
    widest(this.horizontal, row, 'top')
    widest(this.horizontal, row + down, 'bottom')
    widest(this.vertical, at, 'left')
    widest(this.vertical, at + across, 'right')
  }
}

const covered = (...border: [boolean, boolean, boolean, boolean]): TableCell =>
  ({ text: '', border }) as TableCell

function cellContent(
  cell: Placed,
  { sides, ground, inside }: CellLook,
  { pads }: TableLook,
  drawn: Drawn,
): TableCell {
  const alignment = given(child(child(cell.node, 'tcPr'), 'vAlign'), 'val')
  const vertical = alignment === 'center' ? 'middle' : alignment === 'bottom' ? 'bottom' : undefined
  const edges = [sides.left, sides.top, sides.right, sides.bottom]
  return {
    stack: drawn.content.length ? drawn.content : [{ text: '' }],
    ...(cell.across > 1 ? { colSpan: cell.across } : {}),
    ...(cell.down > 1 ? { rowSpan: cell.down } : {}),
    ...(ground ? { fillColor: ground } : {}),
    ...(vertical ? { verticalAlignment: vertical } : {}),
    // Cells of their own padding differ from those of the table.
    margin: (['left', 'top', 'right', 'bottom'] as const).map(
      (side) => (inside[side] ?? 0) - (pads[side] ?? 0),
    ),
    border: edges.map(Boolean),
    borderColor: edges.map((edge) => edge?.colour ?? '#000000'),
  } as TableCell
}

function isUpright(cell: Placed): boolean {
  const direction = given(child(child(cell.node, 'tcPr'), 'textDirection'), 'val')
  return Boolean(direction) && !['lrTb', 'lrTbV', 'lr'].includes(direction!)
}

/** So tall that it has to go on over the next page. */
const isTall = (cell: Placed, drawn: Drawn, { page }: Desk): boolean =>
  drawn.high > (page.height - page.top - page.bottom) * 0.6 || lettersOf(cell.node) > tall

function lettersOf(node: Node): number {
  return node.children.reduce(
    (all, one) => all + (one.tag === 't' ? one.text.length : lettersOf(one)),
    0,
  )
}

/** The rows that stand again on every page. A head that merges into the rows below it cannot stand alone. */
function headRows(rows: readonly Node[], cells: readonly Placed[]): number {
  const first = rows.findIndex((row) => flag(child(row, 'trPr'), 'tblHeader') !== true)
  const whole = !cells.some((cell) => cell.row < first && cell.row + cell.down > first)
  return first > 0 && whole ? first : 0
}

/** How far from the left edge the table begins, where it leaves room. */
function indentOf(props: Node | undefined, spare: number): number {
  const side = given(child(props, 'jc'), 'val')
  if (side === 'center') return spare / 2
  if (side === 'right' || side === 'end') return spare
  return Math.max(-20, Math.min(points(child(props, 'tblInd'), 'w') ?? 0, spare))
}
