// Which columns and rows does a file hold that somebody wants to import?
import { refuse, type Problem } from '#kernel/error.ts'
import { cellText, isBlank, type Cell } from '#kernel/import/cell.ts'
import type { Encoding } from '#kernel/import/mapping.ts'
import { byteSource, type ByteSource, type FileSource } from './byte-source.ts'
import { csvShape, unwrapLine, type Delimiter } from './csv-shape.ts'
import { headerNames } from './header-names.ts'
import { unfoldLimits, type UnfoldLimits } from './inflate.ts'
import { filledRows, mergedCells } from './merged-cells.ts'
import { openWorkbook, type Workbook } from './open-workbook.ts'
import { openZip } from './open-zip.ts'
import { csvRows } from './read-csv.ts'
import { sheetRows } from './read-sheet.ts'
import {
  decoded,
  fileHash,
  guessEncoding,
  plainBytes,
  type KnownEncoding,
} from './text-encoding.ts'

export interface TableRow {
  /** The line of the text file, or the row number of the sheet: what a person looks for. */
  readonly line: number
  /** As many as there are columns; of a row with too many, all that it has. */
  readonly cells: readonly Cell[]
  /** What is wrong with the row as such; its cells are then not to be trusted. */
  readonly problems?: readonly Problem[]
}

export interface Table {
  readonly columns: readonly string[]
  /** May be walked more than once; each walk reads the file anew and holds only a few rows. */
  readonly rows: AsyncIterable<TableRow>
  readonly kind: 'csv' | 'xlsx'
  /** Where the names of the columns stand, as a person counts. */
  readonly headerRow: number
  /** SHA-256 of the file, in hex. */
  readonly hash: string
  readonly encoding?: KnownEncoding
  readonly delimiter?: Delimiter
  /** The visible sheets of a workbook, and the one that is read. */
  readonly sheets?: readonly string[]
  readonly sheet?: string
}

export interface TableOptions {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  /** Name, or place counted from 1; otherwise the first visible sheet with rows. */
  readonly sheet?: string | number | undefined
  /** Row of the headers counted from 1; otherwise the first row that isn't blank, or the names under a title. */
  readonly header_row?: number | undefined
  /** Each cell that a merge covers has the value of its top left cell. */
  readonly fill_merged?: boolean | undefined
  readonly limits?: UnfoldLimits | undefined
}

type Rows = () => AsyncIterable<TableRow>
type Opened = Omit<Table, 'columns' | 'rows' | 'hash' | 'headerRow'> & { readonly raw: Rows }

/**
 * Opens a table file, told by its content and not by its name: CSV (also packed by gzip) or XLSX.
 * Blank rows are left out; a row with more or fewer cells than the header has the problem `ragged-
 * row`. Refuses `malformed` for what is damaged or hostile, `too-large` for bombs, `old-or-locked-
 * workbook`, `no-such-sheet`, `no-header`; a file that is damaged further down refuses while its
 * rows are walked.
 */
export async function readTable(source: FileSource, options: TableOptions = {}): Promise<Table> {
  const bytes = await byteSource(source)
  const hash = await fileHash(bytes)
  const start = (await bytes.read(0, 8)).toString('latin1')
  if (start.startsWith('\xd0\xcf\x11\xe0')) refuse('old-or-locked-workbook')
  const isBook = start.startsWith('PK\x03\x04')
  const { raw, ...told } = isBook
    ? await openBook(bytes, options)
    : await openCsv(bytes, start.startsWith('\x1f\x8b'), options)
  const header = await findHeader(raw(), options.header_row, options.fill_merged === true)
  if (!header) return refuse('no-header')
  const width = isBook
    ? Math.max(header.cells.length, await widthOf(raw(), header.line))
    : header.cells.length
  const columns = headerNames(
    Array.from({ length: width }, (_, i) => cellText(header.cells[i] ?? null)),
  )
  const rows = {
    [Symbol.asyncIterator]: () => withoutTotal(dataRows(raw(), header.line, width, isBook)),
  }
  return { ...told, columns, rows, hash, headerRow: header.line }
}

async function openCsv(
  source: ByteSource,
  packed: boolean,
  options: TableOptions,
): Promise<Opened> {
  const bytes = () => plainBytes(source, packed, options.limits ?? unfoldLimits)
  const asked = options.encoding ?? 'auto'
  const encoding = asked === 'auto' ? await guessEncoding(bytes()) : asked
  const beginning = await beginningOf(decoded(bytes(), encoding))
  const said = /^sep=([,;\t|])\r?\n/i.exec(beginning.text)?.[1] as Delimiter | undefined
  const { delimiter, wrapped } = csvShape(
    beginning.text,
    beginning.whole,
    options.delimiter ?? said,
  )
  async function* raw(): AsyncGenerator<TableRow> {
    for await (const row of csvRows(decoded(bytes(), encoding), delimiter)) {
      if (row.problem) {
        yield { line: row.line, cells: [], problems: [row.problem] }
        continue
      }
      // A first line "sep=;" is a word to the spreadsheet, not a row.
      if (said && row.line === 1) continue
      const inside = wrapped ? unwrapLine(row.fields, delimiter) : null
      const fields = inside?.length === wrapped ? inside : row.fields
      yield { line: row.line, cells: fields.map((field) => (field === '' ? null : field)) }
    }
  }
  return { kind: 'csv', encoding, delimiter, raw }
}

/** Enough of a text to see its shape. */
async function beginningOf(text: AsyncIterable<string>): Promise<{ text: string; whole: boolean }> {
  let beginning = ''
  for await (const piece of text) {
    beginning += piece
    if (beginning.length > 64 * 1024) return { text: beginning, whole: false }
  }
  return { text: beginning, whole: true }
}

async function openBook(source: ByteSource, options: TableOptions): Promise<Opened> {
  const zip = await openZip(source, options.limits ?? unfoldLimits)
  const book = await openWorkbook(zip)
  const hasRows = async (part: string): Promise<boolean> => {
    for await (const row of sheetRows(zip, part, book))
      if (row.cells.some((cell) => !isBlank(cell))) return true
    return false
  }
  const sheet = await chooseSheet(book, options.sheet, hasRows)
  const merged = options.fill_merged ? await mergedCells(zip, sheet.part) : []
  const raw = () => filledRows(sheetRows(zip, sheet.part, book), merged)
  const visible = book.sheets.filter((one) => !one.hidden).map((one) => one.name)
  return { kind: 'xlsx', sheets: visible, sheet: sheet.name, raw }
}

async function chooseSheet(
  book: Workbook,
  asked: string | number | undefined,
  hasRows: (part: string) => Promise<boolean>,
) {
  const visible = book.sheets.filter((one) => !one.hidden)
  if (asked !== undefined) {
    const found =
      typeof asked === 'number' ? visible[asked - 1] : book.sheets.find((one) => one.name === asked)
    return found ?? refuse('no-such-sheet', { sheet: asked })
  }
  for (const sheet of visible) if (await hasRows(sheet.part)) return sheet
  return visible[0] ?? refuse('no-header')
}

async function findHeader(
  rows: AsyncIterable<TableRow>,
  asked: number | undefined,
  filled: boolean,
): Promise<TableRow | undefined> {
  /** What a row says; a title that is merged across the sheet says one thing, however many cells it fills. */
  const saidIn = ({ cells }: TableRow): Cell[] => {
    const said = cells.filter((cell) => !isBlank(cell))
    return filled && new Set(said.map(cellText)).size === 1 ? said.slice(0, 1) : said
  }
  let title: TableRow | undefined
  let looked = 0
  for await (const row of rows) {
    if (asked !== undefined && row.line < asked) continue
    if (asked !== undefined && row.line > asked) return undefined
    const said = saidIn(row)
    if (said.length === 0) continue
    if (asked !== undefined) return row
    if (title === undefined && said.length > 1) return row
    // Over many sheets stand a title and notes, one cell each, before the names of the columns.
    if (title !== undefined && areNames(said)) return row
    title ??= row
    if (said.length > 1 || ++looked > 5) return title
  }
  return title
}

/** Three different words at least, none of them a number or a date; one in four may have been given twice. */
const areNames = (cells: readonly Cell[]): boolean =>
  cells.length >= 3 &&
  new Set(cells.map(cellText)).size >= Math.max(3, cells.length * 0.75) &&
  cells.every((cell) => typeof cell === 'string' && !/\d{3}|^[\d.,%-]+$/.test(cell))

/**
 * In a sheet, columns that nobody named are known by what stands below: as far as the first rows
 * reach.
 */
async function widthOf(rows: AsyncIterable<TableRow>, headerLine: number): Promise<number> {
  let [width, seen] = [0, 0]
  for await (const row of rows) {
    if (row.line < headerLine) continue
    width = Math.max(width, row.cells.findLastIndex((cell) => !isBlank(cell)) + 1)
    if (++seen === 200) break
  }
  return width
}

async function* dataRows(
  rows: AsyncIterable<TableRow>,
  headerLine: number,
  width: number,
  isBook: boolean,
): AsyncGenerator<TableRow> {
  for await (const row of rows) {
    if (row.line <= headerLine) continue
    if (row.problems) {
      yield { ...row, cells: Array<Cell>(width).fill(null) }
      continue
    }
    const used = row.cells.findLastIndex((cell) => !isBlank(cell)) + 1
    if (used === 0) continue
    const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? null)
    // A sheet has no cells where nothing stands; a CSV that has fewer has lost some.
    const ragged = used > width || (!isBook && row.cells.length < width)
    const found = Math.max(used, row.cells.length)
    yield ragged
      ? {
          line: row.line,
          // What has no column is handed back as well.
          cells: used > width ? row.cells.slice(0, used) : cells,
          problems: [{ path: '', code: 'ragged-row', details: { found, expected: width } }],
        }
      : { line: row.line, cells }
  }
}

const totalName = /^(?:总?合计|总计|共计|合計|總計)\s*[:：]?$/

/** The last row of a sheet may be the sum of those above: it is told, so that nobody counts everything twice. */
async function* withoutTotal(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  let held: TableRow | undefined
  for await (const row of rows) {
    if (held) yield held
    held = row
  }
  if (!held) return
  const first = held.cells.find((cell) => !isBlank(cell))
  yield !held.problems && first !== undefined && totalName.test(cellText(first).trim())
    ? { ...held, problems: [{ path: '', code: 'total-row', details: {} }] }
    : held
}
