// What becomes of what a customer says to a quote? Evidence of it, news for whoever sells, and for a wish something to do.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Words } from '#kernel/error.ts'
import type { AnswerKind } from '#kernel/view/public-offer.ts'
import { settings } from '../parties/settings.ts'
import { need, text } from '../read.ts'

/** The sentence to which whoever accepts agrees, as it is shown and kept. */
export const bindingWords = (customer: string | null): Words => ({
  zh: `我已阅读本报价单及其条款，有权代表${customer ?? '我方公司'}接受。`,
  en: `I have read this quotation and its terms and am authorised to accept it on behalf of ${customer ?? 'my company'}.`,
})

/** Keeps who said what to exactly which paper. */
export const keepAnswer = (ctx: Context, link: Row, quote: Row, said: Values): Promise<Row> =>
  ctx.create('quote_answer', {
    ...said,
    quote: quote.id,
    link: link.id,
    said_at: ctx.now.toISOString(),
    version_no: quote.version_no,
    currency: quote.currency,
    gross: quote.gross,
    content_hash: quote.hash,
    paper: link.paper,
    paper_hash: link.paper_hash,
    owner: quote.owner,
  })

/** As people call a version. */
export const offerName = (quote: Values): string =>
  `${need(quote, 'number')} v${String(quote.version_no)}`

/** Tells whoever sells that the customer has looked, once. */
export const tellViewed = (ctx: Context, quote: Row): Promise<void> =>
  tell(ctx, quote, {
    zh: `客户首次查看了报价 ${offerName(quote)}`,
    en: `The customer has opened quote ${offerName(quote)} for the first time`,
  })

const told: Readonly<Record<AnswerKind, (quote: string, name: string) => Words>> = {
  accept: (quote, name) => ({
    zh: `${name} 在线接受了报价 ${quote}，可以生成合同`,
    en: `${name} accepted quote ${quote} online; the contract can be made`,
  }),
  decline: (quote, name) => ({
    zh: `${name} 在线拒绝了报价 ${quote}`,
    en: `${name} declined quote ${quote} online`,
  }),
  ask: (quote, name) => ({
    zh: `${name} 希望修改报价 ${quote}`,
    en: `${name} asks for a change to quote ${quote}`,
  }),
}

/** Tells whoever sells what was said; a wish is something to do today as well. */
export async function tellAnswer(ctx: Context, quote: Row, answer: Row): Promise<void> {
  const kind = need(answer, 'kind') as AnswerKind
  const words = told[kind](offerName(quote), need(answer, 'name'))
  if (kind === 'ask')
    await ctx.create('activity', {
      kind: 'inquiry',
      subject: words[settings(ctx).language].slice(0, 300),
      opportunity: quote.opportunity,
      account: quote.account,
      due_at: ctx.now.toISOString(),
      result: answer.said,
      owner: quote.owner,
    })
  await tell(ctx, quote, words)
}

async function tell(ctx: Context, quote: Row, words: Words): Promise<void> {
  const owner = text(quote, 'owner')
  if (owner !== null) await ctx.notify([owner], { ...words, object: 'quote', record: quote.id })
}
