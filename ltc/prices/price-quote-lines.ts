// What does each line of a draft quote cost by the price lists, and which of them keep the price that a person wrote?
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { includedLines } from '../bundles/with-blocks.ts'
import { listPrice, taxOf } from '../document-totals.ts'
import type { Rule } from '../document-totals.ts'
import { named } from '../named.ts'
import { decimal, rows, text, yes } from '../read.ts'
import { bestPrice, inBasis, listsFor } from './best-price.ts'
import type { ListFacts, PriceFacts } from './best-price.ts'

/** What holds for all lines of the quote. */
export interface QuoteHead extends Rule {
  readonly account: string | null
  /** The day whose prices it has. */
  readonly day: string
}

/** What a price list, or else the product, says of a line. */
export interface Proposal {
  readonly unit_price: string
  readonly price_by: 'list' | 'product' | 'bundle'
  readonly price_list: string | null
  readonly floor_price: string | null
}

/** For each line what it costs by the lists; null where neither they nor the product have a price for it. */
export async function proposals(
  ctx: Context,
  head: QuoteHead,
  lines: readonly Values[],
  products: ReadonlyMap<string, Row>,
): Promise<(Proposal | null)[]> {
  const { lists, prices } = await listedPrices(ctx, head, [...products.keys()])
  const included = includedLines(lines)
  return lines.map((line, at) => {
    const product = products.get(text(line, 'product') ?? '')
    if (!product) return null
    if (included[at]) return inBundle
    const { tax_rate } = taxOf(line, product)
    const quantity = decimal({ quantity: text(line, 'quantity') ?? '1' }, 'quantity')
    const found = bestPrice(lists, prices, { product: product.id, quantity, day: head.day })
    if (!found) {
      const unit_price = listPrice(product, tax_rate, head)
      return unit_price === null
        ? null
        : { unit_price, price_by: 'product', price_list: null, floor_price: null }
    }
    const from = lists.find((one) => one.id === found.price_list)!.tax_inclusive
    const here = (price: string): string =>
      inBasis(price, tax_rate, { from, to: head.tax_inclusive })
    return {
      unit_price: here(found.price),
      price_by: 'list',
      price_list: found.price_list,
      floor_price: found.floor_price === null ? null : here(found.floor_price),
    }
  })
}

/** Its price is part of the bundle's, and so is what the bundle may not be sold below. */
const inBundle: Proposal = {
  unit_price: '0',
  price_by: 'bundle',
  price_list: null,
  floor_price: null,
}

interface List extends ListFacts {
  readonly tax_inclusive: boolean
}
interface Price extends PriceFacts {
  readonly price: string
  readonly floor_price: string | null
}

async function listedPrices(
  ctx: Context,
  head: QuoteHead,
  products: readonly string[],
): Promise<{ lists: readonly List[]; prices: readonly Price[] }> {
  if (products.length === 0) return { lists: [], prices: [] }
  const all = await ctx.find('price_list', { currency: head.currency, active: true })
  if (all.length === 0) return { lists: [], prices: [] }
  const account = await named(ctx, { ...head }, 'account', 'account')
  const lists = listsFor(all.map(listOf), {
    own_list: account && text(account, 'price_list'),
    level: account && text(account, 'level'),
    industry: account && text(account, 'industry'),
    currency: head.currency,
    day: head.day,
  })
  if (lists.length === 0) return { lists, prices: [] }
  const found = await ctx.find('price_line', {
    price_list: lists.map((one) => one.id),
    product: products,
  })
  return { lists, prices: found.map(priceOf) }
}

const texts = (row: Row, field: string): string[] =>
  Array.isArray(row[field]) ? (row[field] as string[]) : []

const listOf = (row: Row): List => ({
  id: row.id,
  active: yes(row, 'active'),
  audience: text(row, 'audience') ?? 'everyone',
  levels: texts(row, 'levels'),
  industries: texts(row, 'industries'),
  sequence: Number(row.sequence ?? 0),
  currency: text(row, 'currency') ?? '',
  valid_from: text(row, 'valid_from'),
  valid_until: text(row, 'valid_until'),
  tax_inclusive: yes(row, 'tax_inclusive'),
})

const priceOf = (row: Row): Price => ({
  price_list: text(row, 'price_list') ?? '',
  product: text(row, 'product') ?? '',
  min_quantity: text(row, 'min_quantity'),
  valid_from: text(row, 'valid_from'),
  price: decimal(row, 'price'),
  floor_price: text(row, 'floor_price') === null ? null : decimal(row, 'floor_price'),
})

/**
 * The lines with their prices and where these come from. A price that a person wrote stays. One that was proposed stays,
 * too, until what it depends on is another: product, quantity or tax of the line, account, currency or tax basis of the
 * quote. An emptied price is proposed anew. Beside each line the floor below which it needs approval.
 */
export async function withPrices(
  ctx: Context,
  document: Values,
  head: QuoteHead,
  products: ReadonlyMap<string, Row>,
  before: Row | null,
): Promise<Values[]> {
  const lines = rows(document, 'lines')
  const proposed = await proposals(ctx, head, lines, products)
  const old = new Map(before ? rows(before, 'lines').map((line) => [line.id, line]) : [])
  const moved = before !== null && headParts.some((part) => !same(document, before, part))
  return lines.map((line, at) => {
    const proposal = proposed[at]!
    const priced = { ...line, ...priceOfLine(line, old.get(line.id), proposal, moved) }
    const floor_price = proposal?.floor_price ?? null
    return { ...priced, floor_price, below_floor: isBelow(priced, floor_price) }
  })
}

const headParts = ['account', 'currency', 'tax_inclusive'] as const
const lineParts = ['product', 'quantity', 'tax_rate', 'tax_category'] as const
const numbers = new Set<string>(['quantity', 'tax_rate', 'unit_price'])

/** Empty is 0 of a number, and no of a yes or no: what was never said has not changed. */
function same(one: Values, other: Values, field: string): boolean {
  if (numbers.has(field)) return decimal(one, field) === decimal(other, field)
  const [a, b] = [one[field] ?? null, other[field] ?? null]
  return a === b || (a || null) === (b || null)
}

type Priced = Pick<Proposal, 'unit_price' | 'price_list'> & { readonly price_by: string }

const none: Values = { unit_price: null, price_by: null, price_list: null }

/** What the write means for the price of a line; nothing where there is none to be had: then it is missing. */
function priceOfLine(
  line: Values,
  was: Values | undefined,
  proposal: Proposal | null,
  moved: boolean,
): Priced | Values {
  const given = text(line, 'unit_price')
  const kept = (by: string, list: string | null): Priced => ({
    unit_price: decimal(line, 'unit_price'),
    price_by: by,
    price_list: list,
  })
  const fresh = proposal && {
    unit_price: proposal.unit_price,
    price_by: proposal.price_by,
    price_list: proposal.price_list,
  }
  if (given === null) return fresh ?? none
  if (was && !same(line, was, 'unit_price')) return kept('hand', null)
  const by = text(line, 'price_by') ?? 'hand'
  if (by === 'hand') return kept('hand', null)
  // With more or fewer of the bundle it is included, or no longer is.
  if (fresh && fresh.price_by === 'bundle' && by !== 'bundle') return fresh
  if (by === 'bundle' && fresh?.price_by !== 'bundle') return fresh ?? none
  const other = was && !same(line, was, 'product')
  if (was && (moved || lineParts.some((part) => !same(line, was, part)))) {
    if (fresh) return fresh
    // The price of another product is none of this one.
    return other ? none : kept('hand', null)
  }
  return kept(by, text(line, 'price_list'))
}

/** Is what the customer would pay for one, discount taken off, less than the floor? Null where there is no floor. */
function isBelow(line: Values, floor: string | null): boolean | null {
  if (floor === null || text(line, 'unit_price') === null) return null
  const kept = exact('100').minus(decimal(line, 'discount_percent'))
  return exact(decimal(line, 'unit_price')).times(kept).lessThan(exact(floor).times('100'))
}
