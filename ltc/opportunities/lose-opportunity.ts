// Why did we lose the deal, and to whom?
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'

export const loseOpportunity = action('lose', {
  on: 'opportunity',
  label: { zh: '输单', en: 'Lose' },
  icon: 'FrownOutlined',
  danger: true,
  from: ['discovery', 'needs', 'solution', 'quoting', 'negotiation'],
  input: {
    reason: { ...reason, required: true },
    lost_to: { kind: 'ref', object: 'competitor', label: { zh: '输给', en: 'Lost to' } },
  },
  run: async (ctx, opportunity, input) => {
    const now = await ctx.move('opportunity', opportunity.id, 'lost', {
      lost_reason: input.reason,
      ...(input.lost_to ? { lost_to: input.lost_to } : {}),
    })
    return { stage: now.stage, lost_at: now.lost_at, lost_reason: now.lost_reason }
  },
})
