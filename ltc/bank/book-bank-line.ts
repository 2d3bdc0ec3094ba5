// How does a line of the statement become money in the books? As one payment, put to the invoices that it settles.
import { action } from '#kernel/action.ts'
import { allocatePayment } from '../cash/allocate-payment.ts'
import { need, rows, text } from '../read.ts'

export const bookBankLine = action('book', {
  on: 'bank_line',
  label: { zh: '入账', en: 'Book' },
  help: {
    zh: '生成回款并核销所列发票，其余留作预收',
    en: 'Makes the payment and puts it to the invoices named; the rest stays the customer’s',
  },
  icon: 'CheckOutlined',
  primary: true,
  by: ['finance'],
  from: ['open', 'claimed'],
  input: {
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      required: true,
    },
    allocations: {
      kind: 'lines',
      object: 'allocation',
      by: 'payment',
      label: { zh: '核销明细', en: 'Allocations' },
    },
  },
  // The very action of a payment puts it to the invoices: locks, amounts and refusals are its own.
  run: async (ctx, line, input) => {
    const account = need(input, 'account')
    // First the line: as long as it waits no payment may have its number.
    await ctx.move('bank_line', line.id, 'booked', { account })
    const payment = await ctx.create('payment', {
      account,
      received_on: need(line, 'booked_on'),
      currency: need(line, 'currency'),
      amount: need(line, 'amount'),
      method: 'bank',
      reference: (text(line, 'remark') ?? '').slice(0, 200) || null,
      transaction_no: need(line, 'transaction_no'),
      bank_account: text(line, 'bank_account'),
      owner: ctx.who.id,
    })
    await ctx.change('bank_line', line.id, { payment: payment.id })
    const allocations = rows(input, 'allocations')
    const made = allocations.length
      ? await allocatePayment.run(ctx, payment, { allocations, allocated_on: null })
      : { allocations: [], unallocated: payment.amount }
    return { payment: payment.id, number: payment.number, ...made }
  },
})
