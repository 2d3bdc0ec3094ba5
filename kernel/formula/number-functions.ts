// Which functions calculate with numbers?

import { sql, type Sql } from '../sql.ts'
import { Decimal } from 'decimal.js'
import {
  helpIn,
  type FormulaFunction,
  type FormulaHelp,
  type Kind,
  type SqlPrinter,
} from './function.ts'
import type { Node, Width } from './node.ts'
import { Exact, int, intSql, modulo, one, power, powerSql, root, rootSql, zero } from './number.ts'
import { number } from './type.ts'
import { failure, type Known, type Value } from './value.ts'

const D = (value: Known) => value as Decimal
const same = ([first]: readonly Width[]): Width => first!
const grown = ([first]: readonly Width[]): Width => ({
  whole: first!.whole + 1,
  fraction: first!.fraction,
})

interface Numeric {
  readonly help: FormulaHelp
  readonly takes: readonly Kind[]
  readonly needs?: number
  readonly width: (widths: readonly Width[]) => Width
  readonly sql: (args: readonly Node[], print: SqlPrinter) => Sql
  readonly value: (args: readonly Decimal[]) => Value
}
const numeric = ({ value, ...rest }: Numeric): FormulaFunction => ({
  ...rest,
  gives: number,
  value: (args) => value(args.map(D)),
})

const help = helpIn('number')

/** Rounding to a number of decimals, negative ones too: ROUND(1234, -2) is 1200. */
const rounding = (
  mode: Decimal.Rounding,
  words: FormulaHelp,
  write: (x: Sql, digits: Sql) => Sql,
): FormulaFunction =>
  numeric({
    help: words,
    takes: ['number', 'number'],
    needs: 1,
    width: grown,
    sql: ([x, digits], print) =>
      digits?.node === 'literal' && Math.abs(Number(digits.value)) <= 20
        ? print.once([x!], (a) =>
            write(
              a!,
              sql`${print.param(String(Math.trunc(Number(digits.value))), 'numeric')}::int`,
            ),
          )
        : digits
          ? print.once(
              [x!, digits],
              (a, n) => sql`case when abs(trunc(${n!})) <= 20 then ${write(a!, intSql(n!))} end`,
            )
          : print.once([x!], (a) => write(a!, sql`0`)),
    value: ([x, digits = zero]) => {
      const n = int(digits)
      return Math.abs(n) > 20 ? failure('bad-argument') : rounded(x!, n, mode)
    },
  })

function rounded(x: Decimal, digits: number, mode: Decimal.Rounding): Decimal {
  if (digits >= 0) return x.toDecimalPlaces(digits, mode)
  const unit = new Exact(10).pow(-digits)
  // The quotient by a power of ten is exact in 600 digits.
  return x.div(unit).toDecimalPlaces(0, mode).times(unit)
}

/** To a multiple of |step|, upward or downward. */
const stepping = (up: boolean, words: FormulaHelp): FormulaFunction =>
  numeric({
    help: words,
    takes: ['number', 'number'],
    needs: 1,
    width: ([x, step]) => ({
      whole: Math.max(x!.whole, step?.whole ?? 1) + 1,
      fraction: step?.fraction ?? 0,
    }),
    sql: ([x, step], print) => {
      if (!step) return up ? sql`ceil(${print.value(x!)})` : sql`floor(${print.value(x!)})`
      return print.once([x!, step], (a, s) => {
        const rest = sql`mod(${a!}, nullif(${s!}, 0))`
        const above = sql`case when ${rest} > 0 then abs(${s!}) else 0 end`
        const below = sql`case when ${rest} < 0 then - abs(${s!}) else 0 end`
        const both = sql`${a!} < 0 and ${s!} < 0`
        return up
          ? sql`case when ${s!} = 0 then ${a!} * 0 when ${both} then ${a!} - ${rest} + ${below} else ${a!} - ${rest} + ${above} end`
          : sql`case when ${both} then ${a!} - ${rest} + ${above} else ${a!} - ${rest} + ${below} end`
      })
    },
    value: ([x, step = one]) => {
      if (step.isZero()) return up ? zero : failure('div0')
      const rest = x!.minus(x!.divToInt(step).times(step))
      const base = x!.minus(rest)
      if (rest.isZero()) return base
      // With two negatives the multiples are counted downward, as in a spreadsheet.
      const upward = x!.isNeg() && step.isNeg() ? !up : up
      if (upward) return rest.isNeg() ? base : base.plus(step.abs())
      return rest.isNeg() ? base.minus(step.abs()) : base
    },
  })

export const numberFunctions: Record<string, FormulaFunction> = {
  ROUND: rounding(
    Decimal.ROUND_HALF_UP,
    help(
      '四舍五入到指定小数位',
      'rounds to so many decimals, halves away from zero',
      'ROUND(amount * 0.13, 2)',
    ),
    (x, n) => sql`round(${x}, ${n})`,
  ),
  ROUNDUP: rounding(
    Decimal.ROUND_UP,
    help('向远离零的方向进位', 'rounds away from zero', 'ROUNDUP(amount, 0)'),
    (x, n) =>
      sql`(trunc(${x}, ${n}) + case when trunc(${x}, ${n}) = ${x} then 0 else sign(${x}) * ('1e' || (- ${n}))::numeric end)`,
  ),
  ROUNDDOWN: rounding(
    Decimal.ROUND_DOWN,
    help('舍去多余的小数', 'cuts off further decimals', 'ROUNDDOWN(amount, 0)'),
    (x, n) => sql`trunc(${x}, ${n})`,
  ),
  TRUNC: rounding(
    Decimal.ROUND_DOWN,
    help('舍去小数，保留指定位数', 'cuts off decimals', 'TRUNC(amount / 10000, 1)'),
    (x, n) => sql`trunc(${x}, ${n})`,
  ),
  QUOTIENT: numeric({
    help: help('整除的商', 'the whole part of a quotient', 'QUOTIENT(quantity, 12)'),
    takes: ['number', 'number'],
    width: ([a, b]) => ({ whole: a!.whole + b!.fraction + 1, fraction: 0 }),
    sql: ([a, b], print) => sql`div(${print.value(a!)}, nullif(${print.value(b!)}, 0))`,
    value: ([a, b]) => (b!.isZero() ? failure('div0') : a!.div(b!).trunc()),
  }),
  CEILING: stepping(true, help('向上取到倍数', 'up to a multiple', 'CEILING(quantity, 10)')),
  FLOOR: stepping(false, help('向下取到倍数', 'down to a multiple', 'FLOOR(quantity, 10)')),
  INT: numeric({
    help: help('向下取整', 'down to a whole number', 'INT(quantity / 12)'),
    takes: ['number'],
    width: grown,
    sql: ([x], print) => sql`floor(${print.value(x!)})`,
    value: ([x]) => x!.floor(),
  }),
  ABS: numeric({
    help: help('绝对值', 'without the sign', 'ABS(amount - received)'),
    takes: ['number'],
    width: same,
    sql: ([x], print) => sql`abs(${print.value(x!)})`,
    value: ([x]) => x!.abs(),
  }),
  MOD: numeric({
    help: help(
      '余数，符号与除数相同',
      'the remainder, with the sign of the divisor',
      'MOD(quantity, 12)',
    ),
    takes: ['number', 'number'],
    width: ([a, b]) => ({
      whole: Math.max(a!.whole, b!.whole) + 1,
      fraction: Math.max(a!.fraction, b!.fraction),
    }),
    sql: ([a, b], print) =>
      print.once([a!, b!], (x, y) => {
        const rest = sql`mod(${x!}, nullif(${y!}, 0))`
        return sql`(${rest} + case when sign(${rest}) = - sign(${y!}) then ${y!} else 0 end)`
      }),
    value: ([a, b]) => modulo(a!, b!),
  }),
  POWER: numeric({
    help: help('乘方', 'x to the power of y', 'POWER(1 + rate, 3)'),
    takes: ['number', 'number'],
    width: () => ({ whole: 31, fraction: 16 }),
    sql: ([x, y], print) => print.once([x!, y!], (a, b) => powerSql(a!, b!)),
    value: ([x, y]) => power(x!, y!),
  }),
  SQRT: numeric({
    help: help('平方根', 'the square root', 'SQRT(area)'),
    takes: ['number'],
    width: ([x]) => ({ whole: x!.whole, fraction: 16 }),
    sql: ([x], print) => print.once([x!], (a) => sql`case when ${a!} >= 0 then ${rootSql(a!)} end`),
    value: ([x]) => root(x!),
  }),
  SIGN: numeric({
    help: help('正数为 1，负数为 -1，零为 0', '1, −1 or 0', 'SIGN(balance)'),
    takes: ['number'],
    width: () => ({ whole: 1, fraction: 0 }),
    sql: ([x], print) => sql`sign(${print.value(x!)})`,
    value: ([x]) => (x!.isZero() ? zero : new Exact(x!.isNeg() ? -1 : 1)),
  }),
  /** Inserted by the checker where a number would grow wider than both printers keep exact. */
  tame: {
    takes: ['number'],
    gives: number,
    sql: ([x], print) => print.value(x!),
    value: ([x]) => D(x!),
  },
}
