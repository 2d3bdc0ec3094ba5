// What would an object be that holds the rows of this file? Its columns, each with the kind that fits its cells.
import type { TableShape } from '#kernel/api.ts'
import { cellText } from '#kernel/import/cell.ts'
import { guessKind } from '#kernel/import/guess.ts'
import type { FileSource } from '#server/files/byte-source.ts'
import { readTable, type TableRow } from '#server/files/read-table.ts'

/** So many rows tell the kinds; the rest is only counted. */
const sampled = 1000

/** Looks through a CSV or XLSX; refuses what is neither. Rows that cannot be read count, they are refused when they come in. */
export async function shapeOfTable(source: FileSource, file: string): Promise<TableShape> {
  const table = await readTable(source)
  const first: TableRow[] = []
  let rows = 0
  for await (const row of table.rows) {
    if (first.length < sampled) first.push(row)
    rows++
  }
  return {
    file, rows,
    columns: table.columns.map((name, at) => {
      const cells = first.map(row => row.cells[at] ?? null)
      const { kind, choices, digits } = guessKind(cells)
      const texts = cells.map(cell => cellText(cell).trim())
      return {
        name, kind, ...(choices ? { choices: [...choices] } : {}), ...(digits === undefined ? {} : { digits }),
        sample: [...new Set(texts.filter(Boolean))].slice(0, 3), filled: texts.length > 0 && texts.every(Boolean),
      }
    }),
  }
}
