// Which columns has the grid of a quote, which of them are filled in, and what do they say as text?
import type { Meta } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, number, percent, price } from '#kernel/money/written.ts'
import { textWidth } from '#web/parts/text-width.ts'
import { say } from '#web/words.ts'
import { listPrice } from './draft-line.ts'
import type { LineResult } from './calculated.ts'
import type { DraftLine, Fill, Head, ProductFacts } from './draft-line.ts'
import { words } from './words.ts'

export type ColumnName = Fill | 'unit' | 'price_from' | 'net' | 'margin'

export interface Column {
  readonly name: ColumnName
  readonly label: Words
  readonly width: number
  readonly right: boolean
  readonly fill: Fill | null
}

const fills = new Set<ColumnName>([
  'product',
  'description',
  'quantity',
  'unit_price',
  'discount_percent',
  'tax_rate',
])

/** At least so wide is the product, which stays in sight; what is left over is its as well. */
const productWidth = 180

/** The margin only where the reader may know costs. */
export function columnsOf(meta: Meta, head: Head): Column[] {
  const one = (
    name: ColumnName,
    width: number,
    right = true,
    label: Words = words[name],
  ): Column => ({ name, label, width, right, fill: fills.has(name) ? (name as Fill) : null })
  return [
    one('product', productWidth, false),
    one('description', 80, false),
    one('quantity', 52),
    one('unit', 40, false),
    one('discount_percent', 54),
    one('unit_price', 94, true, head.tax_inclusive ? words.unit_price_gross : words.unit_price),
    ...(meta.objects.quote_line?.fields.price_list ? [one('price_from', 88, false)] : []),
    one('tax_rate', 54),
    one('net', 108),
    ...(meta.objects.product?.fields.cost ? [one('margin', 56)] : []),
  ]
}

/** The padding of a cell at both sides, and its line. */
const padding = 20

/** Columns of figures that are as wide as the longest of them: one that is cut would be another figure. */
export const fitted = (
  columns: readonly Column[],
  lines: readonly DraftLine[],
  products: ReadonlyMap<string, ProductFacts>,
  results: readonly (LineResult | undefined)[],
  head: Head,
): Column[] =>
  columns.map((column) => {
    if (!column.right) return column
    const widest = lines.reduce((most, line, at) => {
      const text = shownText(column.name, line, products.get(line.product ?? ''), results[at], head)
      const below = column.name === 'net' ? blockText(results[at], head) : ''
      return Math.max(most, textWidth(text, 13), textWidth(below, 12))
    }, 0)
    return { ...column, width: Math.max(column.width, Math.ceil(widest) + padding) }
  })

/** What a bundle comes to with all under it; it stands below the net of its line. */
export const blockText = (result: LineResult | undefined, head: Head): string =>
  result?.block ? say(words.block_total, { amount: money(result.block, head.currency) }) : ''

/** As it is shown; amounts with the digits of the currency. */
export function shownText(
  column: ColumnName,
  line: DraftLine,
  product: ProductFacts | undefined,
  result: LineResult | undefined,
  head: Head,
): string {
  switch (column) {
    case 'product':
      return product?.name ?? line.wanted
    case 'description':
      return line.description
    case 'quantity':
      return number(line.quantity)
    case 'unit':
      return product?.unit ?? ''
    case 'unit_price':
      return priceOf(line, product, head)
    case 'price_from':
      return fromOf(line, head)
    case 'discount_percent':
      return number(line.discount_percent)
    case 'tax_rate':
      return taxOf(line, head)
    case 'net':
      return result?.amounts ? money(result.amounts.net, head.currency) : ''
    case 'margin':
      return result?.margin ? percent(result.margin, 1) : ''
  }
}

/** As it is typed and copied: plain, so that Excel reads a number. */
export function plainText(
  column: ColumnName,
  line: DraftLine,
  product: ProductFacts | undefined,
  result: LineResult | undefined,
  head: Head,
): string {
  switch (column) {
    case 'quantity':
    case 'unit_price':
    case 'discount_percent':
      return line[column]
    case 'tax_rate':
      return taxOf(line, head)
    case 'net':
      return result?.amounts?.net ?? ''
    case 'margin':
      return result?.margin ?? ''
    default:
      return shownText(column, line, product, result, head)
  }
}

/** Until the server has said the price, that of the product stands there. */
function priceOf(line: DraftLine, product: ProductFacts | undefined, head: Head): string {
  const shown =
    line.unit_price || listPrice(product, line.tax_rate || product?.tax_rate || '0', head)
  return shown ? price(shown, head.currency) : ''
}

/** Which list, or who, the price is from. */
const fromOf = (line: DraftLine, head: Head): string =>
  line.price_by === 'list'
    ? (head.lists?.[line.price_list ?? ''] ?? say(words.by_list))
    : line.price_by === 'product'
      ? say(words.by_product)
      : line.price_by === 'bundle'
        ? say(words.by_bundle)
        : line.price_by === 'hand'
          ? say(words.by_hand)
          : ''

/** The rate in percent, or why there is none. */
const taxOf = ({ tax_rate, tax_category }: DraftLine, head: Head): string => {
  const why = tax_category ? head.untaxed?.[tax_category] : undefined
  return why ? say(why) : percentOf(tax_rate)
}

const percentOf = (rate: string): string =>
  /^\d+(\.\d+)?$/.test(rate) ? exact(rate).times('100').toFixed() : rate

/** What may be written in the place of a tax rate, by name. */
export function untaxedOf(meta: Meta): Readonly<Record<string, Words>> {
  const field = meta.objects.quote_line?.fields.tax_category
  return field?.kind === 'choice'
    ? Object.fromEntries(
        Object.entries(field.choices).flatMap(([name, choice]) =>
          choice && !choice.retired ? [[name, choice.label]] : [],
        ),
      )
    : {}
}
