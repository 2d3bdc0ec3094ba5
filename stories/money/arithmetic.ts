// What does money come to, said once more? Plain fractions of whole numbers, nothing of the product's own arithmetic.

import {
  fraction,
  over,
  plus,
  printed,
  shares,
  times,
  units,
  type Fraction,
} from '#kernel/money/reference.ts'

/** Decimal places of the currencies that the model trades in. */
export const placesOf: Readonly<Record<string, number>> = { CNY: 2, USD: 2, JPY: 0, KWD: 3 }

export interface Priced {
  readonly quantity: string
  readonly unit_price: string
  readonly discount_percent: string
  readonly tax_rate: string
}

/** Amounts in whole minor units. */
export interface Worth {
  readonly net: bigint
  readonly tax: bigint
  readonly gross: bigint
}

const minor = (amount: bigint, places: number): Fraction => ({
  top: amount,
  bottom: 10n ** BigInt(places),
})

export function worth(line: Priced, inclusive: boolean, places: number): Worth {
  const kept = plus(
    fraction('1'),
    times(fraction(line.discount_percent), { top: -1n, bottom: 100n }),
  )
  const value = units(
    times(times(fraction(line.quantity), fraction(line.unit_price)), kept),
    places,
    'half-up',
  )
  const rate = fraction(line.tax_rate)
  if (inclusive) {
    const net = units(over(minor(value, places), plus(rate, fraction('1'))), places, 'half-up')
    return { net, tax: value - net, gross: value }
  }
  const tax = units(times(minor(value, places), rate), places, 'half-up')
  return { net: value, tax, gross: value + tax }
}

/** The part of a price that includes tax, billed as one line. */
export const worthOfGross = (gross: bigint, rate: string, places: number): Worth => {
  const net = units(
    over(minor(gross, places), plus(fraction(rate), fraction('1'))),
    places,
    'half-up',
  )
  return { net, tax: gross - net, gross }
}

/** A number of millionths as the text of a quantity. */
export const quantity = (millionths: bigint): string => trimmed(printed(millionths, 6))

export const millionths = (text: string): bigint => units(fraction(text), 6, 'half-up')

const trimmed = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text

/** What a share of `taken` out of `whole` (millionths) is of an amount. */
export const shareOf = (amount: bigint, taken: bigint, whole: bigint): bigint =>
  taken === whole
    ? amount
    : shares(amount, [
        { top: taken, bottom: 1n },
        { top: whole - taken, bottom: 1n },
      ])[0]!

export const money = (amount: bigint, currency: string): string =>
  printed(amount, placesOf[currency]!)

/** Whole minor units of what the API said; more digits than the currency has are a failure of their own. */
export function minorOf(text: unknown, currency: string): bigint {
  const places = placesOf[currency]!
  const value = fraction(String(text))
  const whole = (value.top * 10n ** BigInt(places)) / value.bottom
  if (whole * value.bottom !== value.top * 10n ** BigInt(places))
    throw new Error(`${String(text)} has more digits than ${currency}`)
  return whole
}

export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
