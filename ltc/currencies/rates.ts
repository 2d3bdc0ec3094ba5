// Which rate does a document get, and what is it worth by it?
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount as rounded } from '#kernel/money/round.ts'
import { minus } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { daysAfter } from '../days.ts'
import { settings } from '../parties/settings.ts'
import { decimal, need, text } from '../read.ts'
import { no } from '../refusals.ts'

/** What stands with a document; all empty in the company's own currency, and where no rate is known. */
export interface Rate {
  readonly rate: string | null
  readonly rate_on: string | null
  readonly rate_source: string | null
}

const none: Rate = { rate: null, rate_on: null, rate_source: null }

/** The newest rate of the currency on that day or before it, within the days that the company lets a rate hold (X3). */
async function newest(ctx: Context, currency: string, day: string): Promise<Row | undefined> {
  const { rate_days } = settings(ctx)
  const on = Array.from({ length: rate_days + 1 }, (_, back) => daysAfter(day, -back))
  const [found] = await ctx.find('exchange_rate', { currency, on }, { sort: '-on', limit: 1 })
  return found
}

interface Wish {
  readonly currency: string
  /** The day of its business event; null = today. */
  readonly day: string | null
  /** It enters the books: a company that keeps rates of this currency has to have one of that day. */
  readonly must?: boolean
}

/**
 * The rate of the document's day. A file from an older system may bring the document's own. Who keeps no rates of a
 * currency goes on without: what is in the company's currency then says what it leaves out.
 */
export async function rateOf(
  ctx: Context,
  row: Values,
  before: Row | null,
  { currency, day, must }: Wish,
): Promise<Rate> {
  if (currency === settings(ctx).currency) return none
  const on = day ?? ctx.today
  const brought = broughtRate(row, before, on)
  if (brought) return brought
  const found = await newest(ctx, currency, on)
  if (found)
    return {
      rate: decimal(found, 'rate'),
      rate_on: text(found, 'on'),
      rate_source: text(found, 'source'),
    }
  if (must && (await keepsRates(ctx, currency))) no('no-rate', { currency, date: on })
  return none
}

/** An estimate keeps its rate until its amount or currency is another one. */
export async function rateOfEstimate(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const currency = text(row, 'currency') ?? settings(ctx).currency
  const same = (field: string): boolean => text(row, field) === (before && text(before, field))
  if (before && text(before, 'rate') !== null && same('rate') && same('amount') && same('currency'))
    return {}
  return { ...(await rateOf(ctx, row, before, { currency, day: null })) }
}

/** Only files and the system write a rate; one that stood there before was not brought by this write. */
function broughtRate(row: Values, before: Row | null, on: string): Rate | null {
  const rate = text(row, 'rate')
  if (rate === null || !exact(rate).greaterThan('0')) return null
  if (before && text(before, 'rate') !== null && exact(rate).equals(need(before, 'rate')))
    return null
  return {
    rate: decimal(row, 'rate'),
    rate_on: text(row, 'rate_on') ?? on,
    rate_source: text(row, 'rate_source') ?? 'other',
  }
}

const keepsRates = async (ctx: Context, currency: string): Promise<boolean> =>
  (await ctx.find('exchange_rate', { currency }, { limit: 1 })).length > 0

/** Refuses a document that is about to enter the books on that day and has no rate for it. */
export async function needRate(ctx: Context, document: Values, day: string): Promise<void> {
  const currency = text(document, 'currency')
  if (currency !== null) await rateOf(ctx, {}, null, { currency, day, must: true })
}

/** What so much of a document is worth at its rate; null where it has none. */
export function worth(ctx: Context, document: Values, value: string): string | null {
  const rate = text(document, 'rate')
  const { currency } = settings(ctx)
  return rate === null ? null : rounded(exact(value).times(rate), currency)
}

/**
 * What moves in the company's currency when so much of what is left of a document goes: what was left is worth, less
 * what is left then. Of whatever parts it goes in, in whatever order, nothing remains when all is gone (X2, P4).
 * @param left what is left afterwards
 */
export function moved(
  ctx: Context,
  document: Values,
  { left, taken }: { left: string; taken: string },
): string | null {
  const before = worth(ctx, document, exact(left).plus(taken).toFixed())
  const after = worth(ctx, document, left)
  return before === null || after === null ? null : minus(before, [after], settings(ctx).currency)
}
