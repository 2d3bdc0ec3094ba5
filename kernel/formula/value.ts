// What is a value while a formula is calculated?

import type { Decimal } from 'decimal.js'

/** Why a value is empty although nothing was left out. */
export type FailureCode =
  | 'div0'
  | 'too-big'
  | 'not-real'
  | 'bad-argument'
  | 'no-match'
  | 'bad-date'
  | 'too-long'
  | 'too-many-steps'

/** An empty value that knows its reason. It behaves as empty everywhere. */
export interface Failure {
  readonly error: FailureCode
}

/**
 * Each type has its own JavaScript type: text and ids are strings, numbers are Decimals, a date is the
 * number of days since 1970-01-01, an instant is a bigint of microseconds since 1970, a list an array.
 */
export type Value = null | Failure | string | boolean | Decimal | number | bigint | readonly Value[]
export type Known = Exclude<Value, null | Failure>

const failures = new Map<FailureCode, Failure>()
/** One frozen object per reason. */
export function failure(error: FailureCode): Failure {
  let made = failures.get(error)
  if (!made) failures.set(error, (made = Object.freeze({ error })))
  return made
}

export const isFailure = (value: Value): value is Failure =>
  typeof value === 'object' && value !== null && 'error' in value

/** True for empty values; a zero-length text is one, a list without items is one. */
export const isEmpty = (value: Value): value is null | Failure | '' =>
  value === null || value === '' || isFailure(value) || (Array.isArray(value) && value.length === 0)

/** True for null and failures only: what makes a calculation empty. */
export const isNone = (value: Value): value is null | Failure => value === null || isFailure(value)
