// On which day will what is owed come in, and in which part of a forecast of thirteen weeks is that?
import { readDay, weekday, writeDay } from '#kernel/formula/calendar.ts'
import { exact } from '#kernel/money/exact.ts'
import { round } from '#kernel/money/round.ts'
import { daysAfter } from '../days.ts'

/** So many weeks from this one are told each by itself. */
const cashWeeks = 13
/** So many invoices must a customer have paid in the year before its own way of paying counts. */
export const leastPaid = 5

/** `late`, thirteen Mondays, `later`, `undated`. */
export function cashParts(today: string): string[] {
  const monday = daysAfter(today, -weekday(readDay(today)!))
  const weeks = Array.from({ length: cashWeeks }, (_, i) => daysAfter(monday, 7 * i))
  return ['late', ...weeks, 'later', 'undated']
}

/** What is late already past its customer's usual day may come any day: nobody can say in which week. */
export function partOf(expected: string | null, today: string): string {
  if (expected === null) return 'undated'
  if (expected < today) return 'late'
  const monday = writeDay(readDay(expected)! - weekday(readDay(expected)!))
  const [, first] = cashParts(today)
  return monday < daysAfter(first!, 7 * cashWeeks) ? monday : 'later'
}

/** The day it is due and, after it, the days by which this customer usually pays late. */
export const expectedOn = (due: string | null, usually: number): string | null =>
  due === null ? null : daysAfter(due, usually)

/** A line of a plan is billed on its day, today at the earliest, and due after the customer's term. */
export const billedOn = (due: string | null, today: string): string | null =>
  due === null ? null : due < today ? today : due

/** receivable ÷ sales × days. */
export function daysOutstanding(receivable: string, sales: string, days: number): string | null {
  if (exact(sales).lte(0)) return null
  return round(exact(receivable).times(days).dividedBy(sales), 1)
}

/**
 * Sales of each month from the newest back, until they make what is owed: all days of a month that is used up, of the
 * last one its share.
 */
export function countBack(
  receivable: string,
  months: readonly { readonly sales: string; readonly days: number }[],
): string | null {
  let left = exact(receivable)
  let days = exact('0')
  if (left.lte(0)) return '0.0'
  for (const month of months) {
    const sales = exact(month.sales)
    if (sales.gte(left)) return round(days.plus(left.times(month.days).dividedBy(sales)), 1)
    // A month with more credit notes than invoices uses up nothing.
    if (sales.gt(0)) left = left.minus(sales)
    days = days.plus(month.days)
  }
  return null
}
