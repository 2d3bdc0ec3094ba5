// What does one line of a document come to? Net, tax and gross, each line rounded first.

import type { Problems } from '../error.ts'
import { exact } from './exact.ts'
import { finest, largest, parseMoney } from './parse.ts'
import { amount } from './round.ts'
import type { Rounding } from './round.ts'
import { unrounded } from './sum.ts'

export interface Line {
  readonly quantity: string
  readonly unit_price: string
  /** In percent: "10" takes a tenth off. */
  readonly discount_percent?: string | null
  /** A fraction: "0.13" is 13 %. */
  readonly tax_rate?: string | null
}

/** What holds for all lines of a document. */
export interface LineRule {
  readonly currency: string
  /** True when unit prices contain the tax. */
  readonly tax_inclusive?: boolean | null
  readonly rounding?: Rounding
}

export interface Amounts {
  readonly net: string
  readonly tax: string
  readonly gross: string
}

/**
 * Net, tax and gross of a line; net + tax = gross always.
 * Without tax in the price: net = round(q × p × (1 − d/100)), tax = round(net × rate), gross = net + tax.
 * With tax in it: gross = round(q × p × (1 − d/100)), net = round(gross ÷ (1 + rate)), and the tax is the
 * difference, never a second rounding (价税分离). A negative quantity gives exactly the negated line.
 * The line must have passed `checkLine`.
 */
export function lineAmounts(line: Line, rule: LineRule): Amounts {
  const { currency, rounding } = rule
  const rate = exact(line.tax_rate ?? '0')
  const kept = exact('100')
    .minus(line.discount_percent ?? '0')
    .dividedBy('100')
  const value = amount(exact(line.quantity).times(line.unit_price).times(kept), currency, rounding)
  if (rule.tax_inclusive) {
    const net = amount(exact(value).dividedBy(rate.plus('1')), currency, rounding)
    return { net, tax: unrounded(exact(value).minus(net), currency), gross: value }
  }
  const tax = taxOn(value, line.tax_rate ?? '0', currency, rounding)
  return { net: value, tax, gross: unrounded(exact(value).plus(tax), currency) }
}

/** The tax on a net amount; where a line bears several taxes, each is taken of the net by itself. */
export const taxOn = (net: string, rate: string, currency: string, rounding?: Rounding): string =>
  amount(exact(net).times(rate), currency, rounding)

/**
 * Tells everything that keeps a line from being calculated, at `path`: numbers that are none, a discount
 * outside 0–100 %, a rate outside 0–1, an amount of more than 15 digits.
 */
export function checkLine(line: Line, path: string, problems: Problems): void {
  const before = problems.list.length
  const quantity = checked(line.quantity, `${path}.quantity`, problems)
  const price = checked(line.unit_price, `${path}.unit_price`, problems)
  between(line.discount_percent, '100', `${path}.discount_percent`, problems)
  between(line.tax_rate, '1', `${path}.tax_rate`, problems)
  if (problems.list.length > before) return
  // The tax at most doubles the amount.
  if (exact(quantity!).times(price!).times('2').abs().greaterThan(largest)) {
    problems.add(`${path}.quantity`, 'too-big', { max: largest })
  }
}

function checked(value: unknown, path: string, problems: Problems): string | undefined {
  const parsed = parseMoney(value, finest)
  if ('value' in parsed) return parsed.value
  problems.add(path, parsed.problem, parsed.details)
  return undefined
}

function between(value: unknown, max: string, path: string, problems: Problems): void {
  if (value === undefined || value === null) return
  const text = checked(value, path, problems)
  if (text === undefined) return
  if (exact(text).isNegative()) problems.add(path, 'too-small', { min: '0' })
  if (exact(text).greaterThan(max)) problems.add(path, 'too-big', { max })
}
