// Is it not owed any more? Whoever answers for the contract says why; it stays on the list as waived.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'
import { letBill } from './let-bill.ts'

export const waiveObligation = action('waive', {
  on: 'obligation',
  label: { zh: '免除', en: 'Waive' },
  icon: 'MinusCircleOutlined',
  danger: true,
  by: ['manager', 'sales_manager'],
  from: ['open'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, obligation, input) => {
    const now = await ctx.move('obligation', obligation.id, 'waived', {
      waived_reason: input.reason,
    })
    await letBill(ctx, now)
    return { stage: now.stage }
  },
})
