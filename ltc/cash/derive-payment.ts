// What follows from a payment's other values? Its currency where none is said, and its line in the books.
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { postReceipt } from '../ledger/post-cash.ts'
import { named } from '../named.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'

export async function derivePayment(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before) return {}
  const currency = text(row, 'currency') ?? settings(ctx).currency
  if (bookable(row) && (await named(ctx, row, 'account', 'account')))
    await postReceipt(ctx, { ...row, currency }, 'payment')
  return { currency, booked_at: ctx.now.toISOString() }
}

/** What is wrong with any other is told by its own rules, and then nothing of this write remains. */
const bookable = (row: Values): boolean => {
  // One that arrives void, from an older system, has left the books before it came.
  if (text(row, 'stage') === 'void') return false
  const amount = text(row, 'amount')
  return amount !== null && exact(amount).greaterThan('0') && text(row, 'account') !== null
}
