// What do the books say when money comes, settles something, or goes back?
import type { Context } from '#kernel/context.ts'
import { negate } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'
import { post } from './post.ts'

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
  const moved = kind === 'payment' ? whole : negate(whole, currency)
  await post(ctx, {
    on: kind === 'payment' ? (text(payment, 'received_on') ?? ctx.today) : ctx.today,
    kind,
    object_name: 'payment',
    record_id: need(payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '1002', amount: moved },
      { code: '2203', amount: negate(moved, currency) },
    ],
  })
}

/**
 * Debit the customer's money, credit the receivable; taking it back is a negative amount. `invoice` is null while its
 * row is not written yet: then the entry names it, as its `record`.
 */
export async function postAllocation(
  ctx: Context,
  payment: Values,
  allocation: {
    invoice: string | null
    record?: string
    amount: string
    on: string
    taken_back?: boolean
  },
): Promise<void> {
  const currency = need(payment, 'currency')
  const moved = allocation.taken_back ? negate(allocation.amount, currency) : allocation.amount
  const both = { invoice: allocation.invoice, payment: need(payment, 'id') }
  await post(ctx, {
    on: allocation.on,
    kind: allocation.taken_back ? 'unallocation' : 'allocation',
    object_name: allocation.record ? 'invoice' : 'payment',
    record_id: allocation.record ?? need(payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '2203', amount: moved, ...both },
      { code: '1122', amount: negate(moved, currency), ...both },
    ],
  })
}

/** Debit the customer's money, credit bank. */
export async function postRefund(
  ctx: Context,
  payment: Values,
  refund: { amount: string; on: string },
): Promise<void> {
  const currency = need(payment, 'currency')
  const paid = { payment: need(payment, 'id') }
  await post(ctx, {
    on: refund.on,
    kind: 'refund',
    object_name: 'payment',
    record_id: need(payment, 'id'),
    currency,
    account: text(payment, 'account'),
    sides: [
      { code: '2203', amount: refund.amount, ...paid },
      { code: '1002', amount: negate(refund.amount, currency), ...paid },
    ],
  })
}
