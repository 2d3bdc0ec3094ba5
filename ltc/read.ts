// How is a value of a row read with its type? Rows come from the database as plain JSON.
import { exact } from '#kernel/money/exact.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import type { Values } from '#kernel/object.ts'
import { invariant } from '#kernel/invariant.ts'

/** The text of a field, null where it is empty. References, dates, decimals and stages are texts. */
export function text(row: Values, field: string): string | null {
  const value = row[field]
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return value.toISOString()
  return String(value)
}

/** The text of a field that can't be empty here. */
export function need(row: Values, field: string): string {
  const value = text(row, field)
  invariant(value !== null, `${field} is filled`)
  return value
}

/** A decimal without needless zeros, "0" where it is empty. */
export const decimal = (row: Values, field: string): string =>
  exact(text(row, field) ?? '0').toFixed()

/** An amount with exactly the digits of its currency; zero where it is empty. */
export const amount = (row: Values, field: string, currency: string): string =>
  exact(text(row, field) ?? '0').toFixed(digitsOf(currency))

export const yes = (row: Values, field: string): boolean => row[field] === true

/** The child rows under a field; none where the field is empty. */
export const rows = (row: Values, field: string): readonly Values[] =>
  Array.isArray(row[field]) ? (row[field] as readonly Values[]) : []
