// How are rows written to a CSV or a workbook, however many there are?
import { createWriteStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { guard } from './formula-guard.ts'
import { bookCell, csvCell, numberFormat, type OutCell, type OutColumn } from './sheet-cell.ts'

export interface WriteOptions {
  /** IANA time zone in which moments are shown; UTC otherwise. */
  readonly zone?: string
  /** Name of the sheet. */
  readonly sheet?: string
}

type Rows = AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>

/**
 * Writes a table to a stream (which is ended) or a new file; one row at a time is held, and rows
 * are asked for only as fast as they are taken. A CSV is UTF-8 with a mark and texts that look like
 * formulas disarmed; a workbook has numbers and dates of its own, a header that stays in sight, and
 * goes on to a further sheet after 1,048,576 rows.
 */
export async function writeTable(
  kind: 'csv' | 'xlsx',
  columns: readonly OutColumn[],
  rows: Rows,
  to: Writable | string,
  options: WriteOptions = {},
): Promise<void> {
  const bytes =
    kind === 'csv'
      ? Readable.from(csvText(columns, rows, options.zone ?? 'UTC'))
      : bookBytes(columns, rows, options)
  await pipeline(bytes, typeof to === 'string' ? createWriteStream(to) : to)
}

/** Text is handed on in pieces of about this many characters. */
const pieceLength = 32 * 1024

async function* csvText(
  columns: readonly OutColumn[],
  rows: Rows,
  zone: string,
): AsyncGenerator<string> {
  let piece = `\ufeff${csvLine(columns.map((column) => guard(column.header)))}`
  for await (const row of rows) {
    const fields = columns.map((column, i) => {
      const { text, isNumber } = csvCell(row[i], column, zone)
      return isNumber ? text : guard(text)
    })
    piece += csvLine(fields)
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** A single empty field is quoted, or its line would be a blank one, that is none. */
const csvLine = (fields: readonly string[]): string =>
  stringify([fields], {
    record_delimiter: 'windows',
    quoted_empty: fields.length === 1,
    quoted_match: /[\r\n]/,
  })

function bookBytes(
  columns: readonly OutColumn[],
  rows: Rows,
  { zone = 'UTC', sheet = 'Sheet1' }: WriteOptions,
): Readable {
  async function* cells(): AsyncGenerator<OutCell[]> {
    for await (const row of rows) yield columns.map((column, i) => bookCell(row[i], column, zone))
  }
  // Loaded with the first workbook: most processes never write one.
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const { writeXlsxStream } = await import('hucre/xlsx')
    yield* writeXlsxStream(cells(), {
      name: sheetName(sheet),
      columns: columns.map((column) => {
        const numFmt = numberFormat(column)
        return {
          header: String(bookCell(column.header, { ...column, kind: 'text' }, zone) ?? ''),
          width: widthOf(column),
          ...(numFmt ? { numFmt } : {}),
        }
      }),
      freezePane: { rows: 1 },
    }) as AsyncIterable<Uint8Array>
  }
  return Readable.from(bytes(), { objectMode: false })
}

export interface BookSheet {
  readonly name: string
  readonly columns: readonly OutColumn[]
  readonly rows: readonly (readonly unknown[])[]
}

/** Small tables as the sheets of one workbook, in memory; names that are the same get a number. */
export async function writeBook(sheets: readonly BookSheet[], zone: string): Promise<Buffer> {
  const taken = new Set<string>()
  const free = (wish: string): string => {
    const name = sheetName(wish)
    for (let n = 1; ; n++) {
      const one = n === 1 ? name : `${name.slice(0, 27)} ${n}`
      if (taken.has(one.toLowerCase())) continue
      taken.add(one.toLowerCase())
      return one
    }
  }
  const { writeXlsx } = await import('hucre/xlsx')
  const book = await writeXlsx({
    sheets: sheets.map(({ name, columns, rows }) => ({
      name: free(name),
      freezePane: { rows: 1 },
      columns: columns.map((column) => {
        const numFmt = numberFormat(column)
        return { width: widthOf(column), ...(numFmt ? { numFmt } : {}) }
      }),
      rows: [
        columns.map((column) => bookCell(column.header, { ...column, kind: 'text' }, zone)),
        ...rows.map((row) => columns.map((column, i) => bookCell(row[i], column, zone))),
      ],
    })),
  })
  return Buffer.from(book)
}

/**
 * Wide enough for the header, in which a Chinese character takes two places, and for what is usual
 * below it.
 */
function widthOf({ header, kind }: OutColumn): number {
  const usual = kind === 'datetime' ? 19 : kind === 'long_text' || kind === 'rich_text' ? 40 : 12
  const wide = [...header].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
  return Math.min(60, Math.max(usual, wide + 2))
}

/** Spreadsheets refuse these signs, edges and lengths in the name of a sheet. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31) || 'Sheet1'
