// How does a table of Word stand on paper? Its widths, its merged cells, its lines and grounds, its head on every page.
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { refuse } from '#kernel/error.ts'
import { tall } from '../paper.ts'
import { type Around, type Desk, spend } from './desk.ts'
import type { Drawn } from './draw-paragraph.ts'
import {
  type Edge,
  edgeOf,
  over,
  type ParagraphLook,
  readParagraph,
  readRun,
  type RunLook,
  shadeOf,
} from './looks.ts'
import { child, childrenOf, flag, given, type Node, numberOf, points, within } from './xml-tree.ts'

type Edges = {
  readonly [side in 'top' | 'bottom' | 'left' | 'right' | 'insideH' | 'insideV']?:
    Edge | null | undefined
}

interface Placed {
  readonly node: Node
  readonly row: number
  readonly at: number
  readonly across: number
  /** Rows that it covers; changed where cells below go on. */
  down: number
}

const mostColumns = 64
const sides = ['top', 'bottom', 'left', 'right', 'insideH', 'insideV'] as const

const edgesIn = (node: Node | undefined): Edges => {
  const of = (side: (typeof sides)[number]): Edge | null | undefined =>
    edgeOf(
      child(
        node,
        side === 'left'
          ? child(node, 'left')
            ? 'left'
            : 'start'
          : side === 'right'
            ? child(node, 'right')
              ? 'right'
              : 'end'
            : side,
      ),
    )
  return Object.fromEntries(sides.map((side) => [side, of(side)]))
}

/** Rows and cells through content controls and tracked insertions. */
const inner = (node: Node, tag: string): Node[] =>
  node.children.flatMap((one) =>
    one.tag === tag
      ? [one]
      : ['sdt', 'sdtContent', 'customXml', 'ins'].includes(one.tag)
        ? inner(one, tag)
        : [],
  )

export function drawWordTable(
  node: Node,
  desk: Desk,
  room: number,
  flow: (nodes: readonly Node[], room: number, around: Around) => Drawn,
): Drawn {
  const rows = inner(node, 'tr').filter((row) => !child(child(row, 'trPr'), 'del'))
  if (rows.length === 0) return { content: [], high: 0 }
  spend(desk, rows.length)
  const props = child(node, 'tblPr')
  const style = desk.styles.of(given(child(props, 'tblStyle'), 'val'))
  const styled = [...style.tables.map((one) => child(one, 'tblPr')), props]
  const edges = over<Edges>(...styled.map((one) => edgesIn(child(one, 'tblBorders'))))
  const pads = over<{ top?: number; bottom?: number; left?: number; right?: number }>(
    { top: 0, bottom: 0, left: 5.4, right: 5.4 },
    ...styled.map((one) => padsIn(child(one, 'tblCellMar'))),
  )
  const look = child(props, 'tblLook')
  const bits = Number.parseInt(given(look, 'val') ?? '0', 16)
  const heads =
    given(look, 'firstRow') !== undefined ? given(look, 'firstRow') === '1' : (bits & 0x20) !== 0
  const bands =
    given(look, 'noHBand') !== undefined
      ? given(look, 'noHBand') === '0'
      : look !== undefined && (bits & 0x200) === 0
  const parts = (kind: string): Node[] =>
    style.tables.flatMap((one) =>
      childrenOf(one, 'tblStylePr').filter((part) => given(part, 'type') === kind),
    )

  const { cells, columns } = place(rows, child(node, 'tblGrid'))
  const widths = measured(node, cells, columns, room)
  const total = widths.reduce((all, one) => all + one, 0)

  const body: TableCell[][] = rows.map(() =>
    Array.from({ length: columns }, (): TableCell => ({
      text: '',
      border: [false, false, false, false],
    })),
  )
  const horizontal: number[] = Array.from({ length: rows.length + 1 }, () => 0)
  const vertical: number[] = Array.from({ length: columns + 1 }, () => 0)
  const heights: number[] = rows.map(
    (row) => points(child(child(row, 'trPr'), 'trHeight'), 'val') ?? 0,
  )
  const drawnHeights: number[] = rows.map(() => 0)
  let splits = false
  for (const cell of cells) {
    if (cell.down === 0) continue
    const own = child(cell.node, 'tcPr')
    const kinds = [
      ...(heads && cell.row === 0 ? parts('firstRow') : []),
      ...(bands && (cell.row - (heads ? 1 : 0)) % 2 === 0 && !(heads && cell.row === 0)
        ? parts('band1Horz')
        : []),
    ]
    const sides = cellEdges(
      edges,
      edgesIn(child(own, 'tcBorders')),
      kinds.map((kind) => edgesIn(within(kind, 'tcPr', 'tcBorders'))),
      cell,
      rows.length,
      columns,
    )
    const back =
      shadeOf(own) ??
      [
        ...kinds.map((kind) => shadeOf(child(kind, 'tcPr'))),
        ...[...style.tables].reverse().map((one) => shadeOf(child(one, 'tcPr'))),
      ].find(Boolean)
    const inside = over<{ left?: number; right?: number; top?: number; bottom?: number }>(
      pads,
      padsIn(child(own, 'tcMar')),
    )
    const wide = widths.slice(cell.at, cell.at + cell.across).reduce((all, one) => all + one, 0)
    const around: Around = {
      run: over<RunLook>(
        ...style.tables.map((one) => readRun(child(one, 'rPr'))),
        ...kinds.map((kind) => readRun(child(kind, 'rPr'))),
      ),
      paragraph: over<ParagraphLook>(
        ...style.tables.map((one) => readParagraph(child(one, 'pPr'))),
        ...kinds.map((kind) => readParagraph(child(kind, 'pPr'))),
      ),
    }
    if (
      given(child(own, 'textDirection'), 'val') &&
      !['lrTb', 'lrTbV', 'lr'].includes(given(child(own, 'textDirection'), 'val')!)
    )
      desk.lose('upright')
    const drawn = flow(
      cell.node.children,
      Math.max(8, wide - (inside.left ?? 0) - (inside.right ?? 0)),
      around,
    )
    const alignment = given(child(own, 'vAlign'), 'val')
    const upright =
      alignment === 'center' ? 'middle' : alignment === 'bottom' ? 'bottom' : undefined
    body[cell.row]![cell.at] = {
      stack: drawn.content.length ? drawn.content : [{ text: '' }],
      ...(cell.across > 1 ? { colSpan: cell.across } : {}),
      ...(cell.down > 1 ? { rowSpan: cell.down } : {}),
      ...(back ? { fillColor: back } : {}),
      ...(upright ? { verticalAlignment: upright } : {}),
      // Cells of their own padding differ from those of the table.
      margin: [
        (inside.left ?? 0) - (pads.left ?? 0),
        (inside.top ?? 0) - (pads.top ?? 0),
        (inside.right ?? 0) - (pads.right ?? 0),
        (inside.bottom ?? 0) - (pads.bottom ?? 0),
      ],
      border: [!!sides.left, !!sides.top, !!sides.right, !!sides.bottom],
      borderColor: [
        sides.left?.colour ?? '#000000',
        sides.top?.colour ?? '#000000',
        sides.right?.colour ?? '#000000',
        sides.bottom?.colour ?? '#000000',
      ],
    } as TableCell
    // What a merged cell covers carries its lines too.
    for (let down = 0; down < cell.down; down++)
      for (let across = 0; across < cell.across; across++)
        if (down || across)
          body[cell.row + down]![cell.at + across] = {
            text: '',
            border: [
              across === 0 && !!sides.left,
              down === 0 && !!sides.top,
              across === cell.across - 1 && !!sides.right,
              down === cell.down - 1 && !!sides.bottom,
            ],
          } as TableCell
    const widest = (list: number[], at: number, edge: Edge | null | undefined): void =>
      void (list[at] = Math.max(list[at]!, edge?.width ?? 0))
    widest(horizontal, cell.row, sides.top)
    widest(horizontal, cell.row + cell.down, sides.bottom)
    widest(vertical, cell.at, sides.left)
    widest(vertical, cell.at + cell.across, sides.right)
    const high = drawn.high + (inside.top ?? 0) + (inside.bottom ?? 0)
    drawnHeights[cell.row] = Math.max(drawnHeights[cell.row]!, cell.down === 1 ? high : 0)
    if (
      drawn.high > (desk.page.height - desk.page.top - desk.page.bottom) * 0.6 ||
      lettersOf(cell.node) > tall
    )
      splits = true
  }
  const marked = rows.findIndex((row) => flag(child(row, 'trPr'), 'tblHeader') !== true)
  const repeated = marked < 0 ? 0 : marked
  // A head that merges into the rows below it cannot stand alone.
  const headerRows =
    !splits &&
    repeated > 0 &&
    repeated < rows.length &&
    !cells.some((cell) => cell.row < repeated && cell.row + cell.down > repeated)
      ? repeated
      : 0
  const merged = cells.some((cell) => cell.down > 1)
  const high = drawnHeights.reduce((all, one, at) => all + Math.max(one, heights[at]!), 0)
  const spare = Math.max(0, room - total)
  const side = given(child(props, 'jc'), 'val')
  const indent = points(child(props, 'tblInd'), 'w') ?? 0
  const from =
    side === 'center'
      ? spare / 2
      : side === 'right' || side === 'end'
        ? spare
        : Math.max(-20, Math.min(indent - (indent < 0 ? 0 : 0), spare))
  const left = pads.left ?? 0
  const right = pads.right ?? 0
  return {
    content: [
      {
        table: {
          widths: widths.map((one) =>
            Math.max(1, one - Math.min(left, one / 3) - Math.min(right, one / 3)),
          ),
          heights: (at: number) =>
            Math.max(0, (heights[at] ?? 0) - (pads.top ?? 0) - (pads.bottom ?? 0)) || 'auto',
          body,
          headerRows,
          ...(headerRows ? { keepWithHeaderRows: 1 } : {}),
          dontBreakRows: !splits && !merged,
        },
        layout: {
          hLineWidth: (at: number) => horizontal[at] ?? 0,
          vLineWidth: (at: number) => vertical[at] ?? 0,
          hLineColor: () => '#000000',
          vLineColor: () => '#000000',
          paddingLeft: (at: number) =>
            Math.max(0, Math.min(left, (widths[at] ?? 0) / 3) - (vertical[at] ?? 0)),
          paddingRight: (at: number) => Math.min(right, (widths[at] ?? 0) / 3),
          paddingTop: () => pads.top ?? 0,
          paddingBottom: () => pads.bottom ?? 0,
        },
        margin: [from, 0, 0, 0],
      } as Content,
    ],
    high,
  }
}

const padsIn = (
  node: Node | undefined,
): {
  top?: number | undefined
  bottom?: number | undefined
  left?: number | undefined
  right?: number | undefined
} => ({
  top: points(child(node, 'top'), 'w'),
  bottom: points(child(node, 'bottom'), 'w'),
  left: points(child(node, 'left') ?? child(node, 'start'), 'w'),
  right: points(child(node, 'right') ?? child(node, 'end'), 'w'),
})

function lettersOf(node: Node): number {
  return node.children.reduce(
    (all, one) => all + (one.tag === 't' ? one.text.length : lettersOf(one)),
    0,
  )
}

/** Each cell in its place of the grid; a cell that goes on from above is part of the one there. */
function place(
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
function measured(node: Node, cells: readonly Placed[], columns: number, room: number): number[] {
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

function cellEdges(
  table: Edges,
  own: Edges,
  kinds: readonly Edges[],
  cell: Placed,
  rows: number,
  columns: number,
): Edges {
  const of = (
    side: 'top' | 'bottom' | 'left' | 'right',
    outer: boolean,
  ): Edge | null | undefined => {
    const general = outer
      ? table[side]
      : table[side === 'top' || side === 'bottom' ? 'insideH' : 'insideV']
    return own[side] !== undefined
      ? own[side]
      : (kinds.map((kind) => kind[side]).find((edge) => edge !== undefined) ?? general)
  }
  return {
    top: of('top', cell.row === 0),
    bottom: of('bottom', cell.row + cell.down >= rows),
    left: of('left', cell.at === 0),
    right: of('right', cell.at + cell.across >= columns),
  }
}
