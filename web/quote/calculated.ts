// What does a quote come to while it is being written, line by line and as a whole? By the same law as the server.
import { Problems } from '#kernel/error.ts'
import type { ProblemCode } from '#kernel/error.ts'
import { documentTotals } from '#kernel/money/document.ts'
import type { Totals } from '#kernel/money/document.ts'
import { exact } from '#kernel/money/exact.ts'
import { checkLine, lineAmounts } from '#kernel/money/line.ts'
import type { Amounts } from '#kernel/money/line.ts'
import { amount, round } from '#kernel/money/round.ts'
import { sum } from '#kernel/money/sum.ts'
import { blockAt } from './blocks.ts'
import { isAsking, isEmpty, listPrice } from './draft-line.ts'
import type { DraftLine, Fill, Head, ProductFacts } from './draft-line.ts'

export interface LineResult {
  readonly amounts: Amounts | null
  /** Of the net, in percent with one decimal; null where the cost is not known. */
  readonly margin: string | null
  /** On the line of a bundle what it comes to with all that counts under it, where that is more. */
  readonly block?: string | null
  readonly problems: Readonly<
    Partial<Record<Fill, ProblemCode | 'price_missing' | 'above_zero' | 'no_product'>>
  >
}

export interface Result {
  readonly lines: readonly LineResult[]
  /** Of the lines that can be calculated. */
  readonly totals: Totals
  /** What is offered besides and in no total, without tax; null where nothing is. */
  readonly options: string | null
  /** What it would be at list prices; null where a line has none, or prices contain tax. */
  readonly list: string | null
  readonly margin: { readonly amount: string; readonly percent: string | null } | null
  readonly wrong: number
}

export function calculated(
  lines: readonly DraftLine[],
  products: ReadonlyMap<string, ProductFacts>,
  head: Head,
): Result {
  const results = lines.map((line): LineResult =>
    isEmpty(line)
      ? { amounts: null, margin: null, problems: {} }
      : lineResult(line, products.get(line.product ?? ''), head),
  )
  const counts = (at: number): boolean => results[at]!.amounts !== null && !lines[at]!.optional
  const priced = results.flatMap((one, at) =>
    one.amounts && counts(at)
      ? [
          {
            ...one.amounts,
            tax_rate: numberOr(lines[at]!.tax_rate),
            tax_category: lines[at]!.tax_category || null,
          },
        ]
      : [],
  )
  const totals = documentTotals(priced, head.currency)
  const whole = lines.filter((_, at) => counts(at))
  return {
    lines: results.map((one, at) => ({
      ...one,
      ...blockResult(lines, results, { at, products, head }),
    })),
    totals,
    options: optionsOf(lines, results, head),
    list: head.tax_inclusive ? null : atList(whole, products, head),
    margin: marginOf(whole, products, head, totals.net),
    wrong: results.reduce((n, one) => n + Object.keys(one.problems).length, 0),
  }
}

/** A bundle is judged as a whole: by itself it has the price of all, and the cost of nothing. */
function blockResult(
  lines: readonly DraftLine[],
  results: readonly LineResult[],
  { at, products, head }: { at: number; products: ReadonlyMap<string, ProductFacts>; head: Head },
): Pick<LineResult, 'margin' | 'block'> | undefined {
  const line = lines[at]!
  if (line.price_by === 'bundle') return { margin: null }
  if (line.bundle || line.optional || !lines[at + 1]?.bundle) return undefined
  const parts = blockAt(lines, at).filter((one) => !lines[one]!.optional)
  if (parts.some((one) => !results[one]!.amounts)) return { margin: null }
  const amounts = (field: 'net' | 'gross') =>
    sum(
      parts.map((one) => results[one]!.amounts![field]),
      head.currency,
    )
  const costs = parts.map((one) =>
    costOf(lines[one]!, products.get(lines[one]!.product ?? ''), head),
  )
  const cost = costs.includes(null)
    ? null
    : costs.reduce((total, one) => total.plus(one!), exact('0')).toFixed()
  const shown = head.tax_inclusive ? 'gross' : 'net'
  const whole = amounts(shown)
  return {
    margin: marginPercent(amounts('net'), cost),
    block: whole === results[at]!.amounts![shown] ? null : whole,
  }
}

function optionsOf(
  lines: readonly DraftLine[],
  results: readonly LineResult[],
  head: Head,
): string | null {
  const nets = results.flatMap((one, at) =>
    one.amounts && lines[at]!.optional
      ? [head.tax_inclusive ? one.amounts.gross : one.amounts.net]
      : [],
  )
  return nets.length ? sum(nets, head.currency) : null
}

const numberOr = (value: string): string => (/^\d+(\.\d+)?$/.test(value) ? value : '0')

function lineResult(line: DraftLine, product: ProductFacts | undefined, head: Head): LineResult {
  const problems: Record<string, ProblemCode | 'price_missing' | 'above_zero' | 'no_product'> = {}
  if (line.wanted) problems.product = 'no_product'
  const unit_price =
    line.unit_price || listPrice(product, line.tax_rate || product?.tax_rate || '0', head)
  const priced = {
    quantity: line.quantity || '1',
    unit_price: unit_price ?? '0',
    discount_percent: line.discount_percent || '0',
    tax_rate: line.tax_rate || product?.tax_rate || '0',
  }
  const found = new Problems()
  checkLine(priced, 'l', found)
  for (const one of found.list) problems[one.path.slice(2)] = one.code
  // One thing at a time: with its product the price comes, from a list that only the server knows.
  if (unit_price === null && !line.wanted && !(head.listed && isAsking(line)))
    problems.unit_price = 'price_missing'
  if (!problems.quantity && !exact(priced.quantity).greaterThan('0'))
    problems.quantity = 'above_zero'
  if (!problems.unit_price && exact(priced.unit_price).isNegative())
    problems.unit_price = 'too-small'
  const calculable =
    unit_price !== null &&
    !['quantity', 'unit_price', 'discount_percent', 'tax_rate'].some((name) => problems[name])
  const amounts = calculable ? lineAmounts(priced, head) : null
  return {
    amounts,
    margin: amounts && marginPercent(amounts.net, costOf(line, product, head)),
    problems,
  }
}

/** Cost of the whole line, unrounded; null where it is not known or in another currency. */
function costOf(line: DraftLine, product: ProductFacts | undefined, head: Head): string | null {
  if (!product?.cost || product.currency !== head.currency) return null
  return exact(round(product.cost, 6))
    .times(line.quantity || '1')
    .toFixed()
}

function marginPercent(net: string, cost: string | null): string | null {
  if (cost === null || !exact(net).greaterThan('0')) return null
  return round(exact(net).minus(cost).dividedBy(net).times('100'), 1)
}

function marginOf(
  lines: readonly DraftLine[],
  products: ReadonlyMap<string, ProductFacts>,
  head: Head,
  net: string,
): Result['margin'] {
  const costs = lines.map((line) => costOf(line, products.get(line.product ?? ''), head))
  // Half a margin would be a wrong one.
  if (!lines.length || costs.some((cost) => cost === null)) return null
  const cost = amount(
    costs.reduce((total, one) => total.plus(one!), exact('0')),
    head.currency,
  )
  const margin = exact(net).minus(cost)
  return {
    amount: amount(margin, head.currency),
    percent: exact(net).greaterThan('0') ? round(margin.dividedBy(net).times('100'), 1) : null,
  }
}

function atList(
  lines: readonly DraftLine[],
  products: ReadonlyMap<string, ProductFacts>,
  head: Head,
): string | null {
  let total = exact('0')
  for (const line of lines) {
    if (line.price_by === 'bundle') continue
    const price = listPrice(products.get(line.product ?? ''), line.tax_rate, head)
    if (price === null) return null
    total = total.plus(amount(exact(line.quantity || '1').times(price), head.currency))
  }
  return lines.length ? amount(total, head.currency) : null
}
