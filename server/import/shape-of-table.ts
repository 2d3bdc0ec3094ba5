// What would objects be that hold the rows of this file? Its sheets and columns, the kind that fits the cells, what names what.
import { Refusal } from '#kernel/error.ts'
import type { SheetShape, TableShape } from '#kernel/api.ts'
import { cellText } from '#kernel/import/cell.ts'
import { guessKind, guessSeries } from '#kernel/import/guess.ts'
import type { FileSource } from '#server/files/byte-source.ts'
import { readTable, type Table, type TableRow } from '#server/files/read-table.ts'

/** So many rows tell the kinds; the rest is only counted. */
const sampled = 1000
/** A workbook with more sheets is no application that somebody would make at once. */
const mostSheets = 12

/** Which of the names mean a person of the company? */
export type KnownPeople = (names: readonly string[]) => Promise<ReadonlySet<string>>

/** Nobody writes so many different people in one column. */
const mostPeople = 200

interface Seen {
  readonly shape: SheetShape
  /** The texts of each column, in the rows that were looked at. */
  readonly texts: readonly (readonly string[])[]
}

/** Looks through a CSV or XLSX; refuses what is neither. Rows that cannot be read count, they are refused when they come in. */
export async function shapeOfTable(
  source: FileSource,
  file: string,
  people: KnownPeople,
): Promise<TableShape> {
  const first = await readTable(source)
  const names = first.sheets ?? [null]
  const seen: Seen[] = []
  for (const name of names.slice(0, mostSheets)) {
    const table = name === null || name === first.sheet ? first : await sheetOf(source, name)
    const one = table && (await sheetShape(table, name))
    if (one && (one.shape.rows > 0 || names.length === 1)) seen.push(one)
  }
  // Heads without rows are a table too, where there is nothing else.
  if (!seen.length) seen.push(await sheetShape(first, first.sheet ?? null))
  const sheets = seen.map((one, at) => withReferences(one, at, seen))
  return { file, sheets: await withPeople(sheets, seen, people) }
}

/** A sheet without heads is none. */
async function sheetOf(source: FileSource, sheet: string): Promise<Table | null> {
  try {
    return await readTable(source, { sheet })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-header') return null
    throw error
  }
}

async function sheetShape(table: Table, name: string | null): Promise<Seen> {
  const first: TableRow[] = []
  let rows = 0
  for await (const row of table.rows) {
    // What is no record says nothing of the kinds.
    if (first.length < sampled && !row.problems) first.push(row)
    rows++
  }
  const texts = table.columns.map((_, at) =>
    first.map((row) => cellText(row.cells[at] ?? null).trim()),
  )
  return {
    texts,
    shape: {
      name,
      rows,
      columns: table.columns.map((column, at) => {
        const { kind, choices, digits, odd } = guessKind(first.map((row) => row.cells[at] ?? null))
        const said = texts[at]!.filter(Boolean)
        const filled = said.length > 0 && said.length === first.length
        const distinct = said.length > 1 && new Set(said).size === said.length
        const series = filled && distinct ? guessSeries(said) : undefined
        return {
          name: column,
          kind,
          ...(choices ? { choices: [...choices] } : {}),
          ...(digits === undefined ? {} : { digits }),
          sample: [...new Set(said)].slice(0, 3),
          filled,
          distinct,
          ...(series ? { series } : {}),
          ...(odd ? { odd: [...odd] } : {}),
        }
      }),
    },
  }
}

/** A column refers to another sheet where each of its texts stands in a column there that tells the rows apart. */
function withReferences({ shape, texts }: Seen, at: number, all: readonly Seen[]): SheetShape {
  const own = ownColumn(shape)
  const columns = shape.columns.map((column, i) => {
    const said = new Set(texts[i]!.filter(Boolean))
    if (i === own || said.size === 0 || !['text', 'choice'].includes(column.kind)) return column
    for (const [sheet, other] of all.entries()) {
      if (sheet === at) continue
      const key = other.shape.columns.findIndex(
        (one, k) =>
          one.filled && one.distinct && one.kind === 'text' && isWithin(said, other.texts[k]!),
      )
      if (key >= 0) return { ...column, refers: { sheet, column: other.shape.columns[key]!.name } }
    }
    return column
  })
  return { ...shape, columns }
}

/** The column that tells the rows apart names them, and nothing else. */
const ownColumn = ({ columns }: SheetShape): number =>
  columns.findIndex((column) => column.filled && column.distinct)

/** A column names people where at least half of its texts are names of the company's own. */
async function withPeople(
  sheets: readonly SheetShape[],
  seen: readonly Seen[],
  people: KnownPeople,
): Promise<SheetShape[]> {
  const saidIn = (sheet: SheetShape, at: number, column: number): string[] => {
    const { kind, refers } = sheet.columns[column]!
    if (refers || column === ownColumn(sheet) || !['text', 'choice'].includes(kind)) return []
    const said = [...new Set(seen[at]!.texts[column]!.filter(Boolean))]
    return said.length > mostPeople ? [] : said
  }
  const names = sheets.flatMap((sheet, at) =>
    sheet.columns.flatMap((_, column) => saidIn(sheet, at, column)),
  )
  const known = names.length ? await people([...new Set(names)]) : new Set<string>()
  return sheets.map((sheet, at) => ({
    ...sheet,
    columns: sheet.columns.map((column, i) => {
      const said = saidIn(sheet, at, i)
      const unknown = said.filter((one) => !known.has(one))
      return said.length > 0 && unknown.length * 2 <= said.length
        ? { ...column, people: { unknown } }
        : column
    }),
  }))
}

const isWithin = (some: ReadonlySet<string>, texts: readonly string[]): boolean => {
  const all = new Set(texts)
  return [...some].every((one) => all.has(one))
}
