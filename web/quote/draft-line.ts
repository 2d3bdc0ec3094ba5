// What is a line of a quote while it is being written?
import type { Words } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { plainNumber } from '#web/fields/plain-number.ts'

export interface ProductFacts {
  readonly id: string
  readonly name: string
  readonly number: string | null
  readonly unit: string | null
  readonly list_price: string | null
  readonly currency: string | null
  readonly tax_rate: string | null
  readonly tax_category?: string | null
  /** Absent where the reader may not know it. */
  readonly cost?: string | null
  /** It has components that are chosen. */
  readonly is_bundle?: boolean
}

/** All as text, as it was typed; `key` stays while the line is moved, saved and given an id. */
export interface DraftLine {
  readonly key: string
  readonly id: string | null
  readonly product: string | null
  /** What was typed or pasted for the product, as long as none is chosen. */
  readonly wanted: string
  readonly description: string
  readonly quantity: string
  readonly unit_price: string
  readonly discount_percent: string
  readonly tax_rate: string
  /** Why there is no tax; empty = taxed at the rate. */
  readonly tax_category: string
  /** Where the price came from: `list`, `product` or `hand`; empty while the server has not said. */
  readonly price_by: string
  readonly price_list: string | null
  /** As the server said of what was saved last. */
  readonly below_floor: boolean
  /** The product of the bundle below whose line it stands. */
  readonly bundle: string | null
  /** Offered with its price, and in no sum. */
  readonly optional: boolean
  /** How it fits, in names of products and groups, as the server said of what was saved last. */
  readonly fit: Fit
}
export const fitNames = ['missing', 'excess', 'clashes', 'advised'] as const
export type Fit = Readonly<Partial<Record<(typeof fitNames)[number], string>>>
export type Fill =
  'product' | 'description' | 'quantity' | 'unit_price' | 'discount_percent' | 'tax_rate'

/** What holds for the whole document. */
export interface Head {
  readonly currency: string
  readonly tax_inclusive: boolean
  /** What may stand in the place of a rate, by name. */
  readonly untaxed?: Readonly<Record<string, Words>>
  /** Is there a price list in this currency? Then the server may know a price where the product has none. */
  readonly listed?: boolean
  /** What the price lists are called that lines have their price from. */
  readonly lists?: Readonly<Record<string, string>>
}

let made = 0
export const emptyLine = (): DraftLine => ({
  key: `n${(made += 1)}`,
  id: null,
  product: null,
  wanted: '',
  description: '',
  quantity: '1',
  unit_price: '',
  discount_percent: '0',
  tax_rate: '',
  tax_category: '',
  price_by: '',
  price_list: null,
  below_floor: false,
  bundle: null,
  optional: false,
  fit: {},
})

/** Nothing was put in yet. */
export const isEmpty = (line: DraftLine): boolean =>
  !line.product && !line.wanted && !line.description.trim() && !line.unit_price

const text = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value)
/** "12.000000" → "12"; what is no number stays as it is. */
const short = (value: unknown): string => {
  const plain = text(value)
  return /^-?\d+(\.\d+)?$/.test(plain) ? exact(plain).toFixed() : plain
}

export const draftOf = (row: Row): DraftLine => ({
  key: row.id,
  id: row.id,
  product: typeof row.product === 'string' ? row.product : null,
  wanted: '',
  description: text(row.description),
  quantity: short(row.quantity),
  unit_price: short(row.unit_price),
  discount_percent: short(row.discount_percent),
  tax_rate: short(row.tax_rate),
  tax_category: text(row.tax_category),
  ...pricedBy(row),
  bundle: typeof row.bundle === 'string' ? row.bundle : null,
  optional: row.optional === true,
})

/** What the server alone says of a line. */
const pricedBy = (
  row: Row,
): Pick<DraftLine, 'price_by' | 'price_list' | 'below_floor' | 'fit'> => ({
  price_by: text(row.price_by),
  price_list: typeof row.price_list === 'string' ? row.price_list : null,
  below_floor: row.below_floor === true,
  fit: Object.fromEntries(
    fitNames.flatMap((name) => (typeof row[name] === 'string' ? [[name, row[name]]] : [])),
  ),
})

/** It has its price from a list, its product or its bundle, and gets another one with another quantity. */
const isProposed = (line: DraftLine): boolean =>
  line.price_by === 'list' || line.price_by === 'product' || line.price_by === 'bundle'

/** It waits for its price. */
export const isAsking = (line: DraftLine): boolean => line.product !== null && !line.unit_price

/**
 * As the server takes it; what is empty is left to it. A proposed price is not sent: it would come back as one written by
 * hand. `stored`: the line as it lies there, so that a price which a person had written is proposed again.
 */
export const sentOf = (line: DraftLine, stored?: Row): Values => ({
  ...(line.id ? { id: line.id } : {}),
  product: line.product,
  description: line.description.trim() || null,
  quantity: line.quantity || '1',
  ...priceSent(line, stored),
  discount_percent: line.discount_percent || '0',
  ...(line.tax_rate ? { tax_rate: line.tax_rate } : {}),
  tax_category: line.tax_category || null,
  bundle: line.bundle,
  optional: line.optional,
})

function priceSent(line: DraftLine, stored: Row | undefined): Values {
  if (!line.unit_price) return { unit_price: null }
  if (!isProposed(line)) return { unit_price: line.unit_price }
  return stored?.price_by === 'hand' ? { unit_price: null } : {}
}

/** List prices are without tax and in the product's currency, as on the server. */
export function listPrice(
  product: ProductFacts | undefined,
  tax_rate: string,
  head: Head,
): string | null {
  if (!product?.list_price || product.currency !== head.currency) return null
  if (!head.tax_inclusive) return exact(product.list_price).toFixed()
  return exact(product.list_price)
    .times(exact('1').plus(tax_rate || '0'))
    .toDecimalPlaces(6)
    .toFixed()
}

/** A chosen product brings its tax rate, and its price as the lists have it, for which the server is asked; the words only where they were the other product's. */
export function withProduct(
  line: DraftLine,
  product: ProductFacts,
  before?: ProductFacts,
): DraftLine {
  const tax_category = product.tax_category ?? ''
  const tax_rate = tax_category ? '0' : short(product.tax_rate) || '0'
  const own = line.description && line.description !== before?.name
  return {
    ...line,
    product: product.id,
    wanted: '',
    description: own ? line.description : '',
    tax_rate,
    tax_category,
    unit_price: '',
    price_by: '',
    price_list: null,
  }
}

/** What was typed or pasted into a cell. Numbers may carry commas, ¥, % and full-width digits. */
export function filled(
  line: DraftLine,
  column: Fill,
  typed: string,
  untaxed: Head['untaxed'] = {},
): DraftLine {
  if (column === 'product') return { ...line, product: null, wanted: typed.trim() }
  if (column === 'description') return { ...line, description: typed.slice(0, 500) }
  const plain = plainNumber(typed.replace(/[%％]\s*$/, ''))
  // People write tax in percent; the model keeps a fraction.
  if (column === 'tax_rate') {
    const why = Object.entries(untaxed).find(([name, words]) =>
      [name, words.zh, words.en].some((one) => one.toLowerCase() === typed.trim().toLowerCase()),
    )
    if (why) return { ...line, tax_rate: '0', tax_category: why[0] }
    return {
      ...line,
      tax_category: '',
      tax_rate: /^\d+(\.\d+)?$/.test(plain) ? exact(plain).dividedBy('100').toFixed() : plain,
    }
  }
  if (column === 'unit_price') return withUnitPrice(line, plain)
  return { ...line, [column]: plain }
}

/** A price written by hand; an emptied one is asked for again, and the same one says nothing. */
export const withUnitPrice = (line: DraftLine, unit_price: string): DraftLine =>
  unit_price === line.unit_price
    ? line
    : { ...line, unit_price, price_by: unit_price ? 'hand' : '', price_list: null }
