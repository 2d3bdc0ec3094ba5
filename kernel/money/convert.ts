// What are the amounts of a document worth in another currency, so that lines and whole agree?

import { digitsOf } from './currency.ts'
import { exact } from './exact.ts'
import { amount } from './round.ts'

/** The whole at the frozen rate (units of `currency` per unit of theirs), rounded once. */
export const convertWhole = (amounts: readonly string[], rate: string, currency: string): string =>
  amount(amounts.reduce((all, each) => all.plus(each), exact('0')).times(rate), currency)

/**
 * The lines of one document at its frozen rate: Σ lines = `total` exactly, by the largest remainder as in `split`, for
 * lines of either sign. Each is its ideal share rounded down or up; ties go to the earlier line.
 * @param total what they come to; absent = the whole rounded once
 */
export function convertLines(
  amounts: readonly string[],
  rate: string,
  currency: string,
  total = convertWhole(amounts, rate, currency),
): string[] {
  const places = digitsOf(currency)
  const scale = exact('10').pow(places)
  const ideal = amounts.map((each) => exact(each).times(rate).times(scale))
  const units = ideal.map((each) => each.floor())
  const order = ideal
    .map((each, line) => ({ remainder: each.minus(units[line]!), line }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.line - b.line)
  let left = exact(total)
    .times(scale)
    .minus(units.reduce((all, each) => all.plus(each), exact('0')))
    .toNumber()
  // A part of a document may be worth one unit less than its lines rounded down.
  for (let at = 0; left !== 0 && order.length > 0; at = (at + 1) % order.length) {
    const step = left > 0 ? 1 : -1
    const { line } = order[step > 0 ? at : order.length - 1 - at]!
    units[line] = units[line]!.plus(step)
    left -= step
  }
  return units.map((each) => each.dividedBy(scale).toFixed(places))
}
