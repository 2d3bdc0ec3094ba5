// How do the lines of a quote, contract or invoice become a table and its totals?

import { digits } from '#kernel/money/currency.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare } from '#kernel/money/sum.ts'
import { uppercaseRmb } from '#kernel/money/uppercase.ts'
import { currencyName, figure, percent, percentOf, price, quantity } from './figures.ts'
import type { Cell, Column, Language, Table, Totals } from './model.ts'
import { speaker } from './words.ts'

type Maybe = string | null | undefined

/** A line as the API gives it, with the referenced product instead of its id. */
export interface LineData {
  readonly product?: { name?: Maybe; number?: Maybe; unit?: Maybe } | null
  readonly description?: Maybe
  readonly quantity?: Maybe
  readonly unit_price?: Maybe
  readonly discount_percent?: Maybe
  readonly tax_rate?: Maybe
  readonly net?: Maybe
  readonly tax?: Maybe
  readonly gross?: Maybe
}

/** What the lines of one document have in common. */
export interface LinesRule {
  readonly language: Language
  readonly currency: string
  readonly tax_inclusive?: boolean | null | undefined
}

interface Part {
  readonly column: Column
  readonly cell: (line: LineData, at: number) => Cell
}

/** The table of lines. `with_tax` adds the tax of each line; a discount column comes only when used. */
export function lineTable(
  lines: readonly LineData[],
  rule: LinesRule,
  more: { title?: string; with_tax?: boolean } = {},
): Table {
  const say = speaker(rule.language)
  const { currency, tax_inclusive } = rule
  const right = (label: string, cell: Part['cell']): Part => ({
    column: { label, align: 'right' },
    cell,
  })
  const parts: Part[] = [
    { column: { label: '#', align: 'left' }, cell: (_, at) => String(at + 1) },
    { column: { label: say('product'), align: 'left', wide: true }, cell: named },
    right(say('quantity'), (line) =>
      [quantity(line.quantity), line.product?.unit].filter(Boolean).join(' '),
    ),
    right(say(tax_inclusive ? 'price_with_tax' : 'price'), (line) =>
      price(line.unit_price, currency),
    ),
  ]
  if (lines.some((line) => line.discount_percent && !exact(line.discount_percent).isZero())) {
    parts.push(right(say('discount'), (line) => percent(line.discount_percent)))
  }
  const rate = right(say('rate'), (line) => percentOf(line.tax_rate))
  const tax = right(say('line_tax'), (line) => figure(line.tax, currency))
  const taxed = more.with_tax ? [rate, tax] : [rate]
  // Price times quantity must agree with the amount shown, so both are with tax or both without.
  if (tax_inclusive) {
    parts.push(
      ...taxed,
      right(say('line_gross'), (line) => figure(line.gross, currency)),
    )
  } else {
    const net = right(say('line_net'), (line) => figure(line.net, currency))
    parts.push(...(more.with_tax ? [net, ...taxed] : [rate, net]))
  }
  return {
    kind: 'table',
    title: more.title,
    columns: parts.map((part) => part.column),
    rows: lines.map((line, at) => parts.map((part) => part.cell(line, at))),
  }
}

function named(line: LineData): Cell {
  const text = [line.product?.number, line.product?.name].filter(Boolean).join(' ')
  const note = line.description ?? ''
  if (!text) return note
  return note && note !== line.product?.name ? { text, note } : text
}

/** The amounts that the record itself holds. */
export interface Sums {
  readonly net?: Maybe
  readonly tax?: Maybe
  readonly gross?: Maybe
}

/**
 * Net, tax by rate and gross, as the record says. The taxes of the rates are shown only when they add up
 * to its tax, so that no document contradicts itself. Renminbi are also written in capitals.
 */
export function totals(lines: readonly LineData[], sums: Sums, rule: LinesRule): Totals {
  const say = speaker(rule.language)
  const { currency, language } = rule
  const strong = `${say('gross')} ${currencyName(currency, language)}`
  return {
    kind: 'totals',
    rows: [
      { label: say('net'), text: figure(sums.net, currency) },
      ...taxes(lines, sums, rule).map(([rate, tax]) => ({
        label: [say('tax'), rate].filter(Boolean).join(' '),
        text: figure(tax, currency),
      })),
      { label: strong, text: figure(sums.gross, currency), strong: true },
    ].filter((row) => row.text),
    words: inCapitals(sums.gross, rule),
  }
}

/** 大写, for renminbi in a Chinese document. */
export const inCapitals = (
  amount: Maybe,
  { currency, language }: LinesRule,
): string | undefined => {
  const capitals =
    currency === 'CNY' && language === 'zh' && amount ? uppercaseRmb(figureless(amount)) : undefined
  return capitals && `${speaker(language)('in_words')} ${capitals}`
}

// The database may give "100.0000"; capitals want no more digits than there are.
const figureless = (amount: string): string => exact(amount).toFixed()

function taxes(lines: readonly LineData[], sums: Sums, rule: LinesRule): [string, Maybe][] {
  const whole: [string, Maybe][] = [['', sums.tax]]
  const complete = lines.flatMap(({ net, tax, gross, tax_rate }) =>
    net && tax && gross ? [{ net, tax, gross, tax_rate: tax_rate ?? null }] : [],
  )
  if (!sums.tax || complete.length < lines.length || digits(rule.currency) === undefined)
    return whole
  const { groups, tax } = documentTotals(complete, rule.currency)
  if (!groups.length || compare(tax, sums.tax) !== 0) return whole
  return groups.map((group) => [percentOf(group.tax_rate), group.tax])
}
