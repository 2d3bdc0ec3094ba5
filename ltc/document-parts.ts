// Which parts do the printed documents share: the table of priced lines, its sums, the parties?
import type { Words } from '#kernel/error.ts'
import type { TemplateBlock, TemplateColumn, TemplateFact } from '#kernel/view/document.ts'

/** The same text in both languages: nothing but braces and marks. */
export const same = (text: string): Words => ({ zh: text, en: text })

const exclusive = 'tax_inclusive is empty or not tax_inclusive'

/** The rate of a line, or why it bears none. */
const treated = (zh: string, en: string): Words => {
  const said = '{IF(tax_category is empty, tax_rate, empty)|rate}{tax_category}'
  return { zh: `${zh}${said}`, en: `${en}${said}` }
}

/** Price times quantity must agree with the amount shown, so both are with tax or both without. */
export const pricedTable = (more: { title?: Words; withTax?: boolean } = {}): TemplateBlock => {
  const taxed: readonly TemplateColumn[] = more.withTax
    ? [{ label: { zh: '税额', en: 'Tax amount' }, value: same('{tax}'), align: 'right' }]
    : []
  return {
    kind: 'table',
    of: 'lines',
    ...(more.title ? { title: more.title } : {}),
    columns: [
      { label: same('#'), value: same('{#}') },
      {
        label: { zh: '产品与说明', en: 'Product' },
        value: same('{product.number} {product.name}'),
        note: same('{IF(description = product.name, "", description)}'),
        wide: true,
      },
      {
        label: { zh: '数量', en: 'Quantity' },
        value: same('{quantity} {product.unit}'),
        align: 'right',
      },
      {
        label: { zh: '未税单价', en: 'Unit price' },
        value: same('{unit_price}'),
        align: 'right',
        if: exclusive,
      },
      {
        label: { zh: '含税单价', en: 'Price with tax' },
        value: same('{unit_price}'),
        align: 'right',
        if: 'tax_inclusive',
      },
      {
        label: { zh: '折扣', en: 'Discount' },
        value: same('{discount_percent}'),
        align: 'right',
        if: 'ANY(lines.discount_percent != 0)',
      },
      { label: { zh: '未税小计', en: 'Net' }, value: same('{net}'), align: 'right', if: exclusive },
      { label: { zh: '税率', en: 'Tax' }, value: treated('', ''), align: 'right' },
      ...taxed,
      {
        label: { zh: '含税小计', en: 'Gross' },
        value: same('{gross}'),
        align: 'right',
        if: 'tax_inclusive',
      },
    ],
  }
}

/** Net, the tax of each rate and of each reason for none (T6), and what is to be paid; renminbi also in capitals. */
export const pricedTotals = (gross: string, strong: Words): TemplateBlock => ({
  kind: 'totals',
  rows: [
    { label: { zh: '未税合计', en: 'Net' }, value: same('{net}') },
    {
      label: treated('税额 ', 'Tax '),
      value: same('{tax}'),
      each: {
        of: 'lines',
        by: 'IF(tax_category is empty, TEXT(tax_rate, "0.000000"), TEXT(tax_category))',
        sum: 'tax',
      },
    },
    { label: strong, value: same(`{${gross}}`), strong: true },
  ],
  capital: gross,
})

/** Whom the paper is addressed to. */
export const addressee: readonly TemplateFact[] = [
  { label: { zh: '致', en: 'To' }, value: same('{account.name}'), strong: true },
  { label: { zh: '地址', en: 'Address' }, value: same('{account.address}') },
]

export const draftMark = (stages: string) => ({
  if: `stage in (${stages})`,
  says: { zh: '草稿', en: 'Draft' },
})
