// Is everything billed and received?
import { action } from '#kernel/action.ts'

export const completeContract = action('complete', {
  on: 'contract',
  label: { zh: '完成', en: 'Complete' },
  icon: 'CheckCircleOutlined',
  from: ['active'],
  run: async (ctx, contract) => {
    const now = await ctx.move('contract', contract.id, 'completed')
    return { stage: now.stage }
  },
})
