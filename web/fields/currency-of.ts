// In which currency is an amount? As its row says.
import type { Values } from '#kernel/object.ts'

/** The currency of a row's amount, or the company's where the row says none. */
export function currencyOf(row: Values, field: { currency?: string }, home: string): string {
  if (field.currency === 'our.currency') return home
  const own = row[field.currency ?? 'currency']
  return typeof own === 'string' && own ? own : home
}
