// Is a lost deal alive again?
import { action } from '#kernel/action.ts'

export const reopenOpportunity = action('reopen', {
  on: 'opportunity',
  label: { zh: '重新打开', en: 'Reopen' },
  icon: 'RedoOutlined',
  from: ['lost'],
  run: async (ctx, opportunity) => {
    const now = await ctx.move('opportunity', opportunity.id, 'discovery', {
      lost_reason: null,
      lost_to: null,
    })
    return { stage: now.stage }
  },
})
