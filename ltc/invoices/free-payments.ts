// Which payments get money back when an invoice is owed less than was paid? The last ones first.
import type { Context } from '#kernel/context.ts'
import { compare, isZero, minus } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { isClosed } from '../cash/settled-on.ts'
import { postAllocation } from '../ledger/post-cash.ts'
import { amount, need } from '../read.ts'

/**
 * Takes `excess` off the invoice's allocations. The invoice is locked; a payment's sum only shrinks by
 * this, so the payment needs no lock and none is taken against the order payment → invoice.
 */
export async function freePayments(ctx: Context, invoice: Row, excess: string): Promise<void> {
  const currency = need(invoice, 'currency')
  let left = excess
  const allocations = await ctx.find('allocation', { invoice: invoice.id })
  for (const allocation of [...allocations].reverse()) {
    if (isZero(left)) return
    const whole = amount(allocation, 'amount', currency)
    const taken = compare(whole, left) <= 0 ? whole : left
    await keep(ctx, allocation, minus(whole, [taken], currency))
    const payment = await ctx.get('payment', need(allocation, 'payment'))
    await postAllocation(ctx, payment, {
      invoice: invoice.id,
      amount: taken,
      on: ctx.today,
      taken_back: true,
    })
    left = minus(left, [taken], currency)
  }
}

/** What stays of an allocation. One of a closed period stays as it was: then a row of today says what is left. */
async function keep(ctx: Context, allocation: Row, rest: string): Promise<void> {
  const shut = await isClosed(ctx, need(allocation, 'allocated_on'))
  if (!shut && !isZero(rest)) {
    await ctx.change('allocation', allocation.id, { amount: rest })
    return
  }
  await ctx.remove('allocation', allocation.id)
  if (isZero(rest)) return
  await ctx.create('allocation', {
    payment: allocation.payment,
    invoice: allocation.invoice,
    amount: rest,
    allocated_on: ctx.today,
    owner: ctx.who.id,
  })
}
