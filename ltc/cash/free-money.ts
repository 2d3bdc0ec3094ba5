// How much of a payment is still free? From its rows, asked after the payment is locked.
import type { Context } from '#kernel/context.ts'
import { minus } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, need } from '../read.ts'

/** amount − Σ allocations − Σ refunds (P2). */
export async function freeMoney(ctx: Context, payment: Values): Promise<string> {
  const currency = need(payment, 'currency')
  const used = [
    ...(await ctx.find('allocation', { payment: payment.id })),
    ...(await ctx.find('refund', { payment: payment.id })),
  ]
  return minus(
    amount(payment, 'amount', currency),
    used.map((row) => amount(row, 'amount', currency)),
    currency,
  )
}
