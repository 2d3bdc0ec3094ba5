// What do + − × ÷ ^ % and & mean?

import { join, sql } from '../sql.ts'
import { cappedDay, shiftedDaySql } from './calendar.ts'
import type { FormulaFunction } from './function.ts'
import { cappedInstant, cappedInstantSql } from './instant.ts'
import { asText, fitted } from './fit.ts'
import { call, isEmptyLiteral, type Node, type Width, widest } from './node.ts'
import { divide, divideSql, Exact, int, intSql, power, powerSql } from './number.ts'
import { date, datetime, number, text, typeWords, type Type } from './type.ts'
import { failure, isNone, type Known } from './value.ts'
import type { Decimal } from 'decimal.js'

const isMoment = (type: Type) => type.type === 'date' || type.type === 'datetime'
const added = (widths: readonly Width[]): Width => {
  const { whole, fraction } = widest(widths)
  return { whole: whole + 1, fraction }
}
const widths = (nodes: readonly Node[]) =>
  nodes.map((node) => node.width ?? { whole: 1, fraction: 0 })
const D = (value: Known | undefined) => value as Decimal

/** `+` and `−` count numbers, or days to and between dates. */
const sum = (sign: '+' | '-'): FormulaFunction => ({
  resolve(args, trees, checking, tree) {
    const [a, b] = args as [Node, Node]
    if (isMoment(a.type)) {
      if (sign === '-' && (isMoment(b.type) || (b.node === 'literal' && b.type.type === 'text')))
        return difference(a, b) ?? wrong()
      const days = fitted(b, number)
      return days
        ? call(a.type.type === 'date' ? `date${sign}` : `datetime${sign}`, [a, days], a.type)
        : wrong()
    }
    if (sign === '+' && isMoment(b.type)) {
      const days = fitted(a, number)
      return days
        ? call(b.type.type === 'date' ? 'date+' : 'datetime+', [b, days], b.type)
        : wrong()
    }
    if (sign === '-' && isMoment(b.type)) return difference(a, b) ?? wrong()
    const [x, y] = [fitted(a, number), fitted(b, number)]
    if (x && y) return call(sign, [x, y], number, added(widths([x, y])))
    if (sign === '+' && (a.type.type === 'text' || b.type.type === 'text'))
      return checking.problem(tree, 'use-ampersand')
    return wrong()
    function wrong() {
      return checking.problem(tree, 'cannot-calculate', {
        op: sign,
        left: typeWords(a.type),
        right: typeWords(b.type),
      })
    }
  },
  sql: ([a, b], print) =>
    sign === '+'
      ? sql`(${print.value(a!)} + ${print.value(b!)})`
      : sql`(${print.value(a!)} - ${print.value(b!)})`,
  value: ([a, b]) => (sign === '+' ? D(a).plus(D(b)) : D(a).minus(D(b))),
})

/** Days from b to a; with their fraction only if both have a time. */
function difference(a: Node, b: Node): Node | undefined {
  if (a.type.type === 'datetime' && b.type.type === 'datetime')
    return call('datetime-datetime', [a, b], number, { whole: 8, fraction: 16 })
  const [x, y] = [fitted(a, date), fitted(b, date)]
  return x && y && call('date-date', [x, y], number, { whole: 8, fraction: 0 })
}

const shiftDate = (sign: 1 | -1): FormulaFunction => ({
  takes: ['date', 'number'],
  gives: date,
  sql: ([day, days], print) =>
    shiftedDaySql(
      print.value(day!),
      intSql(sign === 1 ? print.value(days!) : sql`-(${print.value(days!)})`),
    ),
  value: ([day, days]) => cappedDay((day as number) + sign * int(D(days))),
})

/** At most 99,999 days, so that microseconds stay exact in PostgreSQL's interval arithmetic. */
const shiftInstant = (sign: 1 | -1): FormulaFunction => ({
  takes: ['datetime', 'number'],
  gives: datetime,
  sql: ([instant, days], print) => {
    const micros = sql`nullif(nullif(greatest(least(round(${print.value(days!)} * 86400000000), 8640000000000000), -8640000000000000), 8640000000000000), -8640000000000000)::bigint`
    return cappedInstantSql(
      sign === 1
        ? sql`(${print.value(instant!)} + ${micros} * interval '1 microsecond')`
        : sql`(${print.value(instant!)} - ${micros} * interval '1 microsecond')`,
    )
  },
  value: ([instant, days]) => {
    const micros = D(days).times('86400000000').toDecimalPlaces(0)
    if (micros.abs().gte('8640000000000000')) return failure('bad-date')
    return cappedInstant((instant as bigint) + BigInt(sign) * BigInt(micros.toFixed(0)))
  },
})

const calculate = (
  write: Pick<FormulaFunction, 'sql'>['sql'],
  value: (a: Decimal, b: Decimal) => ReturnType<typeof divide>,
  width: (widths: readonly Width[]) => Width,
): FormulaFunction => ({
  takes: ['number', 'number'],
  gives: number,
  width,
  ...(write && { sql: write }),
  value: ([a, b]) => value(D(a), D(b)),
})

export const operators: Record<string, FormulaFunction> = {
  '+': sum('+'),
  '-': sum('-'),
  'date+': shiftDate(1),
  'date-': shiftDate(-1),
  'datetime+': shiftInstant(1),
  'datetime-': shiftInstant(-1),
  'date-date': {
    takes: ['date', 'date'],
    gives: number,
    sql: ([a, b], print) => sql`(${print.value(a!)} - ${print.value(b!)})::numeric`,
    value: ([a, b]) => new Exact((a as number) - (b as number)),
  },
  'datetime-datetime': {
    takes: ['datetime', 'datetime'],
    gives: number,
    sql: ([a, b], print) =>
      divideSql(
        sql`(extract(epoch from ${print.value(a!)}) - extract(epoch from ${print.value(b!)}))`,
        sql`86400`,
      ),
    value: ([a, b]) =>
      divide(new Exact(((a as bigint) - (b as bigint)).toString()), new Exact('86400000000')),
  },
  '*': calculate(
    ([a, b], print) => sql`(${print.value(a!)} * ${print.value(b!)})`,
    (a, b) => a.times(b),
    ([a, b]) => ({ whole: a!.whole + b!.whole, fraction: a!.fraction + b!.fraction }),
  ),
  '/': calculate(
    ([a, b], print) => divideSql(print.value(a!), print.value(b!)),
    divide,
    ([a, b]) => ({ whole: a!.whole + b!.fraction + 1, fraction: 16 }),
  ),
  '^': calculate(
    ([a, b], print) => print.once([a!, b!], (x, y) => powerSql(x!, y!)),
    power,
    () => ({ whole: 31, fraction: 16 }),
  ),
  '%': {
    takes: ['number'],
    gives: number,
    width: ([a]) => ({ whole: a!.whole, fraction: a!.fraction + 2 }),
    sql: ([a], print) => sql`(${print.value(a!)} * 0.01)`,
    value: ([a]) => D(a).times('0.01'),
  },
  neg: {
    takes: ['number'],
    gives: number,
    width: ([a]) => a!,
    sql: ([a], print) => sql`(- ${print.value(a!)})`,
    value: ([a]) => D(a).neg(),
  },
  /** Empty parts count as zero-length, so that a missing middle name does not swallow the name. */
  '&': {
    empties: 'mine',
    resolve(args, trees, checking) {
      const parts = args.map(
        (arg, i) =>
          asText(arg) ??
          checking.problem(trees[i]!, 'wrong-type', {
            wanted: typeWords(text),
            got: typeWords(arg.type),
          }),
      )
      return parts.every((part) => part !== undefined) ? call('&', parts, text) : undefined
    },
    sql: (args, print) =>
      sql`(${join(
        args
          .filter((arg) => !isEmptyLiteral(arg))
          .map((arg) => sql`coalesce(${print.value(arg)}, '')`)
          .concat(sql`''`),
        ' || ',
      )})`,
    value: (args) => args.map((arg) => (isNone(arg) ? '' : (arg as string))).join(''),
  },
}
