// Was a payment put to the wrong invoice? Taking it back restores both sides exactly.
import { action } from '#kernel/action.ts'
import { settle } from '../invoices/settle.ts'
import { postAllocation } from '../ledger/post-cash.ts'
import { amount, need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { freeMoney } from './free-money.ts'

export const unallocatePayment = action('unallocate', {
  on: 'payment',
  label: { zh: '取消核销', en: 'Take back' },
  help: { zh: '不指定则取消全部核销', en: 'All of its allocations unless one is given' },
  icon: 'DisconnectOutlined',
  danger: true,
  by: ['finance'],
  from: ['received'],
  offered_if: 'allocated > 0',
  input: {
    allocation: { kind: 'ref', object: 'allocation', label: { zh: '核销', en: 'Allocation' } },
    invoice: { kind: 'ref', object: 'invoice', label: { zh: '发票', en: 'Invoice' } },
  },
  run: async (ctx, payment, input) => {
    const allocation = text(input, 'allocation')
    const invoice = text(input, 'invoice')
    const chosen = (row: { readonly [field: string]: unknown }): boolean =>
      (allocation === null || row.id === allocation) &&
      (invoice === null || row.invoice === invoice)
    const before = (await ctx.find('allocation', { payment: payment.id })).filter(chosen)
    if (before.length === 0) no('nothing-to-take-back')
    const invoices = await ctx.lock('invoice', [
      ...new Set(before.map((row) => need(row, 'invoice'))),
    ])
    // A credit note may have taken some of it back before the lock was ours.
    const now = (await ctx.find('allocation', { payment: payment.id })).filter(chosen)
    const currency = need(payment, 'currency')
    for (const row of now) {
      await ctx.remove('allocation', row.id)
      await postAllocation(ctx, payment, {
        invoice: need(row, 'invoice'),
        amount: amount(row, 'amount', currency),
        on: ctx.today,
        taken_back: true,
      })
    }
    for (const one of invoices) await settle(ctx, one)
    return { removed: now.map((row) => row.id), unallocated: await freeMoney(ctx, payment) }
  },
})
