// How much goes back to the customer? At most what is free of the payment.
import { action } from '#kernel/action.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare, minus } from '#kernel/money/sum.ts'
import { postRefund } from '../ledger/post-cash.ts'
import { reason } from '../reason.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { freeMoney } from './free-money.ts'
import { settledOn } from './settled-on.ts'

export const refundPayment = action('refund', {
  on: 'payment',
  label: { zh: '退款', en: 'Refund' },
  icon: 'RollbackOutlined',
  danger: true,
  by: ['finance'],
  from: ['received'],
  offered_if: 'unallocated > 0',
  input: {
    amount: { kind: 'money', label: { zh: '金额', en: 'Amount' }, required: true },
    refunded_on: {
      kind: 'date',
      label: { zh: '退款日期', en: 'Refunded on' },
      default: 'TODAY()',
    },
    reason,
  },
  // The payment is locked, so two refunds at once see each other.
  run: async (ctx, payment, input) => {
    const currency = need(payment, 'currency')
    const said = exact(need(input, 'amount'))
    const digits = digitsOf(currency)
    if (!said.greaterThan('0')) no('not-above-zero')
    if (said.decimalPlaces() > digits) no('too-precise-amount', { currency, digits })
    const amount = said.toFixed(digits)
    const left = await freeMoney(ctx, payment)
    if (compare(amount, left) > 0) no('more-than-unallocated', { left, amount })
    const on = await settledOn(ctx, text(input, 'refunded_on'), [payment, 'received_on'])
    const refund = await ctx.create('refund', {
      payment: payment.id,
      amount,
      refunded_on: on,
      reason: input.reason ?? null,
      owner: ctx.who.id,
    })
    await postRefund(ctx, payment, { amount, on })
    return { refund: refund.id, unallocated: minus(left, [amount], currency) }
  },
})
