// How does a bundle come into a draft quote? Its line, and below it those of the components chosen, as one position.
import { action } from '#kernel/action.ts'
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { decimal, need, rows, text, yes } from '../read.ts'

export const addBundle = action('add_bundle', {
  on: 'quote',
  label: { zh: '加入套餐', en: 'Add a bundle' },
  help: {
    zh: '不给选配则带上必带与默认的组成',
    en: 'With what it requires and has by default, unless choices are given',
  },
  icon: 'AppstoreAddOutlined',
  from: ['draft'],
  // The editor of a quote has its own way.
  quiet: true,
  input: {
    product: {
      kind: 'ref',
      object: 'product',
      label: { zh: '套餐', en: 'Bundle' },
      required: true,
    },
    quantity: {
      kind: 'decimal',
      digits: 6,
      label: { zh: '数量', en: 'Quantity' },
      default: '1',
    },
    choices: {
      kind: 'lines',
      object: 'quote_line',
      by: 'quote',
      label: { zh: '选配', en: 'Choices' },
      help: {
        zh: '选中的组成：产品、每套数量（不填按套餐）、是否只作选配报价；必带的不用写',
        en: 'The components chosen: product, quantity per bundle (that of the bundle unless given), and whether only offered; what is required need not be named',
      },
    },
  },
  run: async (ctx, quote, input) => {
    const bundle = await ctx.get('product', need(input, 'product'))
    const quantity = text(input, 'quantity') ?? '1'
    const now = await ctx.change('quote', quote.id, {
      lines: [
        ...rows(quote, 'lines').map(({ id }) => ({ id })),
        { product: bundle.id, quantity },
        ...chosenOf(bundle, input).map(({ component, per, optional }) => ({
          product: component.product,
          bundle: bundle.id,
          quantity: exact(per).times(quantity).toFixed(),
          discount_percent: decimal(component, 'discount_percent'),
          optional,
        })),
      ],
    })
    const lines = rows(now, 'lines')
    const line = lines[rows(quote, 'lines').length]!
    return { line: line.id, lines: lines.length, missing: line.missing, excess: line.excess }
  },
})

interface Chosen {
  readonly component: Values
  readonly per: string
  readonly optional: boolean
}

/** What is required outside of groups always; the rest as chosen, or by default where nothing is. In the order of the bundle. */
function chosenOf(bundle: Row, input: Values): Chosen[] {
  const said = Array.isArray(input.choices) ? rows(input, 'choices') : null
  const components = rows(bundle, 'components')
  const problems = new Problems()
  const wanted = new Map<string, Values>()
  said?.forEach((choice, at) => {
    const product = text(choice, 'product') ?? ''
    const isOne = components.some((one) => text(one, 'product') === product)
    if (!isOne || wanted.has(product))
      problems.add(`choices[${at}].product`, 'rule', { says: noComponent })
    wanted.set(product, choice)
  })
  problems.done()
  return components.flatMap((component) => {
    const choice = wanted.get(need(component, 'product'))
    const isNeeded = text(component, 'taken') === 'required' && !text(component, 'group_name')
    const isStandard = said === null && text(component, 'taken') !== 'option'
    if (!choice && !isNeeded && !isStandard) return []
    const own = decimal(component, 'quantity')
    const given = choice ? text(choice, 'quantity') : null
    return [
      { component, per: given ?? own, optional: choice !== undefined && yes(choice, 'optional') },
    ]
  })
}

const noComponent = {
  zh: '不是此套餐的组成，或出现了两次',
  en: 'is no component of this bundle, or twice',
}
