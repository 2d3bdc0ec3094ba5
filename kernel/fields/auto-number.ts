// What is an auto number? A number of a series, given by the system: `LD{YYYY}{MM}-{0000}`.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

/** The counter's name for a day: the pattern with its date parts filled, so each period counts from 1. */
export const seriesOf = (pattern: string, day: string): string =>
  pattern.replace(/\{(YYYY|MM|DD)\}/g, (_, part: string) =>
    part === 'YYYY' ? day.slice(0, 4) : part === 'MM' ? day.slice(5, 7) : day.slice(8, 10),
  )

/** The number itself; a count longer than its zeros is written whole. */
export const numberIn = (series: string, count: number): string =>
  series.replace(/\{(0+)\}/, (_, zeros: string) => String(count).padStart(zeros.length, '0'))

/** The count in a number of the series; null where it is of another one. */
export function countIn(series: string, number: string): number | null {
  const [before = '', after] = series.split(/\{0+\}/)
  if (after === undefined || !number.startsWith(before) || !number.endsWith(after)) return null
  const count = number.slice(before.length, number.length - after.length)
  return /^\d{1,15}$/.test(count) ? Number(count) : null
}

export const autoNumber: FieldKind<'auto_number'> = {
  kind: 'auto_number',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => textValue(value, path, problems, 80),
  aggregates: ['count', 'min', 'max'],
  openapi: () => ({ type: ['string', 'null'], readOnly: true }),
}
