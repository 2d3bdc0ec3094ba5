// Has the customer got the quote?
import { action } from '#kernel/action.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const sendQuote = action('send', {
  on: 'quote',
  label: { zh: '发送客户', en: 'Send' },
  icon: 'MailOutlined',
  primary: true,
  from: ['approved'],
  offered_if: 'valid_until is empty or valid_until >= TODAY()',
  run: async (ctx, quote) => {
    const valid = text(quote, 'valid_until')
    if (valid !== null && valid < ctx.today) no('quote-expired', { date: valid })
    const now = await ctx.move('quote', quote.id, 'sent', { sent_at: ctx.now.toISOString() })
    return { stage: now.stage, sent_at: now.sent_at }
  },
})
