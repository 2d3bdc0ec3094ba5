// How is a total shared out so that nothing is lost? By the largest remainder.

import { invariant } from '../invariant.ts'
import { digitsOf } from './currency.ts'
import { exact } from './exact.ts'

/**
 * Shares `total` by `weights` (texts, none negative). Σ parts = total exactly; every part is within one
 * minor unit of its ideal share and has the sign of the total or is 0. Left-over units go to the largest
 * remainders, ties to the earlier line, so equal weights never trade places between runs. Weights that
 * are all 0 share equally. The method is Hamilton's, in whole minor units.
 */
export function split(total: string, weights: readonly string[], currency: string): string[] {
  const places = digitsOf(currency)
  const whole = exact(total).times(exact('10').pow(places))
  invariant(whole.isInteger(), `${total} is a whole amount of ${currency}`)
  invariant(weights.length > 0 || whole.isZero(), 'a total is split over at least one part')
  const units = BigInt(whole.abs().toFixed())
  const shares = integers(weights)
  const all = shares.reduce((a, b) => a + b, 0n)

  const parts = shares.map((share) => (units * share) / (all || 1n))
  const remainders = shares.map((share) => (units * share) % (all || 1n))
  let left = units - parts.reduce((a, b) => a + b, 0n)
  const order = remainders
    .map((remainder, line) => ({ remainder, line }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.line - b.line : a.remainder > b.remainder ? -1 : 1,
    )
  for (const { line } of order) {
    if (left === 0n) break
    parts[line] = parts[line]! + 1n
    left -= 1n
  }

  const sign = whole.isNegative() ? '-' : ''
  const unit = exact('10').pow(-places)
  return parts.map((part) => exact(`${sign}${part}`).times(unit).toFixed(places))
}

/** Weights as whole numbers in the same proportion; all zero becomes all one. */
function integers(weights: readonly string[]): bigint[] {
  const values = weights.map(exact)
  const places = values.reduce((most, value) => Math.max(most, value.decimalPlaces()), 0)
  const scale = exact('10').pow(places)
  const shares = values.map((value) => BigInt(value.times(scale).toFixed()))
  invariant(
    shares.every((share) => share >= 0n),
    'weights are not negative',
  )
  return shares.some((share) => share > 0n) ? shares : shares.map(() => 1n)
}

/**
 * Amounts of a plan given in percent of a total: Σ amounts = total exactly. Undefined when the percents
 * don't add up to 100 or one is negative, which is for the caller to tell.
 */
export function splitByPercent(
  total: string,
  percents: readonly string[],
  currency: string,
): string[] | undefined {
  const values = percents.map(exact)
  const all = values.reduce((a, b) => a.plus(b), exact('0'))
  if (!all.equals('100') || values.some((value) => value.isNegative())) return undefined
  return split(total, percents, currency)
}
