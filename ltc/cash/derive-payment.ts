// What follows from a payment's other values? Its currency where none is said, and its line in the books.
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rateOf } from '../currencies/rates.ts'
import { postReceipt } from '../ledger/post-cash.ts'
import { named } from '../named.ts'
import { settings } from '../parties/settings.ts'
import { lineWith } from '../bank/derive-bank-line.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export async function derivePayment(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (!before || lineOf(before) !== lineOf(row)) {
    await refuseKnown(ctx, row)
    await keepLine(ctx, row, before)
  }
  if (before) return {}
  const currency = text(row, 'currency') ?? settings(ctx).currency
  const rate = await rateOf(ctx, row, before, {
    currency,
    day: text(row, 'received_on'),
    must: text(row, 'stage') !== 'void',
  })
  if (bookable(row) && (await named(ctx, row, 'account', 'account')))
    await postReceipt(ctx, { ...row, currency, ...rate }, 'payment')
  return { currency, ...rate, booked_at: ctx.now.toISOString() }
}

const lineOf = (row: Values): string =>
  JSON.stringify([text(row, 'transaction_no'), text(row, 'bank_account')])

/** A line of a bank statement is one payment (P1); the database holds it, too, with fewer words. */
async function refuseKnown(ctx: Context, row: Values): Promise<void> {
  const transaction_no = text(row, 'transaction_no')
  if (transaction_no === null) return
  const bank_account = text(row, 'bank_account')
  const all = await ctx.find('payment', { transaction_no, bank_account, stage: 'received' })
  const known = all.find((one) => one.id !== row.id)
  if (!known) return
  no('bank-line-known', {
    transaction_no,
    number: text(known, 'number') ?? '',
    received_on: text(known, 'received_on') ?? '',
    amount: text(known, 'amount') ?? '',
  })
}

/** A line of the statement that waits is booked where it waits, and the payment of one keeps its number. */
async function keepLine(ctx: Context, row: Values, before: Row | null): Promise<void> {
  const transaction_no = text(row, 'transaction_no') ?? ''
  const held = before && (await ctx.find('bank_line', { payment: before.id }, { limit: 1 })).length
  if (held) no('bank-line-stands', { transaction_no: text(before, 'transaction_no') ?? '' })
  if (text(row, 'stage') === 'void') return
  const line = await lineWith(ctx, row)
  if (line && text(line, 'stage') !== 'booked') no('bank-line-waits', { transaction_no })
}

/** What is wrong with any other is told by its own rules, and then nothing of this write remains. */
const bookable = (row: Values): boolean => {
  // One that arrives void, from an older system, has left the books before it came.
  if (text(row, 'stage') === 'void') return false
  const amount = text(row, 'amount')
  return amount !== null && exact(amount).greaterThan('0') && text(row, 'account') !== null
}
