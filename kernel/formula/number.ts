// How are numbers calculated, so that PostgreSQL and JavaScript agree to the last digit?

import { Decimal } from 'decimal.js'
import { sql, type Sql } from '../sql.ts'
import { failure, type Value } from './value.ts'

/** Exact for +, − and ×: a formula's numbers never have more digits than this. Halves round away from zero. */
export const Exact = Decimal.clone({
  precision: 600,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9000,
  toExpPos: 9000,
  minE: -9000,
  maxE: 9000,
  modulo: Decimal.ROUND_DOWN,
})
const Fine = Decimal.clone({
  precision: 80,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9000,
  toExpPos: 9000,
})
export const zero = new Exact(0)
export const one = new Exact(1)
const limit = new Exact('1e30')
const decimals = 16

/** Numbers of 1e30 and more are no numbers of a business: an error. */
export const capped = (x: Decimal): Value => (x.abs().lt(limit) ? x : failure('too-big'))
/** NULL beyond ±1e30, writing its argument once. */
export const cappedSql = (x: Sql): Sql =>
  sql`nullif(nullif(greatest(least(${x}, 1e30), -1e30), 1e30), -1e30)`

export const tame = (x: Decimal): Value => capped(x.toDecimalPlaces(decimals))
export const tameSql = (x: Sql): Sql => cappedSql(sql`round(${x}, 16)`)

/** a ÷ b, rounded to 16 decimals. `div` cuts to a whole number exactly, so the 17th digit decides alone. */
export const divide = (a: Decimal, b: Decimal): Value =>
  b.isZero()
    ? failure('div0')
    : a.times('1e17').divToInt(b).times('1e-17').toDecimalPlaces(decimals)
export const divideSql = (a: Sql, b: Sql): Sql =>
  sql`round(div(${a} * 1e17, nullif(${b}, 0)) * 0.00000000000000001, 16)`

/** The remainder with the sign of the divisor, as in a spreadsheet. */
export function modulo(a: Decimal, b: Decimal): Value {
  if (b.isZero()) return failure('div0')
  const rest = a.minus(a.divToInt(b).times(b))
  return !rest.isZero() && rest.isNeg() !== b.isNeg() ? rest.plus(b) : rest
}

/** A whole number for SQL's integer arguments; outside ±4,000,000 it stays at that edge. NULL gives the low edge. */
export const intSql = (x: Sql): Sql => sql`least(greatest(trunc(${x}), -4000000), 4000000)::int`
/** The same in JavaScript. */
export const int = (x: Decimal): number =>
  Math.max(-4000000, Math.min(4000000, x.trunc().toNumber())) || 0

/** √x to 16 decimals: by way of 40, as PostgreSQL is made to do. */
export const root = (x: Decimal): Value =>
  x.isNeg() && !x.isZero()
    ? failure('not-real')
    : new Exact(new Fine(x).sqrt().toDecimalPlaces(40).toDecimalPlaces(decimals))

const places40 = sql`0.0000000000000000000000000000000000000000`
export const rootSql = (x: Sql): Sql => sql`round(sqrt(${x} + ${places40}), 16)`

/** x^y to 16 decimals. Whole exponents are exact before rounding; others go by e^(y·ln x) with 60 digits. */
export function power(x: Decimal, y: Decimal): Value {
  if (y.abs().gt(10000)) return failure('too-big')
  if (y.isZero()) return one
  if (x.isZero()) return y.isNeg() ? failure('div0') : zero
  const whole = y.isInteger()
  if (x.isNeg() && !whole) return failure('not-real')
  const digits = y.toNumber() * Math.log10(Number(new Fine(x).abs().toPrecision(17)))
  if (digits > 31) return failure('too-big')
  if (digits < -31) return zero
  const result = whole ? new Fine(x).pow(y.toNumber()) : new Fine(x).ln().times(y).exp()
  return tame(new Exact(result.toDecimalPlaces(40)))
}
/** `x` and `y` are written several times: pass names. */
export function powerSql(x: Sql, y: Sql): Sql {
  const digits = sql`(${y})::float8 * log(abs(nullif(${x}, 0))::float8)`
  const wide = sql`(${x} + ${places40})`
  const exact = sql`power(${wide}, trunc(${y}))`
  const fine = sql`exp(round(ln(abs(${x}) + 0e-70) * ${y}, 60))`
  return tameSql(
    sql`case when ${x} is null or abs(${y}) > 10000 then null when ${y} = 0 then 1 when ${x} = 0 then case when ${y} > 0 then 0 end when ${x} < 0 and ${y} <> trunc(${y}) then null when ${digits} > 31 then null when ${digits} < -31 then 0 when ${y} = trunc(${y}) then round(${exact}, 40) else round(${fine}, 40) end`,
  )
}

/** Plain digits without needless zeros: 1234.5. */
export const plain = (x: Decimal): string => (x.isZero() ? '0' : x.toFixed())
export const plainSql = (x: Sql): Sql => sql`trim_scale(${x})::text`

/** What a row gives, as a number; anything that is none is empty. */
export function readNumber(raw: unknown): Value {
  if (raw instanceof Decimal) return raw.isFinite() ? new Exact(raw) : null
  if (typeof raw === 'bigint') return new Exact(raw.toString())
  if (typeof raw === 'number') return Number.isFinite(raw) ? new Exact(raw) : null
  if (
    typeof raw !== 'string' ||
    !/^[+-]?[0-9]{1,400}(\.[0-9]{0,200})?(e[+-]?[0-9]{1,3})?$/i.test(raw.trim())
  )
    return null
  return new Exact(raw.trim())
}
