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

interface Priced {
  readonly title?: Words
  readonly withTax?: boolean
  /** Lines of components stand under their bundle; those of which the price is in the bundle's say so. */
  readonly blocks?: boolean
  /** Those that count, or those that are only offered; absent where there is no such difference. */
  readonly which?: 'counting' | 'options'
}

/** Of a component that has no price of its own nothing is shown but that it is in it. */
const isIn = 'bundle is not empty and unit_price = 0'
const priceOr = (blocks: boolean): Words => {
  if (!blocks) return same('{unit_price}')
  const said = (word: string): string =>
    `{IF(${isIn}, empty, unit_price)|price}{IF(${isIn}, "${word}", "")}`
  return { zh: said('含'), en: said('included') }
}
const worth = (field: 'net' | 'gross', { blocks, which }: Priced): Words =>
  same(
    which === 'options'
      ? `{offer_${field}}`
      : blocks
        ? `{IF(${isIn}, empty, ${field})|amount}`
        : `{${field}}`,
  )

const described = '{IF(description = product.name, "", description)}'
const notes = ({ which }: Priced): Words => {
  const whole = (said: string): string =>
    which === 'options'
      ? `${described} {IF(bundle is empty, "", "${said}")}{bundle.name}`
      : which === 'counting'
        ? `${described} {IF(${hasMore}, "${said}", "")}{IF(${hasMore}, block_net, empty)|amount}`
        : described
  return which === 'options'
    ? { zh: whole('用于 '), en: whole('for ') }
    : { zh: whole('套餐未税小计 '), en: whole('bundle net ') }
}
/** The bundle comes to more than its own line. */
const hasMore = 'block_net is not empty and block_net != net'
export const counting = 'optional is empty or not optional'
const wheres = { counting, options: 'optional' } as const

/** Price times quantity must agree with the amount shown, so both are with tax or both without. */
export const pricedTable = (more: Priced = {}): TemplateBlock => {
  const blocks = more.blocks === true
  const taxed: readonly TemplateColumn[] = more.withTax
    ? [{ label: { zh: '税额', en: 'Tax amount' }, value: same('{tax}'), align: 'right' }]
    : []
  return {
    kind: 'table',
    of: 'lines',
    ...(more.title ? { title: more.title } : {}),
    ...(more.which ? { where: wheres[more.which] } : {}),
    ...(more.blocks ? { under: 'bundle is not empty' } : {}),
    columns: [
      { label: same('#'), value: same('{#}') },
      {
        label: { zh: '产品与说明', en: 'Product' },
        value: same('{product.number} {product.name}'),
        note: notes(more),
        wide: true,
      },
      {
        label: { zh: '数量', en: 'Quantity' },
        value: same('{quantity} {product.unit}'),
        align: 'right',
      },
      {
        label: { zh: '未税单价', en: 'Unit price' },
        value: priceOr(blocks),
        align: 'right',
        if: exclusive,
      },
      {
        label: { zh: '含税单价', en: 'Price with tax' },
        value: priceOr(blocks),
        align: 'right',
        if: 'tax_inclusive',
      },
      {
        label: { zh: '折扣', en: 'Discount' },
        value: same(
          blocks ? `{IF(${isIn}, empty, discount_percent)|percent}` : '{discount_percent}',
        ),
        align: 'right',
        if: 'ANY(lines.discount_percent != 0)',
      },
      {
        label: { zh: '未税小计', en: 'Net' },
        value: worth('net', more),
        align: 'right',
        if: exclusive,
      },
      { label: { zh: '税率', en: 'Tax' }, value: treated('', ''), align: 'right' },
      ...taxed,
      {
        label: { zh: '含税小计', en: 'Gross' },
        value: worth('gross', more),
        align: 'right',
        if: 'tax_inclusive',
      },
    ],
  }
}

/** Net, the tax of each rate and of each reason for none (T6), and what is to be paid; renminbi also in capitals. */
export const pricedTotals = (gross: string, strong: Words, where?: string): TemplateBlock => ({
  kind: 'totals',
  rows: [
    { label: { zh: '不含税金额', en: 'Net' }, value: same('{net}') },
    {
      label: treated('税额 ', 'Tax '),
      value: same('{tax}'),
      each: {
        of: 'lines',
        by: 'IF(tax_category is empty, TEXT(tax_rate, "0.000000"), TEXT(tax_category))',
        sum: 'tax',
        ...(where ? { where } : {}),
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
