// Does the customer accept this version? Once, in time, and exactly what was submitted.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { contentHash } from './content-hash.ts'

/** A newer version in one of these has taken the place of the older ones. */
export const liveStages = ['in_approval', 'approved', 'sent']

export const acceptQuote = action('accept', {
  on: 'quote',
  label: { zh: '客户接受', en: 'Accept' },
  icon: 'LikeOutlined',
  primary: true,
  from: ['sent'],
  // Losing the deal locks it before its quotes.
  locks_first: 'opportunity',
  offered_if: 'valid_until is empty or valid_until >= TODAY()',
  run: async (ctx, quote) => {
    const valid = text(quote, 'valid_until')
    if (valid !== null && valid < ctx.today) no('quote-expired', { date: valid })
    if (text(quote, 'hash') !== (await contentHash(quote))) no('content-changed')
    const [opportunity] = await ctx.lock('opportunity', [need(quote, 'opportunity')])
    await refuseOld(ctx, quote)
    const now = await ctx.move('quote', quote.id, 'accepted', {
      accepted_at: ctx.now.toISOString(),
    })
    if (opportunity && !['won', 'lost'].includes(text(opportunity, 'stage') ?? '')) {
      // What the deal is worth is what the customer will pay.
      await ctx.change('opportunity', opportunity.id, {
        amount: quote.gross,
        currency: quote.currency,
      })
    }
    return { stage: now.stage, accepted_at: now.accepted_at }
  },
})

/** One accepted quote per opportunity, and never a version that a newer one has replaced. */
async function refuseOld(ctx: Context, quote: Row): Promise<void> {
  const all = await ctx.find('quote', { opportunity: quote.opportunity })
  for (const other of all) {
    if (other.id === quote.id) continue
    if (other.stage === 'accepted') no('already-accepted', { number: text(other, 'number') ?? '' })
    const newer = Number(other.version_no) > Number(quote.version_no)
    if (newer && liveStages.includes(text(other, 'stage') ?? '')) {
      no('quote-replaced', { version_no: Number(other.version_no) })
    }
  }
}
