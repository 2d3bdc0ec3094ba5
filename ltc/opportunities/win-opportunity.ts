// Have we won the deal?
import { action } from '#kernel/action.ts'

export const winOpportunity = action('win', {
  on: 'opportunity',
  label: { zh: '赢单', en: 'Win' },
  icon: 'TrophyOutlined',
  from: ['discovery', 'needs', 'solution', 'quoting', 'negotiation'],
  run: async (ctx, opportunity) => {
    const now = await ctx.move('opportunity', opportunity.id, 'won')
    return { stage: now.stage, won_at: now.won_at }
  },
})
