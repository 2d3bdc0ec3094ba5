// What follows from a line of the bank statement? Its currency, and whether its money is entered already.
import type { Context } from '#kernel/context.ts'
import { compare } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { amount, text } from '../read.ts'
import { no } from '../refusals.ts'

/** A line whose payment was entered before the statement came arrives booked: it is not to be entered again (P1). */
export async function deriveBankLine(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before) return {}
  const currency = text(row, 'currency') ?? settings(ctx).currency
  const transaction_no = text(row, 'transaction_no')
  if (transaction_no === null) return { currency }
  const bank_account = text(row, 'bank_account')
  const [payment] = await ctx.find(
    'payment',
    { transaction_no, bank_account, stage: 'received' },
    { limit: 1 },
  )
  if (!payment) return { currency }
  const said = text(row, 'amount')
  const other =
    text(payment, 'currency') !== currency ||
    (said !== null && compare(said, amount(payment, 'amount', currency)) !== 0)
  if (other)
    no('bank-line-differs', {
      transaction_no,
      number: text(payment, 'number') ?? '',
      amount: text(payment, 'amount') ?? '',
    })
  return { currency, stage: 'booked', payment: payment.id, account: payment.account }
}

/** The line of the statement that has this number, whatever became of it. */
export async function lineWith(ctx: Context, payment: Values): Promise<Row | null> {
  const transaction_no = text(payment, 'transaction_no')
  if (transaction_no === null) return null
  const [found] = await ctx.find(
    'bank_line',
    { transaction_no, bank_account: text(payment, 'bank_account') },
    { limit: 1 },
  )
  return found ?? null
}
