// How wide is each column of a printed table, and how large can its text be?

import type { Cell, Column, Table } from '#kernel/view/paper.ts'

export interface Measure {
  /** In points, the padding not counted. */
  readonly widths: readonly number[]
  readonly font_size: number
}

/** Space left and right of a text within its column, in points; none at the edges of the table. */
export const padding = 5

const sizes = [9, 8, 7]
const enough = 150

/**
 * Columns of figures are as wide as their longest text, wide columns share the rest of `room` points.
 * All widths are fixed, so that no text, however long, can push the table off the paper; the type gets
 * smaller before the wide columns get too narrow to read.
 */
export function measure(table: Table, room: number): Measure {
  const wide = table.columns.filter((column) => column.wide).length || 1
  for (const size of sizes) {
    const fitted = fit(table, room, size)
    const rest =
      room -
      fitted.reduce((all, width) => all + width, 0) -
      (table.columns.length - 1) * 2 * padding
    if (rest >= enough || size === sizes.at(-1)) {
      const share = Math.max(rest, 60) / wide
      return {
        widths: fitted.map((width, at) => (table.columns[at]!.wide ? share : width)),
        font_size: size,
      }
    }
  }
  throw new Error('unreachable: the last size always returns')
}

function fit(table: Table, room: number, size: number): number[] {
  return table.columns.map((column: Column, at) => {
    if (column.wide) return 0
    const cells = [...table.rows, ...(table.foot ? [table.foot] : [])].map((row) => row[at] ?? '')
    const longest = Math.max(
      needed(column.label, size),
      ...cells.map((cell) => needed(text(cell), size)),
    )
    return Math.min(longest, room / 5)
  })
}

const text = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)

/** Points that a text needs in one line, rather more than less: figures are all 0.555 em wide. */
function needed(text: string, size: number): number {
  let ems = 0
  for (const letter of text) ems += wide(letter)
  return ems * size + 1
}

const wide = (letter: string): number => {
  if (letter.codePointAt(0)! >= 0x2e80) return 1
  return /[\d.,\-% ]/.test(letter) ? 0.56 : /[a-z]/.test(letter) ? 0.62 : 0.75
}

/** As much of a text as fits one line of `room` points, with … where it was cut. */
export function clip(text: string, room: number, size: number): string {
  if (needed(text, size) <= room) return text
  let ems = 1
  let kept = ''
  for (const letter of text) {
    ems += wide(letter)
    if (ems * size > room) break
    kept += letter
  }
  return `${kept}…`
}
