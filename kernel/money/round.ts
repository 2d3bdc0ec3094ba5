// How is money rounded? By this one function; nothing else in the product rounds an amount.

import { Decimal } from 'decimal.js'
import { digitsOf } from './currency.ts'
import { exact } from './exact.ts'
import type { Exact } from './exact.ts'

/** Ties away from zero (the standard), ties to the even digit, or cut toward zero. */
export type Rounding = 'half-up' | 'half-even' | 'down'

const modes: Record<Rounding, Decimal.Rounding> = {
  'half-up': Decimal.ROUND_HALF_UP,
  'half-even': Decimal.ROUND_HALF_EVEN,
  down: Decimal.ROUND_DOWN,
}

/**
 * Rounds to `digits` decimal places and prints exactly that many. Odd-symmetric in every mode:
 * `round(-x)` is `-round(x)`, and zero never carries a sign.
 */
export const round = (value: Exact | string, digits: number, mode: Rounding = 'half-up'): string =>
  // Rounded before printed: printing alone would leave the sign on what rounds to zero.
  exact(value).toDecimalPlaces(digits, modes[mode]).toFixed(digits)

/** The canonical text of an amount: exactly the digits of its currency ("1234.50", "1235", "1.235"). */
export const amount = (
  value: Exact | string,
  currency: string,
  mode: Rounding = 'half-up',
): string => round(value, digitsOf(currency), mode)
