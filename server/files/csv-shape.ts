// Which sign separates the columns of a CSV, and are whole lines of it quoted?
import { parse } from 'csv-parse/sync'
import { delimiters } from '#kernel/import/mapping.ts'

export type Delimiter = (typeof delimiters)[number]

export interface CsvShape {
  readonly delimiter: Delimiter
  /**
   * Some lines are quoted as if each were one field, and inside have this many; 0 where that is not
   * so.
   */
  readonly wrapped: number
}

/** Line ends of all systems, mixed as they may be. */
export const lineEnds = ['\r\n', '\n', '\r']

/**
 * Tries each sign on the beginning of the text and takes the one that gives the most rows of the
 * same width, the wider one where two do. A text without any of them is one column, and its sign
 * then does not matter: ",".
 */
export function csvShape(beginning: string, whole: boolean, asked?: Delimiter): CsvShape {
  // The last line of a cut beginning is cut as well.
  const lines = whole ? beginning : beginning.slice(0, beginning.lastIndexOf('\n') + 1) || beginning
  let best: CsvShape & { share: number; width: number } = {
    delimiter: asked ?? ',',
    wrapped: 0,
    share: 0,
    width: 1,
  }
  for (const delimiter of asked ? [asked] : delimiters) {
    const one = { delimiter, ...evenness(lines, delimiter) }
    if (one.width < 2) continue
    if (
      one.share > best.share + 0.001 ||
      (one.share > best.share - 0.001 && one.width > best.width)
    )
      best = one
  }
  return { delimiter: best.delimiter, wrapped: best.wrapped }
}

/**
 * A line that is quoted as a whole, read once more; null for any other. Some programs do that to
 * the header, some to every line.
 */
export function unwrapLine(
  fields: readonly string[],
  delimiter: Delimiter,
): readonly string[] | null {
  const [only] = fields
  if (fields.length !== 1 || !only?.includes(delimiter)) return null
  try {
    const [inside] = parse(only, { delimiter, relax_quotes: true, to: 1 }) as string[][]
    return inside && inside.length > 1 ? inside : null
  } catch {
    return null
  }
}

/** The commonest number of fields and the share of rows that have it. */
function evenness(
  lines: string,
  delimiter: Delimiter,
): { share: number; width: number; wrapped: number } {
  const rows = beginningRows(lines, delimiter)
  const unwrapped = rows.map((row) => unwrapLine(row, delimiter)?.length ?? row.length)
  const inside = commonest(unwrapped)
  const isWrapped =
    unwrapped[0] === inside.width && rows.some((row, i) => row.length !== unwrapped[i])
  return isWrapped
    ? { ...inside, wrapped: inside.width }
    : { ...commonest(rows.map((row) => row.length)), wrapped: 0 }
}

function beginningRows(lines: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = []
  try {
    parse(lines, {
      delimiter,
      record_delimiter: lineEnds,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: 200,
      on_record: (record: string[]) => {
        rows.push(record)
        return null
      },
    })
  } catch {
    // A quote that is left open here, by the cut or by the file: the rows before it count.
  }
  return rows
}

function commonest(widths: readonly number[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [width, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
  return { width, share: widths.length === 0 ? 0 : count / widths.length }
}
