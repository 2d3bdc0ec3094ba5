// What can people do with quotes?

import { type StepOf, one, post, act, notOpen, first, id, live } from './command.ts'
import { unfit } from './bundle-commands.ts'
import type { Quote } from './records.ts'
import { daysAfter } from './world.ts'

export const quoteCommands: Readonly<Record<string, StepOf>> = {
  make_quote: (model, { pick, how, lines }) => ({
    request: post('ann', 'opportunity', {
      name: 'Deal',
      account: one(model.accounts, pick)!,
      currency: model.currency,
    }),
    refused: [],
    async then(said, market) {
      const deal = { id: id(said), account: one(model.accounts, pick)!, quotes: [], won: false }
      const inclusive = how % 2 === 1
      const made = await market.ask(
        act('ann', 'opportunity', deal, 'create_quote', {
          lines,
          ...(inclusive && { tax_inclusive: true }),
        }),
      )
      if (made.status !== 200) throw new Error(`no quote: ${JSON.stringify(made)}`)
      const quote: Quote = {
        id: id(made, 'quote'),
        deal,
        version: 1,
        inclusive,
        lines: [...lines],
        stage: 'draft',
        valid_until: daysAfter(model.today, 30),
        contract: null,
      }
      deal.quotes.push(quote as never)
      model.quotes.push(quote)
    },
  }),
  edit_quote: (model, { pick, lines }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: { who: 'ann', method: 'PATCH', url: `quote/${quote.id}`, body: { lines } },
      refused: quote.stage === 'draft' ? [] : ['frozen'],
      then: () => void (quote.lines = [...lines]),
    }
  },
  submit_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'submit'),
      refused: first(
        notOpen(quote.stage, ['draft']),
        unfit(quote.lines),
        quote.valid_until < model.today && 'quote-expired',
      ),
      then: () =>
        void (quote.stage = quote.lines.some((each) => Number(each.discount_percent) > 15)
          ? 'in_approval'
          : 'approved'),
    }
  },
  approve_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('mia', 'quote', quote, 'approve'),
      refused: notOpen(quote.stage, ['in_approval']),
      then: () => void (quote.stage = 'approved'),
    }
  },
  reject_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('mia', 'quote', quote, 'reject', { comment: 'no' }),
      refused: notOpen(quote.stage, ['in_approval', 'sent']),
      then: () => void (quote.stage = 'rejected'),
    }
  },
  new_version: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'new_version'),
      refused: first(
        notOpen(quote.stage, ['approved', 'sent', 'rejected', 'expired']),
        quote.deal.won && 'opportunity-closed',
      ),
      then(said) {
        const next: Quote = {
          ...quote,
          id: id(said, 'quote'),
          version: Math.max(...quote.deal.quotes.map((each) => each.version)) + 1,
          lines: [...quote.lines],
          stage: 'draft',
          valid_until: daysAfter(model.today, 30),
          contract: null,
        }
        quote.deal.quotes.push(next)
        model.quotes.push(next)
      },
    }
  },
  send_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    return {
      request: act('ann', 'quote', quote, 'send'),
      refused: notOpen(quote.stage, ['approved']),
      then: () => void (quote.stage = 'sent'),
    }
  },
  accept_quote: (model, { pick }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    const others = quote.deal.quotes.filter((each) => each !== quote)
    const blocking = others.find(
      (each) =>
        each.stage === 'accepted' || (each.version > quote.version && live.includes(each.stage)),
    )
    return {
      request: act('ann', 'quote', quote, 'accept'),
      refused: first(
        notOpen(quote.stage, ['sent']),
        quote.valid_until < model.today && 'quote-expired',
        blocking ? (blocking.stage === 'accepted' ? 'already-accepted' : 'quote-replaced') : null,
      ),
      then: () => void (quote.stage = 'accepted'),
    }
  },
}
