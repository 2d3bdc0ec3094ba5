// What is one line of a quote?
import { object } from '#kernel/object.ts'
import { convertedNames, lineInBase } from '../currencies/lines-in-base.ts'
import { pricedLine } from '../document-line.ts'

export const quoteLine = object('quote_line', {
  label: { zh: '报价明细', en: 'Quote line' },
  plural: { zh: '报价明细', en: 'Quote lines' },
  title: 'description',
  parent: 'quote',
  fields: {
    quote: { kind: 'ref', object: 'quote', label: { zh: '报价单', en: 'Quote' }, required: true },
    ...pricedLine('quote'),
    ...lineInBase('quote'),
    cost: {
      kind: 'money',
      unit_price: true,
      currency: 'quote.currency',
      label: { zh: '单位成本', en: 'Unit cost' },
      read_only: true,
      read: ['manager', 'sales_manager', 'finance'],
    },
  },
  rules: {
    quantity: { if: 'quantity > 0', says: { zh: '数量须大于 0', en: 'The quantity is above 0' } },
  },
  frozen_with_parent: { except: [...convertedNames] },
  allow: [],
})
