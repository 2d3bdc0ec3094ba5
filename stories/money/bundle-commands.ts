// What can people do with the bundles and options of a quote?

import type { Values } from '#kernel/object.ts'
import { type StepOf, act, id, one, post } from './command.ts'
import type { Quote, QuoteLine } from './records.ts'
import { daysAfter } from './world.ts'

const rate = '0.13'

/** A line as it is written anew: what is included is left to the bundle. */
const asSent = ({ product, bundle, optional, ...line }: QuoteLine): Values => ({
  quantity: line.quantity,
  discount_percent: line.discount_percent,
  tax_rate: line.tax_rate,
  ...(product ? { product } : {}),
  ...(bundle ? { bundle } : {}),
  ...(line.unit_price === '0' ? {} : { unit_price: line.unit_price }),
  optional: optional === true,
})

export const bundleCommands: Readonly<Record<string, StepOf>> = {
  quote_bundle: (model, { pick, part, how, lines: [own] }) => ({
    request: post('root', 'product', {
      name: 'Part',
      currency: model.currency,
      list_price: own!.unit_price,
      tax_rate: rate,
    }),
    refused: [],
    async then(said, market) {
      const component = id(said)
      const made = async (values: Values): Promise<string> =>
        id(
          await market.ask(
            post('root', 'product', { currency: model.currency, tax_rate: rate, ...values }),
          ),
        )
      const needed = await made({ name: 'Machine', list_price: '5' })
      const per = String((part % 3) + 1)
      const many = String((how % 2) + 1)
      const bundle = await made({
        name: 'Set',
        list_price: '777.77',
        components: [
          { product: needed, quantity: per },
          {
            product: component,
            taken: 'option',
            price_mode: 'own',
            discount_percent: own!.discount_percent,
          },
        ],
      })
      const account = one(model.accounts, pick)!
      const deal = {
        id: id(
          await market.ask(
            post('ann', 'opportunity', { name: 'Set', account, currency: model.currency }),
          ),
        ),
        account,
        quotes: [] as Quote[],
        won: false,
      }
      const quoted = await market.ask(act('ann', 'opportunity', deal, 'create_quote'))
      const quote: Quote = {
        id: id(quoted, 'quote'),
        deal,
        version: 1,
        inclusive: false,
        lines: [
          line(bundle, { quantity: many, unit_price: '777.77' }),
          line(needed, { quantity: String(Number(per) * Number(many)), bundle, needed: true }),
          line(component, {
            quantity: many,
            unit_price: own!.unit_price,
            discount_percent: own!.discount_percent,
            bundle,
          }),
        ],
        stage: 'draft',
        valid_until: daysAfter(model.today, 30),
        contract: null,
      }
      const added = await market.ask(
        act('ann', 'quote', quote, 'add_bundle', {
          product: bundle,
          quantity: many,
          choices: [{ product: component }],
        }),
      )
      if (added.status !== 200) throw new Error(`no bundle: ${JSON.stringify(added)}`)
      deal.quotes.push(quote)
      model.quotes.push(quote)
    },
  }),
  offer_line: (model, { pick, other }) => {
    const quote = one(model.quotes, pick)
    if (!quote) return null
    const at = other % quote.lines.length
    const next = toggled(quote.lines, at)
    return {
      request: {
        who: 'ann',
        method: 'PATCH',
        url: `quote/${quote.id}`,
        body: { lines: next.map(asSent) },
      },
      refused: quote.stage === 'draft' ? [] : ['frozen'],
      then: () => void (quote.lines = next),
    }
  },
}

const line = (product: string, more: Partial<QuoteLine>): QuoteLine => ({
  product,
  quantity: '1',
  unit_price: '0',
  discount_percent: '0',
  tax_rate: rate,
  ...more,
})

/** One line is offered or counted; with a bundle what stands under it, and under one that is only offered all of it stays so. */
function toggled(lines: readonly QuoteLine[], at: number): QuoteLine[] {
  const line = lines[at]!
  const optional = line.optional !== true
  const head = lines.find((each) => each.product !== undefined && each.product === line.bundle)
  return lines.map((each, place) => {
    if (place === at) return { ...each, optional: optional || head?.optional === true }
    const under = each.bundle !== undefined && each.bundle === line.product && place > at
    return under ? { ...each, optional } : each
  })
}

/** What keeps a quote from being submitted: nothing counts, or a bundle lacks what it requires. */
export function unfit(lines: readonly QuoteLine[]): string | false {
  if (lines.every((line) => line.optional)) return 'no-lines'
  const lacks = lines.some((line) => {
    const head = lines.find((each) => each.product === line.bundle)
    return line.needed && line.optional && !head?.optional
  })
  return lacks && 'not-valid'
}
