// Why did we lose the deal, and to whom?
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { text } from '../read.ts'
import { reason } from '../reason.ts'

export const loseOpportunity = action('lose', {
  on: 'opportunity',
  label: { zh: '输单', en: 'Lose' },
  help: {
    zh: '还没结果的报价随之结束：审批中的撤回，已批准或已发送的过期。',
    en: 'Its open quotes end with it: one in approval is withdrawn, approved and sent ones expire.',
  },
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
    await endQuotes(ctx, opportunity, text(input, 'reason') ?? '')
    return { stage: now.stage, lost_at: now.lost_at, lost_reason: now.lost_reason }
  },
})

/** Nobody is to approve, send or accept an offer in a deal that is lost; reopened, it is offered by a new version. */
async function endQuotes(ctx: Context, opportunity: Row, reason: string): Promise<void> {
  const open = { opportunity: opportunity.id, stage: ['in_approval', 'approved', 'sent'] }
  const found = await ctx.find('quote', open, { sort: 'id', lock: true })
  for (const quote of found) {
    if (text(quote, 'stage') === 'in_approval')
      await ctx.amendApproval(quote, {
        do: 'withdraw',
        because: { zh: `商机输单（${reason}）`, en: `the deal is lost (${reason})` },
      })
    else await ctx.move('quote', quote.id, 'expired')
  }
}
