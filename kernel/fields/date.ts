// What is a date field? A day of the calendar, without a time zone.
import type { FieldKind } from '../field.ts'

/** Is the text a day that exists, between 0001 and 9999? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001-01-01') return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

export const date: FieldKind<'date'> = {
  kind: 'date',
  column: 'date',
  type: () => ({ type: 'date' }),
  parse: (value, _field, path, problems) => {
    if (typeof value === 'string' && isDay(value)) return value
    problems.add(path, 'wrong-type', { expected: 'YYYY-MM-DD' })
    return null
  },
  aggregates: ['count', 'min', 'max'],
  openapi: () => ({ type: ['string', 'null'], format: 'date' }),
}
