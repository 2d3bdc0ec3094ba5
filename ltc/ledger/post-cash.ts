// What do the books say when money comes, settles something, or goes back?
import type { Context } from '#kernel/context.ts'
import { minus, negate } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { freeMoney } from '../cash/free-money.ts'
import { moved, worth } from '../currencies/rates.ts'
import { openOf } from '../invoices/settle.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text } from '../read.ts'
import { post } from './post.ts'

const negated = (ctx: Context, value: string | null): string | null =>
  value === null ? null : negate(value, settings(ctx).currency)

/**
 * Debit bank, credit the customer's own money with us; a void writes the other sign. The entry names the
 * payment by `record_id` only: it is written while the payment's own row is not there yet.
 */
export async function postReceipt(
  ctx: Context,
  payment: Values,
  kind: 'payment' | 'payment_void',
): Promise<void> {
  const currency = need(payment, 'currency')
  const whole = amount(payment, 'amount', currency)
  const paid = kind === 'payment' ? whole : negate(whole, currency)
  const base = worth(ctx, payment, paid)
  await post(ctx, {
    on: kind === 'payment' ? (text(payment, 'received_on') ?? ctx.today) : ctx.today,
    kind,
    object_name: 'payment',
    record_id: need(payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '1002', amount: paid, base },
      { code: '2203', amount: negate(paid, currency), base: negated(ctx, base) },
    ],
  })
}

/**
 * Debit the customer's money, credit the receivable; taking it back is a negative amount. Called when the rows say so
 * already. `invoice` is null while its row is not written yet: then the entry names it, as its `record`, and it is
 * paid whole. What the two are worth in the company's currency differs where their rates do: a realised difference (X2).
 */
export async function postAllocation(
  ctx: Context,
  payment: Values,
  allocation: {
    invoice: string | null
    record?: Values
    amount: string
    on: string
    taken_back?: boolean
  },
): Promise<void> {
  const currency = need(payment, 'currency')
  const taken = allocation.taken_back ? negate(allocation.amount, currency) : allocation.amount
  const both = { invoice: allocation.invoice, payment: need(payment, 'id') }
  const base = await settled(ctx, payment, { ...allocation, taken })
  await post(ctx, {
    on: allocation.on,
    kind: allocation.taken_back ? 'unallocation' : 'allocation',
    object_name: allocation.record ? 'invoice' : 'payment',
    record_id: need(allocation.record ?? payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '2203', amount: taken, base: base?.paid ?? null, ...both },
      {
        code: '1122',
        amount: negate(taken, currency),
        base: negated(ctx, base?.owed ?? null),
        ...both,
      },
      ...(base ? [{ code: '6603' as const, amount: '0', base: base.difference, ...both }] : []),
    ],
  })
}

/** What goes off the customer's money and off the receivable, each at its own rate; one without a rate as the other. */
async function settled(
  ctx: Context,
  payment: Values,
  { invoice, record, taken }: { invoice: string | null; record?: Values; taken: string },
): Promise<{ paid: string; owed: string; difference: string } | null> {
  const { currency } = settings(ctx)
  if (need(payment, 'currency') === currency) return null
  const row = record ?? (await ctx.get('invoice', invoice!))
  const left = record ? '0' : (await openOf(ctx, [row])).get(need(row, 'id'))!.balance
  const free = record ? '0' : await freeMoney(ctx, payment)
  const owed = moved(ctx, row, { left, taken })
  const paid = moved(ctx, payment, { left: free, taken })
  const one = owed ?? paid
  if (one === null) return null
  const both = { owed: owed ?? one, paid: paid ?? one }
  return { ...both, difference: minus(both.owed, [both.paid], currency) }
}

/** Debit the customer's money, credit bank. Called when its row is there. */
export async function postRefund(
  ctx: Context,
  payment: Values,
  refund: { amount: string; on: string },
): Promise<void> {
  const currency = need(payment, 'currency')
  const paid = { payment: need(payment, 'id') }
  const own = currency === settings(ctx).currency
  const left = own ? '0' : await freeMoney(ctx, payment)
  const base = own ? null : moved(ctx, payment, { left, taken: refund.amount })
  await post(ctx, {
    on: refund.on,
    kind: 'refund',
    object_name: 'payment',
    record_id: need(payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '2203', amount: refund.amount, base, ...paid },
      {
        code: '1002',
        amount: negate(refund.amount, currency),
        base: negated(ctx, base),
        ...paid,
      },
    ],
  })
}
