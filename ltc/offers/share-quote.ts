// How does a customer get to a quote without signing in? By one link, for as long as it holds; given out, the quote is sent.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'
import { offerName } from './take-answer.ts'
import { no } from '../refusals.ts'

export const shareQuote = action('share', {
  on: 'quote',
  label: { zh: '给客户链接', en: 'Link for the customer' },
  help: {
    zh: '客户凭链接查看、下载并在线答复，不用登录；还没发送的报价随之标为已发送。',
    en: 'The customer reads, downloads and answers by it without signing in; a quote that is not sent yet is sent by it.',
  },
  icon: 'LinkOutlined',
  from: ['approved', 'sent'],
  offered_if: 'valid_until is empty or valid_until >= TODAY()',
  input: {
    language: {
      kind: 'choice',
      label: { zh: '报价单语言', en: 'Language of the paper' },
      help: {
        zh: '不填则用公司语言；网页随客户的浏览器显示中文或英文',
        en: 'The company’s unless given; the page around it speaks the customer’s own',
      },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
    },
  },
  run: async (ctx, quote, input) => {
    const valid = text(quote, 'valid_until')
    if (valid !== null && valid < ctx.today) no('quote-expired', { date: valid })
    if (quote.stage === 'approved')
      await ctx.move('quote', quote.id, 'sent', { sent_at: ctx.now.toISOString() })
    // One link at a time: asked for again, it is the one that is there.
    const [there] = await ctx.find(
      'quote_link',
      { quote: quote.id, revoked_at: null },
      { limit: 1 },
    )
    const link =
      there ?? (await newLink(ctx, quote, text(input, 'language') ?? settings(ctx).language))
    return { link: link.id }
  },
})

/** A link of the quote that nobody has yet; the paper behind it is in that language. */
export const newLink = (ctx: Context, quote: Row, language: string): Promise<Row> =>
  ctx.create('quote_link', {
    quote: quote.id,
    name: offerName(quote),
    language,
    owner: text(quote, 'owner') ?? ctx.who.id,
  })
