// How do the tiles of the cockpit ask? Groups through the person's own view, so each opens to a list of the same sum.
import { exact, type Exact } from '#kernel/money/exact.ts'
import type { GroupAsk } from '#kernel/query/ask.ts'
import { addMonths, dayOf, lengthOfMonth, readDay, writeDay } from '#kernel/formula/calendar.ts'
import { permit } from '#kernel/query/view.ts'
import { group } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'

export type Grouped = Record<string, unknown>

export const asks = async (doing: Doing, ask: GroupAsk): Promise<Grouped[]> =>
  (await group(doing.tx, permit(doing.app, doing.who), doing.at, ask)).map(
    (text) => JSON.parse(text) as Grouped,
  )

/** May the person read these fields of the object? */
export function readable(doing: Doing, object: string, fields: readonly string[]): boolean {
  const seen = permit(doing.app, doing.who).objects[object]
  return !!seen && seen.right('read') !== 'none' && fields.every((field) => seen.fields[field])
}

/** Only documents of which it is known what they are worth in the company's currency can be added up. */
export const isConverted = (of = ''): string =>
  `(${of}currency is empty or ${of}currency = BASE_CURRENCY() or ${of}rate is not empty)`

export const amountAt = (row: Grouped | undefined, name: string): Exact =>
  exact(String(row?.[name] ?? '0'))
export const added = (amounts: readonly Exact[]): Exact =>
  amounts.reduce((all, one) => all.plus(one), exact('0'))

/** The first and the last day of the month that lies `months` after the one of `day`. */
export function monthOf(day: string, months = 0): { month: string; first: string; last: string } {
  const moved = addMonths(readDay(`${day.slice(0, 7)}-01`)!, months)
  const first = typeof moved === 'number' ? moved : readDay(day)!
  const { year, month } = dayOf(first)
  return {
    month: writeDay(first).slice(0, 7),
    first: writeDay(first),
    last: writeDay(first + lengthOfMonth(year, month) - 1),
  }
}

export const daysAfter = (day: string, days: number): string => writeDay(readDay(day)! + days)

/** Invoices on which something is still owed. */
export const openInvoices =
  'stage in ("issued", "partly_credited", "partly_paid") and kind != "credit"'
