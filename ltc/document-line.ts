// Which fields does a priced line have, on a quote, a contract and an invoice alike?
import type { FieldDef } from '#kernel/field.ts'
import { taxCategory } from './tax-category.ts'

/** `document` is the name of the reference to the document, whose currency the amounts have. */
export function pricedLine(document: string) {
  const currency = `${document}.currency`
  return {
    product: { kind: 'ref', object: 'product', label: { zh: '产品', en: 'Product' } },
    description: { kind: 'text', label: { zh: '说明', en: 'Description' }, max: 500 },
    quantity: {
      kind: 'decimal',
      label: { zh: '数量', en: 'Quantity' },
      digits: 6,
      default: '1',
    },
    unit_price: {
      kind: 'money',
      currency,
      unit_price: true,
      label: { zh: '单价', en: 'Unit price' },
      help: { zh: '默认取产品标价', en: 'The list price unless given' },
      min: '0',
    },
    discount_percent: {
      kind: 'percent',
      label: { zh: '折扣 %', en: 'Discount %' },
      digits: 4,
      min: '0',
      max: '100',
      default: '0',
    },
    tax_rate: {
      kind: 'decimal',
      label: { zh: '税率', en: 'Tax rate' },
      help: { zh: '文件和 API 中 0.13 即 13%', en: 'In files and the API 0.13 is 13%' },
      digits: 6,
      fraction: true,
      min: '0',
      max: '1',
    },
    tax_category: taxCategory,
    net: { kind: 'money', currency, label: { zh: '不含税金额', en: 'Net' }, read_only: true },
    tax: { kind: 'money', currency, label: { zh: '税额', en: 'Tax' }, read_only: true },
    gross: { kind: 'money', currency, label: { zh: '价税合计', en: 'Gross' }, read_only: true },
  } as const satisfies Record<string, FieldDef>
}

/** The totals that a document has of such lines. */
export const totals = {
  tax_inclusive: {
    kind: 'yes_no',
    label: { zh: '单价含税', en: 'Prices include tax' },
    default: 'false',
  },
  net: {
    kind: 'money',
    currency: 'currency',
    label: { zh: '不含税金额', en: 'Net' },
    read_only: true,
  },
  tax: { kind: 'money', currency: 'currency', label: { zh: '税额', en: 'Tax' }, read_only: true },
} as const satisfies Record<string, FieldDef>
