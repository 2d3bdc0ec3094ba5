// What do we offer for this opportunity? A draft quote; the opportunity goes to quoting by itself.
import { action } from '#kernel/action.ts'
import type { Row, Values } from '#kernel/object.ts'
import { standing } from '../bundles/blocks.ts'
import { decimal, rows, text } from '../read.ts'

const before = ['discovery', 'needs', 'solution']

export const createQuote = action('create_quote', {
  on: 'opportunity',
  label: { zh: '新建报价', en: 'New quote' },
  icon: 'FileAddOutlined',
  primary: true,
  from: ['discovery', 'needs', 'solution', 'quoting', 'negotiation'],
  input: {
    lines: {
      kind: 'lines',
      object: 'quote_line',
      by: 'quote',
      label: { zh: '报价明细', en: 'Lines' },
      help: {
        zh: '可以先不填，新建后在表格里录入；不填则带入商机的意向产品',
        en: 'May be left for the grid that opens then; the products of the opportunity unless given',
      },
    },
    valid_until: {
      kind: 'date',
      label: { zh: '有效期至', en: 'Valid until' },
      help: {
        zh: '不填则按公司的报价有效天数',
        en: 'By the company’s days of validity unless given',
      },
    },
    tax_inclusive: { kind: 'yes_no', label: { zh: '单价含税', en: 'Prices include tax' } },
  },
  run: async (ctx, opportunity, input) => {
    const lines = rows(input, 'lines')
    const quote = await ctx.create('quote', {
      opportunity: opportunity.id,
      lines: lines.length ? lines.map(asked) : wanted(opportunity),
      ...(input.valid_until ? { valid_until: input.valid_until } : {}),
      ...(input.tax_inclusive === true ? { tax_inclusive: true } : {}),
      owner: text(opportunity, 'owner') ?? ctx.who.id,
    })
    if (before.includes(text(opportunity, 'stage') ?? '')) {
      await ctx.move('opportunity', opportunity.id, 'quoting')
    }
    return { quote: quote.id }
  },
})

/** Where its price comes from, and what is included, is never said by whoever asks. */
const asked = ({
  price_by: _by,
  price_list: _list,
  included_per: _included,
  ...line
}: Values): Values => line

const wanted = (opportunity: Row): Values[] =>
  standing(rows(opportunity, 'lines')).map((line) => ({
    product: line.product,
    bundle: line.bundle,
    description: line.description,
    quantity: line.quantity,
    // What was in a bundle is in it again, by the bundle of today.
    unit_price: text(line, 'bundle') !== null && isFree(line) ? null : line.unit_price,
    discount_percent: line.discount_percent,
  }))

const isFree = (line: Values): boolean => decimal(line, 'unit_price') === '0'
