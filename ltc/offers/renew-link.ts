// What if a link can't be shown again, because it was made with an earlier secret? Another takes its place; what was answered stays.
import { action } from '#kernel/action.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { newLink } from './share-quote.ts'

export const renewLink = action('renew', {
  on: 'quote_link',
  label: { zh: '换新链接', en: 'Make a new link' },
  help: {
    zh: '旧链接随即停用，请把新链接发给客户。',
    en: 'The old one is revoked at once; give the customer the new one.',
  },
  icon: 'SyncOutlined',
  by: ['sales', 'presales', 'sales_manager', 'manager'],
  offered_if: 'revoked_at is empty and quote.stage = "sent"',
  run: async (ctx, link) => {
    const [quote] = await ctx.lock('quote', [need(link, 'quote')])
    if (quote?.stage !== 'sent' || text(link, 'revoked_at') !== null)
      no('offer-not-open', { why: { zh: '报价已不能答复', en: 'the quote can’t be answered now' } })
    await ctx.change('quote_link', link.id, { revoked_at: ctx.now.toISOString() })
    const made = await newLink(ctx, quote!, text(link, 'language') ?? 'zh')
    return { link: made.id }
  },
})
