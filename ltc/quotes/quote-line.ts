// What is one line of a quote?
import type { FieldDef } from '#kernel/field.ts'
import { object } from '#kernel/object.ts'
import { convertedNames, lineInBase } from '../currencies/lines-in-base.ts'
import { pricedLine } from '../document-line.ts'

/** Who may know what a line costs us and how low it may go. */
const inner = ['manager', 'sales_manager', 'finance']

const offered = (zh: string, en: string) =>
  ({
    kind: 'money',
    currency: 'quote.currency',
    label: { zh, en },
    read_only: true,
  }) as const satisfies FieldDef

const told = (zh: string, en: string) =>
  ({ kind: 'text', label: { zh, en }, read_only: true, max: 500 }) as const satisfies FieldDef

export const quoteLine = object('quote_line', {
  label: { zh: '报价明细', en: 'Quote line' },
  plural: { zh: '报价明细', en: 'Quote lines' },
  title: 'description',
  parent: 'quote',
  row_under: 'bundle',
  fields: {
    quote: { kind: 'ref', object: 'quote', label: { zh: '报价单', en: 'Quote' }, required: true },
    ...pricedLine('quote'),
    ...lineInBase('quote'),
    bundle: {
      kind: 'ref',
      object: 'product',
      label: { zh: '属于套餐', en: 'Part of' },
      help: {
        zh: '套餐的产品；此行排在该套餐行之下',
        en: 'The product of the bundle below whose line this one stands',
      },
    },
    optional: {
      kind: 'yes_no',
      label: { zh: '选配', en: 'Option' },
      help: {
        zh: '只是报出价格，不计入合计；客户要了再转入',
        en: 'Offered with its price and in no sum, until the customer takes it',
      },
    },
    included_per: {
      kind: 'decimal',
      digits: 6,
      label: { zh: '每套内含', en: 'Included per bundle' },
      read_only: true,
      quiet: true,
    },
    offer_net: { ...offered('选配不含税金额', 'Option net'), quiet: true },
    offer_gross: offered('选配价税合计', 'Option gross'),
    block_net: { ...offered('套餐不含税金额', 'Bundle net'), quiet: true },
    block_gross: { ...offered('套餐价税合计', 'Bundle gross'), quiet: true },
    missing: told('缺少', 'Missing'),
    excess: told('超出', 'Too many'),
    clashes: told('不可同用', 'Does not go with'),
    advised: told('推荐搭配', 'Goes well with'),
    price_by: {
      kind: 'choice',
      label: { zh: '单价来自', en: 'Price by' },
      choices: {
        list: { label: { zh: '价格表', en: 'Price list' } },
        product: { label: { zh: '产品标价', en: 'Product' } },
        hand: { label: { zh: '手填', en: 'By hand' } },
        bundle: { label: { zh: '含在套餐内', en: 'In the bundle' } },
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
