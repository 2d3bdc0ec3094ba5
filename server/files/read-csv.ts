// Which cells stand in the rows of a CSV?
import { CsvError, parse, type Parser } from 'csv-parse'
import type { Problem } from '#kernel/error.ts'
import { lineEnds, type Delimiter } from './csv-shape.ts'
import { unguard } from './formula-guard.ts'

/** A record of the file with the line on which it begins, from 1. */
export interface CsvRow {
  readonly line: number
  readonly fields: readonly string[]
  /** Where the file can't be read any further. */
  readonly problem?: Problem
}

/** A record longer than this is a quote that was never closed, or no table. */
const longestRow = 1024 * 1024

/**
 * The records of a CSV, blank lines left out. Quotes inside of a plain field are letters; a quote
 * that is never closed ends the reading with one last row that says so. Nothing is thrown for what
 * the text holds.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<CsvRow> {
  const rows: CsvRow[] = []
  const [parser, nextLine] = recordParser(delimiter, rows)
  try {
    for await (const piece of text) {
      const error = await told((done) => parser.write(piece, done))
      yield* rows.splice(0)
      if (error) return yield lastRow(error, nextLine())
    }
    const error = await told((done) => parser.end(done))
    yield* rows
    if (error) yield lastRow(error, nextLine())
  } finally {
    parser.destroy()
  }
}

/**
 * A parser that puts records straight into `rows`. Read as a stream it would throw away the records
 * before an error; this way they are there, and the next piece is parsed only when they have been
 * taken.
 */
function recordParser(delimiter: Delimiter, rows: CsvRow[]): [Parser, () => number] {
  // Inside of quotes the parser counts CR and LF as two lines; editors count one.
  let tooMany = 0
  let next = 1
  const parser = parse({
    delimiter,
    record_delimiter: lineEnds,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    on_record(record: string[], { lines }) {
      const last = lines - tooMany
      const line = last - count(record, /[\r\n]/g)
      tooMany += count(record, /\r\n/g)
      next = lines - tooMany + 1
      rows.push({ line, fields: record.map(unguard) })
      return null
    },
  })
  // Errors come to whoever writes; unheard, the event would end the process.
  parser.on('error', () => {})
  parser.resume()
  return [parser, () => next]
}

const told = (write: (done: (error?: Error | null) => void) => void): Promise<Error | null> =>
  new Promise((resolve) => write((error) => resolve(error ?? null)))

function lastRow(error: Error, line: number): CsvRow {
  if (!(error instanceof CsvError)) throw error
  const code = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'row-too-long'
  return { line, fields: [], problem: { path: '', code, details: {} } }
}

const count = (record: readonly string[], sign: RegExp): number =>
  record.reduce((sum, field) => sum + (field.match(sign)?.length ?? 0), 0)
