// What is a part of a priced line worth when it is taken away again? Its share of what is left of the line.
import { exact } from '#kernel/money/exact.ts'
import { split } from '#kernel/money/split.ts'
import { minus, negate } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, decimal } from './read.ts'

/** What is left of a line; amounts as positive numbers. */
export interface Left {
  readonly line: Values
  readonly quantity: string
  readonly gross: string
  readonly tax: string
}

/** What the line still is after the rows (below 0) that took parts of it. */
export function leftOf(line: Values, taken: readonly Values[], currency: string): Left {
  const rest = (field: string): string =>
    minus(
      amount(line, field, currency),
      taken.map((one) => negate(amount(one, field, currency), currency)),
      currency,
    )
  const quantity = taken.reduce(
    (all, one) => all.plus(decimal(one, 'quantity')),
    exact(decimal(line, 'quantity')),
  )
  return { line, quantity: quantity.toFixed(), gross: rest('gross'), tax: rest('tax') }
}

/**
 * The amounts, below 0, of taking `quantity` of what is left. A share, not a new rounding, so that taking a
 * line bit by bit ends at exactly nothing (N1, M5, T7).
 */
export function takenPart(of: Left, quantity: string, currency: string) {
  const shares = [quantity, exact(of.quantity).minus(quantity).toFixed()]
  const whole = exact(quantity).equals(of.quantity)
  const gross = whole ? of.gross : split(of.gross, shares, currency)[0]!
  const tax = whole ? of.tax : split(of.tax, shares, currency)[0]!
  return {
    quantity: exact(quantity).negated().toFixed(),
    net: negate(minus(gross, [tax], currency), currency),
    tax: negate(tax, currency),
    gross: negate(gross, currency),
  }
}
