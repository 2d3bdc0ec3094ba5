// Which products does the customer have in mind? They fill the first quote.
import { object } from '#kernel/object.ts'

export const opportunityLine = object('opportunity_line', {
  label: { zh: '意向产品', en: 'Product wanted' },
  plural: { zh: '意向产品', en: 'Products wanted' },
  title: 'description',
  parent: 'opportunity',
  row_under: 'bundle',
  fields: {
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    product: { kind: 'ref', object: 'product', label: { zh: '产品', en: 'Product' } },
    bundle: {
      kind: 'ref',
      object: 'product',
      label: { zh: '属于套餐', en: 'Part of' },
      read_only: true,
      quiet: true,
    },
    description: { kind: 'text', label: { zh: '说明', en: 'Description' }, max: 500 },
    quantity: { kind: 'decimal', digits: 6, label: { zh: '数量', en: 'Quantity' }, default: '1' },
    unit_price: {
      kind: 'money',
      unit_price: true,
      currency: 'opportunity.currency',
      label: { zh: '单价', en: 'Unit price' },
      min: '0',
    },
    discount_percent: {
      kind: 'percent',
      label: { zh: '折扣 %', en: 'Discount %' },
      min: '0',
      max: '100',
      default: '0',
    },
  },
  rules: {
    quantity: { if: 'quantity > 0', says: { zh: '数量须大于 0', en: 'The quantity is above 0' } },
  },
  allow: [],
})
