// What does a document come to? The exact sum of its lines, its taxes by rate, and the tail difference.

import { exact } from './exact.ts'
import type { Amounts } from './line.ts'
import { taxOn } from './line.ts'
import { amount } from './round.ts'
import type { Rounding } from './round.ts'
import { compare, isZero, minus, sum } from './sum.ts'

/** A calculated line. Zero-rated, exempt and out of scope differ by `tax_category` and never merge. */
export interface TaxedLine extends Amounts {
  readonly tax_rate?: string | null
  readonly tax_category?: string | null
}

export interface TaxGroup extends Amounts {
  readonly tax_rate: string
  readonly tax_category: string | null
  /** Which lines, by their place. */
  readonly lines: readonly number[]
}

export interface Totals extends Amounts {
  /** In order of rising rate, then category. */
  readonly groups: readonly TaxGroup[]
}

/** The standard: the document is the exact sum of its lines, and so is every tax group. */
export function documentTotals(lines: readonly TaxedLine[], currency: string): Totals {
  const groups = grouped(lines).map(({ at, ...key }) => ({
    ...key,
    ...total(
      at.map((line) => lines[line]!),
      currency,
    ),
    lines: at,
  }))
  return { ...total(lines, currency), groups }
}

export interface GroupRule {
  readonly currency: string
  readonly tax_inclusive?: boolean | null
  readonly rounding?: Rounding
}

export interface GroupedTotals extends Totals {
  /** The lines with the tail difference on the declared line of each group, so that they add up. */
  readonly lines: readonly TaxedLine[]
  /** Tail difference 尾差: tax by group minus Σ line tax, and the line that bears it. */
  readonly tails: readonly { readonly line: number; readonly tax: string }[]
}

/**
 * The other policy: tax once per group. Without tax in prices: tax = round(Σ net × rate); with tax in
 * prices the gross stands and net = round(Σ gross ÷ (1 + rate)). The tail difference, at most half a
 * minor unit per line, lies on the line with the largest amount, the last of equals.
 */
export function groupTotals(lines: readonly TaxedLine[], rule: GroupRule): GroupedTotals {
  const { currency } = rule
  const adjusted = [...lines]
  const tails: { line: number; tax: string }[] = []
  for (const { at, tax_rate } of grouped(lines)) {
    const members = at.map((line) => lines[line]!)
    const tax = groupTax(members, tax_rate, rule)
    const tail = minus(
      tax,
      members.map((line) => line.tax),
      currency,
    )
    if (isZero(tail)) continue
    const bearer = at[declared(members.map((line) => line.gross))]!
    adjusted[bearer] = bearing(lines[bearer]!, tail, rule)
    tails.push({ line: bearer, tax: tail })
  }
  return { ...documentTotals(adjusted, currency), lines: adjusted, tails }
}

function groupTax(lines: readonly TaxedLine[], rate: string, rule: GroupRule): string {
  const { currency, rounding } = rule
  const { net, gross } = total(lines, currency)
  if (!rule.tax_inclusive) return taxOn(net, rate, currency, rounding)
  const without = amount(exact(gross).dividedBy(exact(rate).plus('1')), currency, rounding)
  return minus(gross, [without], currency)
}

function bearing(line: TaxedLine, tail: string, { currency, tax_inclusive }: GroupRule): TaxedLine {
  const tax = sum([line.tax, tail], currency)
  return tax_inclusive
    ? { ...line, tax, net: minus(line.gross, [tax], currency) }
    : { ...line, tax, gross: sum([line.net, tax], currency) }
}

/** The line that bears a residue: the largest amount whatever its sign, the last of equals. */
export const declared = (amounts: readonly string[]): number =>
  amounts.reduce(
    (best, each, line) => (compare(size(each), size(amounts[best]!)) >= 0 ? line : best),
    0,
  )

const size = (value: string): string => exact(value).abs().toFixed()

const total = (lines: readonly Amounts[], currency: string): Amounts => ({
  net: sum(
    lines.map((line) => line.net),
    currency,
  ),
  tax: sum(
    lines.map((line) => line.tax),
    currency,
  ),
  gross: sum(
    lines.map((line) => line.gross),
    currency,
  ),
})

interface Members {
  readonly tax_rate: string
  readonly tax_category: string | null
  readonly at: number[]
}

function grouped(lines: readonly TaxedLine[]): Members[] {
  const groups = new Map<string, Members>()
  lines.forEach((line, at) => {
    // "0.130" and "0.13" are one rate.
    const tax_rate = exact(line.tax_rate ?? '0').toFixed()
    const tax_category = line.tax_category ?? null
    const key = `${tax_rate} ${tax_category ?? ''}`
    const group = groups.get(key)
    if (group) group.at.push(at)
    else groups.set(key, { tax_rate, tax_category, at: [at] })
  })
  return [...groups.values()].sort(
    (a, b) =>
      compare(a.tax_rate, b.tax_rate) || ((a.tax_category ?? '') < (b.tax_category ?? '') ? -1 : 1),
  )
}
