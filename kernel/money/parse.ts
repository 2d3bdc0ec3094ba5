// Is this text money? Only plain decimals are, everything else is told apart and never rounded.

import type { ProblemCode } from '../error.ts'
import type { Details } from '../sentence.ts'
import { exact } from './exact.ts'

const plain = /^-?\d{1,15}(\.\d+)?$/
const many = /^-?\d{16,}(\.\d+)?$/

/** Most digits before the point that any amount, price or quantity may have. */
export const largest = '999999999999999'

/** Most decimal places of unit prices, quantities and rates, where no currency says fewer. */
export const finest = 10

export type Parsed =
  { readonly value: string } | { readonly problem: ProblemCode; readonly details: Details }

/**
 * Reads a decimal such as "1234.50". Returns its text without needless zeros, or the problem:
 * `too-big` beyond 15 digits before the point, `too-precise` beyond `places` digits after it (trailing
 * zeros don't count), `wrong-type` for all else: exponents, hex, separators, full-width digits, a sign
 * before zero, blanks and whatever is not a text (a JS number has lost its exactness already).
 */
export function parseMoney(text: unknown, places: number = finest): Parsed {
  if (typeof text !== 'string') return notMoney
  // Cut before any pattern runs, so that a text of megabytes costs nothing.
  if (text.length > 300) return notMoney
  if (many.test(text)) {
    return text.startsWith('-')
      ? { problem: 'too-small', details: { min: `-${largest}` } }
      : { problem: 'too-big', details: { max: largest } }
  }
  if (!plain.test(text)) return notMoney
  const value = exact(text)
  if (value.isZero() && text.startsWith('-')) return notMoney
  if (value.decimalPlaces() > places) return { problem: 'too-precise', details: { digits: places } }
  return { value: value.toFixed() }
}

const notMoney: Parsed = { problem: 'wrong-type', details: { expected: '123.45' } }
