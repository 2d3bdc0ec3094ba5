// How does a table of Word look, by its style and by what it says itself: lines, grounds, padding of each cell?
import type { Around, Desk } from './desk.ts'
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
import type { Placed } from './table-grid.ts'
import { child, childrenOf, given, type Node, points, within } from './xml-tree.ts'

export type Edges = {
  readonly [side in 'top' | 'bottom' | 'left' | 'right' | 'insideH' | 'insideV']?:
    Edge | null | undefined
}

export interface Pads {
  readonly top?: number | undefined
  readonly bottom?: number | undefined
  readonly left?: number | undefined
  readonly right?: number | undefined
}

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

const padsIn = (node: Node | undefined): Pads => ({
  top: points(child(node, 'top'), 'w'),
  bottom: points(child(node, 'bottom'), 'w'),
  left: points(child(node, 'left') ?? child(node, 'start'), 'w'),
  right: points(child(node, 'right') ?? child(node, 'end'), 'w'),
})

export interface TableLook {
  readonly edges: Edges
  readonly pads: Pads
  /** What the styles say of every cell, the basic one first. */
  readonly tables: readonly Node[]
  /** What they say of the first row and of every other row, where this table wants it. */
  readonly firstRow: readonly Node[]
  readonly band: readonly Node[]
  /** The first row is a head, so bands are counted from the one below. */
  readonly heads: boolean
}

export function readTableLook(node: Node, desk: Desk): TableLook {
  const props = child(node, 'tblPr')
  const { tables } = desk.styles.of(given(child(props, 'tblStyle'), 'val'))
  const styled = [...tables.map((one) => child(one, 'tblPr')), props]
  const look = child(props, 'tblLook')
  const bits = Number.parseInt(given(look, 'val') ?? '0', 16)
  const heads =
    given(look, 'firstRow') !== undefined ? given(look, 'firstRow') === '1' : (bits & 0x20) !== 0
  const bands =
    given(look, 'noHBand') !== undefined
      ? given(look, 'noHBand') === '0'
      : look !== undefined && (bits & 0x200) === 0
  const parts = (kind: string): Node[] =>
    tables.flatMap((one) =>
      childrenOf(one, 'tblStylePr').filter((part) => given(part, 'type') === kind),
    )
  return {
    edges: over<Edges>(...styled.map((one) => edgesIn(child(one, 'tblBorders')))),
    pads: over<Pads>(
      { top: 0, bottom: 0, left: 5.4, right: 5.4 },
      ...styled.map((one) => padsIn(child(one, 'tblCellMar'))),
    ),
    tables,
    firstRow: heads ? parts('firstRow') : [],
    band: bands ? parts('band1Horz') : [],
    heads,
  }
}

export interface CellLook {
  readonly sides: Edges
  readonly ground: string | undefined
  readonly inside: Pads
  /** What text in it begins with. */
  readonly around: Around
}

/** The look of one cell: its own word first, then that of its row, then that of the table. */
export function cellLook(look: TableLook, cell: Placed, rows: number, columns: number): CellLook {
  const own = child(cell.node, 'tcPr')
  const row = rowParts(look, cell.row)
  return {
    sides: cellEdges(
      look.edges,
      edgesIn(child(own, 'tcBorders')),
      row.map((part) => edgesIn(within(part, 'tcPr', 'tcBorders'))),
      cell,
      rows,
      columns,
    ),
    ground:
      shadeOf(own) ??
      [...row, ...look.tables.toReversed()]
        .map((part) => shadeOf(child(part, 'tcPr')))
        .find(Boolean),
    inside: over<Pads>(look.pads, padsIn(child(own, 'tcMar'))),
    around: {
      run: over<RunLook>(...[...look.tables, ...row].map((part) => readRun(child(part, 'rPr')))),
      paragraph: over<ParagraphLook>(
        ...[...look.tables, ...row].map((part) => readParagraph(child(part, 'pPr'))),
      ),
    },
  }
}

function rowParts({ firstRow, band, heads }: TableLook, row: number): readonly Node[] {
  if (heads && row === 0) return firstRow
  return (row - (heads ? 1 : 0)) % 2 === 0 ? band : []
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
