// What follows from a quote's other values? Whom it is for, its version, its prices, its amounts and its margin.
import type { Context } from '#kernel/context.ts'
import { localTime } from '#kernel/import/local-time.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount, round } from '#kernel/money/round.ts'
import type { Row, Values } from '#kernel/object.ts'
import { withArrivingAmount } from '../arriving-amount.ts'
import { isOption } from '../bundles/blocks.ts'
import { withBlockSums, withOffers } from '../bundles/offered.ts'
import { withBlocks } from '../bundles/with-blocks.ts'
import { withFit } from '../bundles/with-fit.ts'
import { linesInBase } from '../currencies/lines-in-base.ts'
import { rateOf } from '../currencies/rates.ts'
import { daysAfter } from '../days.ts'
import { priced, productsOf } from '../document-totals.ts'
import type { PricedLine } from '../document-totals.ts'
import { named } from '../named.ts'
import { withPrices } from '../prices/price-quote-lines.ts'
import type { QuoteHead } from '../prices/price-quote-lines.ts'
import { settings } from '../parties/settings.ts'
import { decimal, rows, text, yes } from '../read.ts'

/** Only a draft is calculated: an issued version keeps the numbers that it was issued with. */
export async function deriveQuote(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  if (before && text(before, 'stage') !== 'draft') return {}
  const head = before ? kept(row) : await begun(ctx, row)
  const arrived = withArrivingAmount({ ...row, ...head }, before, 'gross', head.currency)
  const price = headOf(ctx, arrived)
  const products = await productsOf(ctx, rows(arrived, 'lines'))
  const blocks = { ...arrived, lines: withBlocks(arrived, products, before) }
  const document = { ...blocks, lines: await withPrices(ctx, blocks, price, products, before) }
  const whole = priced(document, products, head.currency)
  const offered = withBlockSums(withOffers(whole.lines, head.currency), head.currency)
  const { net, tax, gross } = documentTotals(offered, head.currency)
  const lines = await withFit(ctx, offered, products, before)
  const costed = lines.map((line) => ({ ...line, cost: unitCost(line, products, head.currency) }))
  const cost = totalCost(
    costed.filter((line) => !isOption(line)),
    head.currency,
  )
  const margin = cost === null ? null : exact(net).minus(cost).toFixed(digitsOf(head.currency))
  const { tax_inclusive, day: priced_on } = price
  const rate = await rateOf(ctx, row, before, { currency: head.currency, day: null })
  const inBase = linesInBase(ctx, costed, { currency: head.currency, rate: rate.rate })
  return {
    ...head,
    ...rate,
    priced_on,
    tax_inclusive,
    lines: inBase,
    net,
    tax,
    gross,
    cost,
    margin,
  }
}

/** For whom, in which currency and of which day the prices are: of the day it began, until they are updated. */
export const headOf = (ctx: Context, quote: Values): QuoteHead => ({
  account: text(quote, 'account'),
  currency: text(quote, 'currency') ?? settings(ctx).currency,
  tax_inclusive: yes(quote, 'tax_inclusive'),
  day: text(quote, 'priced_on') ?? begunOn(ctx, quote),
})

/** A file may bring quotes of long ago. */
function begunOn(ctx: Context, quote: Values): string {
  const at = text(quote, 'created_at')
  return at === null ? ctx.today : localTime(new Date(at).getTime(), ctx.zone).slice(0, 10)
}

const kept = (row: Values) => ({ currency: text(row, 'currency') ?? 'CNY' })

/** A new quote takes from its opportunity what it does not say itself. */
async function begun(ctx: Context, row: Values) {
  const deal: Values = (await named(ctx, row, 'opportunity', 'opportunity')) ?? {}
  const standard = settings(ctx)
  return {
    account: text(row, 'account') ?? text(deal, 'account'),
    contact: text(row, 'contact') ?? text(deal, 'contact'),
    currency: text(row, 'currency') ?? text(deal, 'currency') ?? standard.currency,
    valid_until: text(row, 'valid_until') ?? daysAfter(ctx.today, standard.quote_days),
    version_no: Number(row.version_no ?? (await nextVersion(ctx, deal))),
  }
}

async function nextVersion(ctx: Context, deal: Values): Promise<number> {
  const others = deal.id ? await ctx.find('quote', { opportunity: deal.id }) : []
  return others.reduce((last, quote) => Math.max(last, Number(quote.version_no)), 0) + 1
}

function unitCost(line: PricedLine, products: Map<string, Row>, currency: string): string | null {
  const product = products.get(line.product ?? '')
  if (!product || text(product, 'cost') === null || text(product, 'currency') !== currency)
    return null
  return round(decimal(product, 'cost'), 6)
}

/** Null where one line's cost is not known: half a margin would be a wrong one. */
function totalCost(
  lines: readonly (PricedLine & { cost: string | null })[],
  currency: string,
): string | null {
  let total = exact('0')
  for (const line of lines) {
    if (line.cost === null) return null
    total = total.plus(exact(line.cost).times(line.quantity))
  }
  return amount(total, currency)
}
