// How does a value of a field appear in a file that is exported?
import type { Kind } from '#kernel/field.ts'
import { localTime } from '#kernel/import/local-time.ts'
import { dateSerial } from '#kernel/import/serial-date.ts'

/**
 * A column of an exported file. `digits`: decimal places that are shown (the value keeps all it
 * has).
 */
export interface OutColumn {
  readonly header: string
  readonly kind: Kind
  readonly digits?: number
}

export type OutCell = string | number | boolean | null

const numbers: ReadonlySet<Kind> = new Set(['integer', 'decimal', 'money', 'percent'])
const plain = /^-?\d+(\.\d+)?$/

/** What a formula field holds is told by its value alone, so these kinds are looked at. */
const open: ReadonlySet<Kind> = new Set(['formula', 'rollup'])

/**
 * A text for a CSV, and whether it is a true number: only then may it begin with a minus and stay
 * as it is. Times are those of `zone`.
 */
export function csvCell(
  value: unknown,
  column: OutColumn,
  zone: string,
): { text: string; isNumber: boolean } {
  if (column.kind === 'datetime' && value !== null && value !== undefined) {
    return { text: momentText(value, zone) ?? textOf(value), isNumber: false }
  }
  const text = textOf(value)
  const may = numbers.has(column.kind) || open.has(column.kind) || typeof value === 'number'
  return { text, isNumber: may && plain.test(text) }
}

/**
 * A cell for a workbook. Numbers are numbers only where all digits survive (15 significant ones),
 * dates where spreadsheets agree on them; everything else is text, so nothing is ever changed by
 * the way out.
 */
export function bookCell(value: unknown, column: OutColumn, zone: string): OutCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  const text = textOf(value)
  if (numbers.has(column.kind) || (open.has(column.kind) && typeof value === 'number'))
    return exactNumber(text) ?? bookText(text)
  if (column.kind === 'date')
    return (/^\d{4}-\d\d-\d\d$/.test(text) ? dateSerial(text) : null) ?? bookText(text)
  if (column.kind === 'datetime') {
    const local = momentText(value, zone)
    return (local && dateSerial(local.replace(' ', 'T'))) ?? bookText(local ?? text)
  }
  return text === '' ? null : bookText(text)
}

/** How a spreadsheet shows the numbers of a column; none where it may choose. */
export function numberFormat({ kind, digits }: OutColumn): string | undefined {
  if (kind === 'date') return 'yyyy-mm-dd'
  if (kind === 'datetime') return 'yyyy-mm-dd hh:mm:ss'
  if (kind === 'money') return `#,##0${places(digits ?? 2)}`
  return digits !== undefined && (kind === 'decimal' || kind === 'percent')
    ? `0${places(digits)}`
    : undefined
}

const places = (digits: number): string => (digits > 0 ? `.${'0'.repeat(digits)}` : '')

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `2026-11-23 16:00:00` on the clocks of the zone; undefined for what is no moment. */
function momentText(value: unknown, zone: string): string | undefined {
  const instant = value instanceof Date ? value.getTime() : Date.parse(textOf(value))
  return Number.isNaN(instant) ? undefined : localTime(instant, zone).replace('T', ' ')
}

/** The number, if a spreadsheet can hold every digit of it. */
function exactNumber(text: string): number | undefined {
  if (!plain.test(text)) return undefined
  const digits = text.replace(/^-?[0.]*/, '').replace('.', '')
  return (text.includes('.') ? digits.replace(/0+$/, '') : digits).length <= 15
    ? Number(text)
    : undefined
}

/** More characters than this make a spreadsheet call the whole file damaged. */
const longestCell = 32_767

/**
 * A text as workbooks hold it: one sign for line ends, no half characters, `_x0041_` not taken for
 * an "A".
 */
function bookText(text: string): string {
  const sound = text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
  const short =
    sound.length > longestCell
      ? `${sound.slice(0, longestCell - 1).replace(/[\ud800-\udbff]$/, '')}…`
      : sound
  return short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}
