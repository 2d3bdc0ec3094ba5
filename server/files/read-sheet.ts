// Which cells stand in the rows of a sheet?
import type { Cell } from '#kernel/import/cell.ts'
import { storedNumber } from '#kernel/import/number-text.ts'
import { serialDate } from '#kernel/import/serial-date.ts'
import { refuse } from '#kernel/error.ts'
import type { Workbook } from './open-workbook.ts'
import type { Zip } from './open-zip.ts'
import { attribute, unescapeCell, XmlReader, type XmlListener } from './xml-reader.ts'

/** A row as its sheet numbers it, from 1. Cells that are not there are null. */
export interface SheetRow {
  readonly line: number
  readonly cells: Cell[]
}

/** Wider than any list that people import; a sheet itself may have 16,384 columns. */
export const mostColumns = 2000

/**
 * The rows of a sheet, one piece of XML at a time: the next piece is read only when the rows of
 * this one have been taken. Formulas count by their stored result; one without a result is an error
 * cell, for its value is not in the file.
 */
export async function* sheetRows(zip: Zip, part: string, book: Workbook): AsyncGenerator<SheetRow> {
  const rows: SheetRow[] = []
  const reader = new XmlReader(rowListener(book, rows))
  const decoder = new TextDecoder()
  for await (const piece of zip.stream(part)) {
    reader.push(decoder.decode(piece, { stream: true }))
    yield* rows.splice(0)
  }
  reader.push(decoder.decode())
  reader.end()
  yield* rows
}

function rowListener(book: Workbook, rows: SheetRow[]): XmlListener {
  let cells: Cell[] = []
  let [line, column, type, style] = [0, -1, '', 0]
  let [inData, inCell, formula, aids] = [false, false, false, 0]
  let [value, inline, taking]: [string, string, '' | 'value' | 'inline'] = ['', '', '']
  return {
    open(tag, attributes) {
      if (tag === 'c') {
        if (!inData) return
        const at = attribute(attributes, 'r')
        column = at ? columnOf(at) : column + 1
        type = attribute(attributes, 't') ?? ''
        style = Number(attribute(attributes, 's') ?? 0)
        ;[value, inline, inCell, formula] = ['', '', true, false]
      } else if (tag === 'v') taking = inCell ? 'value' : ''
      else if (tag === 't') taking = inCell && aids === 0 ? 'inline' : ''
      else if (tag === 'f') formula = true
      else if (tag === 'rPh') aids += 1
      else if (tag === 'row' && inData) {
        const said = Number(attribute(attributes, 'r') ?? line + 1)
        line = Number.isSafeInteger(said) && said > 0 ? said : line + 1
        ;[cells, column] = [[], -1]
      } else if (tag === 'sheetData') inData = true
    },
    text(piece) {
      if (taking === 'value') value += piece
      else if (taking === 'inline') inline += piece
    },
    close(tag) {
      if (tag === 'c' && inCell) {
        inCell = false
        const cell = cellOf(type, value, inline, book, style, formula)
        if (cell !== null) put(cells, column, cell)
      } else if (tag === 'v' || tag === 't') taking = ''
      else if (tag === 'rPh') aids -= 1
      else if (tag === 'row' && inData) rows.push({ line, cells })
      else if (tag === 'sheetData') inData = false
    },
  }
}

function put(cells: Cell[], column: number, cell: Cell): void {
  if (column >= mostColumns) refuse('too-large', { limit: String(mostColumns) })
  while (cells.length < column) cells.push(null)
  cells[column] = cell
}

/** "B7" → 1. */
function columnOf(at: string): number {
  let column = 0
  for (let i = 0; i < at.length; i++) {
    const letter = at.charCodeAt(i) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
    if (column > 16_384) refuse('malformed', { reason: 'xlsx: column' })
  }
  return column - 1
}

function cellOf(
  type: string,
  value: string,
  inline: string,
  book: Workbook,
  style: number,
  formula: boolean,
): Cell {
  if (type === 'inlineStr') return textCell(unescapeCell(inline))
  if (type === 's') {
    if (value === '') return null
    const text = book.texts.get(Number(value))
    return text === undefined
      ? refuse('malformed', { reason: 'xlsx: shared text' })
      : textCell(text)
  }
  if (type === 'str') return textCell(unescapeCell(value))
  if (type === 'b') return value === '' ? null : { yes: value === '1' || value === 'true' }
  if (type === 'e') return { error: value.slice(0, 40) || '#ERROR' }
  if (type === 'd')
    return value === ''
      ? null
      : { date: value.replace(/Z$|\.\d+Z?$/, '').replace(/T00:00(:00)?$/, '') }
  if (value === '') return formula ? { error: '#UNCALCULATED' } : null
  return numberCell(value, style, book, formula)
}

const textCell = (text: string): Cell => (text === '' ? null : text)

function numberCell(
  raw: string,
  style: number,
  { shown: all, places: decimals, system }: Workbook,
  formula: boolean,
): Cell {
  // What somebody typed is what they mean, also beyond what is shown of it; what was calculated is read as it is seen.
  const [shown, places] = [all[style] ?? 'number', formula ? decimals[style] : undefined]
  const number = storedNumber(raw)
  if (number === null) return textCell(raw.slice(0, 400))
  if (shown === 'percent') return { number, percent: true }
  if (shown === 'number')
    return places !== undefined && places < (number.split('.')[1] ?? '').length
      ? { number, places }
      : { number }
  // Days are counted, not money: a JS number is exact enough to the millisecond.
  const serial = Number(number)
  // A time of day, or hours that were added up; beyond 100 days it is a date of which only the time
  // is shown.
  if (shown === 'time' && serial >= 0 && serial < 100) return clock(serial)
  const date = serialDate(serial, system)
  if (date !== null) return { date }
  return system === 1900 && Math.floor(serial) === 60 ? '1900-02-29' : { number }
}

function clock(serial: number): string {
  const seconds = Math.round(serial * 86_400)
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}
