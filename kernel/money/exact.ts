// What do exact numbers calculate with? An own decimal with room enough that no product is ever cut.

import { Decimal } from 'decimal.js'

/**
 * The decimal of all money arithmetic. A line multiplies three numbers of at most 25 digits each, so
 * 120 significant digits keep every product exact; only a division is ever cut, far below any tie.
 * A clone, so that settings made elsewhere can't reach it.
 */
export const Exact = Decimal.clone({
  precision: 120,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})

export type Exact = Decimal

/** The exact value of a plain decimal text. Numbers are not taken: money never passes through one. */
export const exact = (value: string | Exact): Exact => new Exact(value)
