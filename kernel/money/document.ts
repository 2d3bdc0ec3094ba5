// What does a document come to? The exact sum of its lines, and its taxes by rate.

import { exact } from './exact.ts'
import type { Amounts } from './line.ts'
import { compare, sum } from './sum.ts'

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
