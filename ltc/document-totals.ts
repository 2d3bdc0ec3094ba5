// What does a document with priced lines come to? Defaults from the product, then net, tax and gross.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { exact } from '#kernel/money/exact.ts'
import { checkLine, lineAmounts } from '#kernel/money/line.ts'
import type { Amounts } from '#kernel/money/line.ts'
import type { Row, Values } from '#kernel/object.ts'
import { inBasis } from './prices/best-price.ts'
import { decimal, rows, text, yes } from './read.ts'

export interface PricedLine extends Amounts {
  readonly product: string | null
  readonly quantity: string
  readonly unit_price: string
  readonly discount_percent: string
  readonly tax_rate: string
  readonly tax_category: string | null
  readonly [field: string]: unknown
}

export interface Priced extends Amounts {
  readonly lines: readonly PricedLine[]
}

/**
 * The lines with what they leave out (text, price and tax rate of the product, as `productsOf` found them) and their
 * amounts, and the sums. Whatever amounts came in are calculated anew. Refuses with every line that can't be calculated.
 */
export function priced(
  document: Values,
  products: ReadonlyMap<string, Row>,
  currency: string,
): Priced {
  const given = rows(document, 'lines')
  const tax_inclusive = yes(document, 'tax_inclusive')
  const problems = new Problems()
  const filled = given.map((line, at) => {
    const product = products.get(text(line, 'product') ?? '')
    const whole = completed(line, product, { currency, tax_inclusive })
    const { unit_price } = whole
    if (unit_price === null) {
      problems.add(`lines[${at}].unit_price`, 'required')
      return { ...whole, unit_price: '0' }
    }
    checkLine({ ...whole, unit_price }, `lines[${at}]`, problems)
    if (whole.tax_category !== null && !exact(whole.tax_rate).isZero())
      problems.add(`lines[${at}].tax_rate`, 'rule', { says: untaxed })
    return { ...whole, unit_price }
  })
  problems.done()
  const lines = filled.map((line) => ({
    ...line,
    ...lineAmounts(line, { currency, tax_inclusive }),
  }))
  const { net, tax, gross } = documentTotals(lines, currency)
  return { lines, net, tax, gross }
}

const untaxed = {
  zh: '零税率、免税、不征税与购买方缴税的税率须为 0',
  en: 'must be 0 where the line is zero-rated, exempt, not taxable or under reverse charge',
}

export interface Rule {
  readonly currency: string
  readonly tax_inclusive: boolean
}

function completed(line: Values, product: Row | undefined, rule: Rule) {
  const { tax_rate, tax_category } = taxOf(line, product)
  return {
    ...line,
    product: text(line, 'product'),
    description: text(line, 'description') ?? (product ? text(product, 'name') : null),
    quantity: exact(text(line, 'quantity') ?? '1').toFixed(),
    unit_price: text(line, 'unit_price') ?? listPrice(product, tax_rate, rule),
    discount_percent: decimal(line, 'discount_percent'),
    tax_rate,
    tax_category,
  }
}

/** What the line says comes first; a rate above 0 that it gives is taxed, whatever the product is otherwise. */
export function taxOf(line: Values, product: Row | undefined) {
  const rate = text(line, 'tax_rate')
  const said = text(line, 'tax_category')
  const taxed = rate !== null && isAboveZero(rate)
  const tax_category = said ?? (product && !taxed ? text(product, 'tax_category') : null)
  const standard = product && tax_category === null ? decimal(product, 'tax_rate') : '0'
  return { tax_rate: rate ?? standard, tax_category }
}

const isAboveZero = (rate: string): boolean => /^\d+(\.\d+)?$/.test(rate) && !exact(rate).isZero()

/** List prices are without tax and in the product's currency; in another currency there is none. */
export function listPrice(product: Row | undefined, tax_rate: string, rule: Rule): string | null {
  const price = product && text(product, 'list_price')
  if (!price || text(product, 'currency') !== rule.currency) return null
  return inBasis(price, tax_rate, { from: false, to: rule.tax_inclusive })
}

export async function productsOf(
  ctx: Context,
  lines: readonly Values[],
): Promise<Map<string, Row>> {
  const ids = [...new Set(lines.flatMap((line) => text(line, 'product') ?? []))]
  if (ids.length === 0) return new Map()
  return new Map((await ctx.find('product', { id: ids })).map((row) => [row.id, row]))
}
