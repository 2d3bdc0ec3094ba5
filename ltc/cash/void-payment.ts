// Was a payment entered by mistake? Only one that nothing has come of can be made void.
import { action } from '#kernel/action.ts'
import { postReceipt } from '../ledger/post-cash.ts'
import { reason } from '../reason.ts'
import { no } from '../refusals.ts'

export const voidPayment = action('void', {
  on: 'payment',
  label: { zh: '作废', en: 'Void' },
  icon: 'StopOutlined',
  danger: true,
  by: ['finance'],
  from: ['received'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, payment) => {
    const used = [
      ...(await ctx.find('allocation', { payment: payment.id }, { limit: 1 })),
      ...(await ctx.find('refund', { payment: payment.id }, { limit: 1 })),
    ]
    if (used.length) no('payment-in-use')
    const now = await ctx.move('payment', payment.id, 'void')
    await postReceipt(ctx, payment, 'payment_void')
    return { stage: now.stage }
  },
})
