// What follows from a contract's other values? Its amounts, and a billing plan that adds up to them.
import type { Context } from '#kernel/context.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { splitByPercent } from '#kernel/money/split.ts'
import { compare, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { withArrivingAmount } from '../arriving-amount.ts'
import { withGoods } from '../bundles/goods.ts'
import { withStandards } from '../clauses/derive-clauses.ts'
import { linesInBase } from '../currencies/lines-in-base.ts'
import { rateOf } from '../currencies/rates.ts'
import { priced, productsOf } from '../document-totals.ts'
import { settings } from '../parties/settings.ts'
import { amount, decimal, need, rows, text, yes } from '../read.ts'
import { no } from '../refusals.ts'

export async function deriveContract(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before && text(before, 'stage') !== 'draft') {
    const amended = sameLines(row, before) ? {} : await amendedTotals(ctx, row, before)
    checkPlan({ ...row, ...amended }, before)
    return amended
  }
  const currency = text(row, 'currency') ?? settings(ctx).currency
  const whole = withArrivingAmount(row, before, 'amount', currency)
  const { lines, net, tax, gross } = priced(
    whole,
    await productsOf(ctx, rows(whole, 'lines')),
    currency,
  )
  const plan = planned(rows(row, 'billing_plan'), gross, currency)
  const tax_inclusive = yes(whole, 'tax_inclusive')
  const rate = await rateOf(ctx, row, before, {
    currency,
    day: text(row, 'signed_on'),
    must: ['signed', 'active', 'completed'].includes(text(row, 'stage') ?? ''),
  })
  return {
    currency,
    ...rate,
    tax_inclusive,
    lines: linesInBase(ctx, await withGoods(ctx, lines, before), { currency, rate: rate.rate }),
    net,
    tax,
    amount: gross,
    signed_amount: gross,
    billing_plan: plan,
    clauses: await withStandards(ctx, rows(row, 'clauses')),
  }
}

const content = (line: Values): string =>
  JSON.stringify([
    line.id,
    text(line, 'product'),
    text(line, 'description'),
    text(line, 'tax_category'),
    ...['quantity', 'unit_price', 'discount_percent', 'tax_rate', 'net', 'tax', 'gross'].map(
      (field) => decimal(line, field),
    ),
  ])

const contents = (contract: Values): readonly string[] => rows(contract, 'lines').map(content)

const sameLines = (row: Values, before: Row): boolean =>
  JSON.stringify(contents(row)) === JSON.stringify(contents(before))

/** What was signed stands; only a signed amendment adds lines, each as the amendment says (C1). */
async function amendedTotals(ctx: Context, row: Values, before: Row): Promise<Values> {
  const now = contents(row)
  const stands = contents(before).every((line, at) => line === now[at])
  const added = rows(row, 'lines').slice(rows(before, 'lines').length)
  const signed = await ctx.find('amendment', { contract: before.id, stage: 'signed' })
  const known = new Set(signed.map((one) => one.id))
  if (!stands || !added.every((line) => known.has(text(line, 'amendment') ?? ''))) {
    no('signed-lines-stand')
  }
  const currency = need(before, 'currency')
  const amounts = rows(row, 'lines').map((line) => ({
    net: amount(line, 'net', currency),
    tax: amount(line, 'tax', currency),
    gross: amount(line, 'gross', currency),
  }))
  const { net, tax, gross } = documentTotals(amounts, currency)
  const goods = await withGoods(ctx, rows(row, 'lines'), before)
  const lines = linesInBase(ctx, goods, { currency, rate: text(before, 'rate') })
  return { net, tax, amount: gross, lines }
}

/** A plan in percent of the whole follows the amount; any other stands as it was written. */
function planned(plan: readonly Values[], gross: string, currency: string): readonly Values[] {
  if (plan.length === 0 || plan.some((line) => text(line, 'percent') === null)) return plan
  const percents = plan.map((line) => decimal(line, 'percent'))
  const amounts = splitByPercent(gross, percents, currency)
  return amounts ? plan.map((line, at) => ({ ...line, amount: amounts[at] })) : plan
}

/** Once signed the plan may still be arranged anew, but it comes to the amount and what is billed stays. */
function checkPlan(row: Values, before: Row): void {
  const plan = rows(row, 'billing_plan')
  const was = rows(before, 'billing_plan')
  if (plan.length === 0 && was.length === 0) return
  const currency = need(row, 'currency')
  const total = sum(
    plan.map((line) => amount(line, 'amount', currency)),
    currency,
  )
  const whole = amount(row, 'amount', currency)
  if (compare(total, whole) !== 0) no('plan-not-whole', { total, amount: whole })
  for (const line of was) {
    if (text(line, 'invoice') === null) continue
    const now = plan.find((each) => each.id === line.id)
    if (!now || compare(amount(now, 'amount', currency), amount(line, 'amount', currency)) !== 0) {
      no('plan-line-billed', { name: text(line, 'name') ?? '' })
    }
  }
}
