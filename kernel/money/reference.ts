// What would plain fractions say? The second opinion that the tests of money compare with.

/** A fraction of two whole numbers, the lower one above 0. */
export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

/** The fraction that a plain decimal text stands for. */
export function fraction(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.')
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) }
}

export const times = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.top,
  bottom: a.bottom * b.bottom,
})

export const plus = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
})

/** `b` is above 0. */
export const over = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom,
  bottom: a.bottom * b.top,
})

/** The nearest whole number of units of 10^-digits; ties by `mode`. */
export function units(
  value: Fraction,
  digits: number,
  mode: 'half-up' | 'half-even' | 'down',
): bigint {
  const top = value.top * 10n ** BigInt(digits)
  const size = top < 0n ? -top : top
  const floor = size / value.bottom
  const twice = (size % value.bottom) * 2n
  const up =
    mode === 'down'
      ? false
      : twice > value.bottom ||
        (twice === value.bottom && (mode === 'half-up' || floor % 2n === 1n))
  const rounded = up ? floor + 1n : floor
  return top < 0n ? -rounded : rounded
}

/** Whole units of 10^-digits as the text of an amount. */
export function printed(amount: bigint, digits: number): string {
  const size = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0')
  const text = digits ? `${size.slice(0, -digits)}.${size.slice(-digits)}` : size
  return amount < 0n ? `-${text}` : text
}

/** The whole units that the text of an amount stands for. */
export const counted = (text: string): bigint => BigInt(text.replace('.', ''))

/** Whole units shared by weight: the largest remainders get what is left, ties the earlier one; no weight is equal weight. */
export function shares(total: bigint, weights: readonly Fraction[]): bigint[] {
  const bottom = weights.reduce((all, each) => all * each.bottom, 1n)
  let whole = weights.map((each) => (each.top * bottom) / each.bottom)
  if (whole.every((each) => each === 0n)) whole = whole.map(() => 1n)
  const sum = whole.reduce((a, b) => a + b, 0n)
  const size = total < 0n ? -total : total
  const parts = whole.map((each) => (size * each) / sum)
  const order = whole
    .map((each, at) => ({ at, rest: (size * each) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  let left = size - parts.reduce((a, b) => a + b, 0n)
  for (const { at } of order) {
    if (left === 0n) break
    parts[at] = parts[at]! + 1n
    left -= 1n
  }
  return parts.map((part) => (total < 0n ? -part : part))
}
