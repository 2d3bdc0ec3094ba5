// What are the amounts of a document worth in another currency, so that lines and whole agree?

import { declared } from './document.ts'
import { exact } from './exact.ts'
import { amount } from './round.ts'
import { minus, sum } from './sum.ts'

export interface Converted {
  /** The lines, the residue included: Σ lines = total. */
  readonly lines: readonly string[]
  readonly total: string
  /** What rounding each line by itself would have been off by, and the line that bears it. */
  readonly residue: string
  readonly on: number
}

/**
 * Converts the amounts of one document at its frozen rate (units of `currency` per unit of theirs). The
 * whole is rounded once; what the rounded lines differ by lies on the largest line, the last of equals.
 */
export function convert(amounts: readonly string[], rate: string, currency: string): Converted {
  const whole = amounts.reduce((all, each) => all.plus(each), exact('0'))
  const total = amount(whole.times(rate), currency)
  const lines = amounts.map((each) => amount(exact(each).times(rate), currency))
  const residue = minus(total, lines, currency)
  const on = declared(amounts)
  if (lines.length) lines[on] = sum([lines[on]!, residue], currency)
  return { lines, total, residue, on }
}
