// Was a payment entered by mistake? Once nothing of it settles anything any more it can be made void.
import { action } from '#kernel/action.ts'
import { reopen } from '../bank/claim-bank-line.ts'
import { postReceipt } from '../ledger/post-cash.ts'
import { reason } from '../reason.ts'
import { yes } from '../read.ts'
import { no } from '../refusals.ts'
import { unallocatePayment } from './unallocate-payment.ts'

export const voidPayment = action('void', {
  on: 'payment',
  label: { zh: '作废', en: 'Void' },
  icon: 'StopOutlined',
  danger: true,
  by: ['finance'],
  from: ['received'],
  offered_if: 'allocated = 0 and refunded = 0',
  input: {
    reason: { ...reason, required: true },
    take_back: {
      kind: 'yes_no',
      label: { zh: '同时取消核销', en: 'Take its allocations back, too' },
    },
  },
  run: async (ctx, payment, input) => {
    const settles = await ctx.find('allocation', { payment: payment.id }, { limit: 1 })
    const refunds = await ctx.find('refund', { payment: payment.id }, { limit: 1 })
    if (refunds.length || (settles.length && !yes(input, 'take_back'))) no('payment-in-use')
    if (settles.length) await unallocatePayment.run(ctx, payment, {})
    const now = await ctx.move('payment', payment.id, 'void')
    await postReceipt(ctx, payment, 'payment_void')
    const [line] = await ctx.find('bank_line', { payment: payment.id }, { limit: 1 })
    if (line) await reopen(ctx, line.id)
    return { stage: now.stage }
  },
})
