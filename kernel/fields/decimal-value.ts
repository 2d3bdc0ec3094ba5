// How is an exact number taken in? As a plain decimal string; never as a float with an exponent.
import { Decimal } from 'decimal.js'
import type { Problems } from '../error.ts'

/** Decimal places that any number of a record can have. */
export const mostDigits = 12

// What is finer than any field may be is told as that, not as no number at all.
const plain = /^-?\d{1,18}(\.\d{1,300})?$/

export interface DecimalLimits {
  /** Decimal places that may be given. */
  digits: number
  min?: string | undefined
  max?: string | undefined
}

/** The decimal in plain notation without trailing zeros, or null with a problem. JSON integers are taken too. */
export function decimalValue(
  value: unknown,
  path: string,
  problems: Problems,
  limits: DecimalLimits,
): string | null {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string' || !plain.test(text)) {
    problems.add(path, 'wrong-type', {
      expected: { zh: '小数，例如 "0.00"', en: 'a decimal such as "0.00"' },
    })
    return null
  }
  const number = new Decimal(text)
  if (number.decimalPlaces() > limits.digits) {
    problems.add(path, 'too-precise', { digits: limits.digits })
    return null
  }
  if (limits.min !== undefined && number.lt(limits.min)) {
    problems.add(path, 'too-small', { min: limits.min })
    return null
  }
  if (limits.max !== undefined && number.gt(limits.max)) {
    problems.add(path, 'too-big', { max: limits.max })
    return null
  }
  return number.isZero() ? '0' : number.toFixed()
}
