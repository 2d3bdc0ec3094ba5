// Which cells of a sheet are merged, and what stands in them then?
import { refuse } from '#kernel/error.ts'
import { isBlank, type Cell } from '#kernel/import/cell.ts'
import { readPart } from './open-workbook.ts'
import type { Zip } from './open-zip.ts'
import { mostColumns, type SheetRow } from './read-sheet.ts'
import { attribute } from './xml-reader.ts'

/** Rows from 1, columns from 0, both ends included. */
export interface Merged {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const mostMerged = 200_000

/**
 * The merged ranges of a sheet, from the top down. They stand after the rows, so the sheet is read
 * once more for them.
 */
export async function mergedCells(zip: Zip, part: string): Promise<Merged[]> {
  const all: Merged[] = []
  await readPart(zip, part, {
    close: () => {},
    text: () => {},
    open(tag, attributes) {
      if (tag !== 'mergeCell') return
      const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(
        attribute(attributes, 'ref') ?? '',
      )
      if (!found) return
      if (all.length === mostMerged) refuse('too-large', { limit: String(mostMerged) })
      const [, from = '', top = '', to = '', bottom = ''] = found
      all.push({
        top: Number(top),
        bottom: Number(bottom),
        left: columnNumber(from),
        right: Math.min(columnNumber(to), mostColumns - 1),
      })
    },
  })
  return all.sort((a, b) => a.top - b.top)
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Gives every cell that a merged range covers the value of its top left one. */
export async function* filledRows(
  rows: AsyncIterable<SheetRow>,
  merged: readonly Merged[],
): AsyncGenerator<SheetRow> {
  let open: { readonly range: Merged; readonly value: Cell }[] = []
  let next = 0
  for await (const { line, cells } of rows) {
    open = open.filter(({ range }) => range.bottom >= line)
    for (let range = merged[next]; range && range.top <= line; range = merged[++next]) {
      if (range.top === line && range.bottom >= line)
        open.push({ range, value: cells[range.left] ?? null })
    }
    // Sound ranges never overlap; ones that do would make each row cost what all of them cover.
    const covered = open.reduce((sum, { range }) => sum + range.right - range.left + 1, 0)
    if (covered > mostColumns) refuse('malformed', { reason: 'xlsx: merged cells overlap' })
    // A row in which nothing else stands is not made by the range that runs through it.
    if (cells.some((cell) => !isBlank(cell)))
      for (const { range, value } of open) fill(cells, range, value)
    yield { line, cells }
  }
}

function fill(cells: Cell[], { left, right }: Merged, value: Cell): void {
  while (cells.length < left) cells.push(null)
  for (let column = left; column <= right; column++) cells[column] = value
}
