// Has the customer got the quote?
import { action } from '#kernel/action.ts'

export const sendQuote = action('send', {
  on: 'quote',
  label: { zh: '发送客户', en: 'Send' },
  icon: 'MailOutlined',
  primary: true,
  from: ['approved'],
  run: async (ctx, quote) => {
    const now = await ctx.move('quote', quote.id, 'sent', { sent_at: ctx.now.toISOString() })
    return { stage: now.stage, sent_at: now.sent_at }
  },
})
