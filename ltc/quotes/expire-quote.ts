// Is the time of an offer over?
import { action } from '#kernel/action.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const expireQuote = action('expire', {
  on: 'quote',
  label: { zh: '标为过期', en: 'Expire' },
  icon: 'ClockCircleOutlined',
  from: ['approved', 'sent'],
  if: 'valid_until < TODAY()',
  run: async (ctx, quote) => {
    const valid = text(quote, 'valid_until')
    if (valid === null || valid >= ctx.today) no('quote-still-valid', { date: valid ?? '—' })
    const now = await ctx.move('quote', quote.id, 'expired')
    return { stage: now.stage }
  },
})
