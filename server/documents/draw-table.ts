// How is a table drawn, so that it reads well over any number of pages?

import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { measure, padding } from './columns.ts'
import type { Cell, Table } from '#kernel/view/paper.ts'
import { colour, heading, tall } from './paper.ts'
import type { Ink } from './paper.ts'

/** The table with its head on every page; rows stay whole unless one might fill a page by itself. */
export function drawTable(block: Table, ink: Ink, room: number): Content {
  const { widths, font_size } = measure(block, room)
  const quiet = { color: colour.quiet, fontSize: Math.min(font_size, 8) }
  const aligned = (at: number) => ({ alignment: block.columns[at]?.align ?? ('left' as const) })
  const cell = (value: Cell, at: number): TableCell =>
    typeof value === 'string'
      ? { text: ink(value), ...aligned(at) }
      : { stack: [{ text: ink(value.text) }, { text: ink(value.note), ...quiet }], ...aligned(at) }
  const heads = block.columns.map(({ label }, at) => ({
    text: ink(label),
    ...quiet,
    ...aligned(at),
  }))
  const title = block.title ? [titleRow(block.title, block.columns.length, ink)] : []
  const body: TableCell[][] = [...title, heads, ...block.rows.map((row) => row.map(cell))]
  if (block.foot) {
    body.push(
      block.foot.map((value, at) => ({ text: ink(plain(value)), bold: true, ...aligned(at) })),
    )
  }
  const long = block.rows.some((row) => row.some((value) => lengthOf(value) > tall))
  const headerRows = title.length + 1
  return {
    table: { headerRows, keepWithHeaderRows: 1, dontBreakRows: !long, widths: [...widths], body },
    layout: ruled(title.length),
    fontSize: font_size,
    margin: [0, 0, 0, 10],
  }
}

/** The title is part of the head, so that it never stays behind alone at the foot of a page. */
const titleRow = (text: string, columns: number, ink: Ink): TableCell[] => [
  { ...heading(text, ink), colSpan: columns, margin: [0, 2, 0, 0] },
  ...Array.from({ length: columns - 1 }, () => ''),
]

const plain = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
const lengthOf = (cell: Cell): number =>
  plain(cell).length + (typeof cell === 'string' ? 0 : cell.note.length)

/** A firm rule above the head and below the last row, hairlines between; none above a title. */
const ruled = (titles: number) => ({
  hLineWidth: (at: number, { table }: { table: { body: unknown[] } }) =>
    at < titles ? 0 : at === titles ? 1 : at === table.body.length ? 0.8 : 0.5,
  vLineWidth: () => 0,
  hLineColor: (at: number, { table }: { table: { body: unknown[] } }) =>
    at === titles || at === table.body.length ? colour.rule : colour.hair,
  paddingLeft: (at: number) => (at === 0 ? 0 : padding),
  paddingRight: (at: number, { table }: { table: { widths?: unknown } }) =>
    Array.isArray(table.widths) && at === table.widths.length - 1 ? 0 : padding,
  paddingTop: () => 4.5,
  paddingBottom: () => 4.5,
})
