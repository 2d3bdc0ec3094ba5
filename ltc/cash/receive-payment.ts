// Has the customer paid this invoice? The money is entered and put to it in one step.
import { action } from '#kernel/action.ts'
import { compare } from '#kernel/money/sum.ts'
import { isPayable, openOf, openStages } from '../invoices/settle.ts'
import { amount, need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { allocatePayment } from './allocate-payment.ts'
import { paymentMethod } from './payment.ts'

export const receivePayment = action('receive', {
  on: 'invoice',
  label: { zh: '登记回款', en: 'Record payment' },
  help: {
    zh: '记下到账的钱并核销到这张发票；多出的留在回款上，可再核销或退款。',
    en: 'Enters the money and puts it to this invoice; what is more than that stays on the payment.',
  },
  icon: 'PayCircleOutlined',
  primary: true,
  by: ['finance'],
  from: openStages,
  offered_if: 'balance > 0',
  input: {
    amount: {
      kind: 'money',
      label: { zh: '到账金额', en: 'Amount received' },
      default: 'balance',
    },
    received_on: {
      kind: 'date',
      label: { zh: '到账日期', en: 'Received on' },
      default: 'TODAY()',
    },
    method: paymentMethod,
    reference: { kind: 'text', label: { zh: '附言', en: 'Reference' }, max: 200 },
  },
  // The payment is new, so nobody else can hold it: the invoice, held by now, is the only lock that others wait for.
  run: async (ctx, invoice, input) => {
    const currency = need(invoice, 'currency')
    const { balance } = (await openOf(ctx, [invoice])).get(invoice.id)!
    if (!isPayable(invoice) || compare(balance, '0') <= 0)
      no('invoice-not-open', { number: text(invoice, 'number') ?? '—' })
    const made = await ctx.create('payment', {
      account: invoice.account,
      currency,
      amount: text(input, 'amount') ?? balance,
      received_on: text(input, 'received_on') ?? ctx.today,
      ...(input.method ? { method: input.method } : {}),
      ...(input.reference ? { reference: input.reference } : {}),
      owner: ctx.who.id,
    })
    const received = amount(made, 'amount', currency)
    const allocations = [
      { invoice: invoice.id, amount: compare(received, balance) < 0 ? received : balance },
    ]
    const done = await allocatePayment.run(ctx, made, { allocations, allocated_on: null })
    return { payment: made.id, number: made.number, ...done }
  },
})
