// What is one line of a quote?
import { object } from '#kernel/object.ts'
import { convertedNames, lineInBase } from '../currencies/lines-in-base.ts'
import { pricedLine } from '../document-line.ts'

/** Who may know what a line costs us and how low it may go. */
const inner = ['manager', 'sales_manager', 'finance']

export const quoteLine = object('quote_line', {
  label: { zh: '报价明细', en: 'Quote line' },
  plural: { zh: '报价明细', en: 'Quote lines' },
  title: 'description',
  parent: 'quote',
  fields: {
    quote: { kind: 'ref', object: 'quote', label: { zh: '报价单', en: 'Quote' }, required: true },
    ...pricedLine('quote'),
    ...lineInBase('quote'),
    price_by: {
      kind: 'choice',
      label: { zh: '单价来自', en: 'Price by' },
      choices: {
        list: { label: { zh: '价格表', en: 'Price list' } },
        product: { label: { zh: '产品标价', en: 'Product' } },
        hand: { label: { zh: '手填', en: 'By hand' } },
      },
      read_only: true,
    },
    price_list: {
      kind: 'ref',
      object: 'price_list',
      label: { zh: '价格表', en: 'Price list' },
      read_only: true,
    },
    below_floor: {
      kind: 'yes_no',
      label: { zh: '低于底价', en: 'Below floor' },
      help: {
        zh: '折后单价低于价格表的底价',
        en: 'Less than the floor price of its list, discount taken off',
      },
      read_only: true,
    },
    floor_price: {
      kind: 'money',
      unit_price: true,
      currency: 'quote.currency',
      label: { zh: '底价', en: 'Floor price' },
      read_only: true,
      read: inner,
    },
    cost: {
      kind: 'money',
      unit_price: true,
      currency: 'quote.currency',
      label: { zh: '单位成本', en: 'Unit cost' },
      read_only: true,
      read: inner,
    },
  },
  rules: {
    quantity: { if: 'quantity > 0', says: { zh: '数量须大于 0', en: 'The quantity is above 0' } },
  },
  frozen_with_parent: { except: [...convertedNames] },
  allow: [],
})
