// How are amounts of one currency added and compared? As exact decimals, in and out as text.

import { digitsOf } from './currency.ts'
import { exact } from './exact.ts'
import type { Exact } from './exact.ts'
import { invariant } from '../invariant.ts'

/** Prints without rounding; more digits than the currency has is a bug of whoever made the value. */
export function unrounded(value: Exact, currency: string): string {
  const places = digitsOf(currency)
  invariant(value.decimalPlaces() <= places, `${value.toFixed()} is a whole amount of ${currency}`)
  return value.toFixed(places)
}

/** Exact sum of amounts of `currency`; of none it is zero. */
export const sum = (amounts: Iterable<string>, currency: string): string => {
  let total = exact('0')
  for (const each of amounts) total = total.plus(each)
  return unrounded(total, currency)
}

/** `from` minus every one of `parts`, exactly. */
export const minus = (from: string, parts: Iterable<string>, currency: string): string =>
  unrounded(exact(from).minus(sum(parts, currency)), currency)

/** The amount with the other sign; zero stays without one. */
export const negate = (value: string, currency: string): string =>
  unrounded(exact(value).negated(), currency)

/** Below 0, 0 or above 0, as sort wants it. */
export const compare = (a: string, b: string): number => exact(a).comparedTo(b)

export const isZero = (value: string): boolean => exact(value).isZero()
