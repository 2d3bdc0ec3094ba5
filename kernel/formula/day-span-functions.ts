// Which functions look at the time between two days?

import { sql, type Sql } from '../sql.ts'
import { addMonths, addMonthsSql, dayOf, filledSpanSql, spanSql } from './calendar.ts'
import { readLeftOver, readUnit, writtenUnit } from './date-units.ts'
import { type FormulaFunction, helpIn } from './function.ts'
import { call, literal, literalText } from './node.ts'
import { Exact } from './number.ts'
import { boolean, date, number, text } from './type.ts'
import type { Known, Value } from './value.ts'
import { workdaysBefore, workdaysBeforeSql } from './workdays.ts'

const help = helpIn('date')
const small = () => ({ whole: 8, fraction: 0 })
const day = (value: Known | undefined) => value as number

/** Whole months from one day to another; backwards they count negative. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [dayOf(from), dayOf(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  if (to >= from) return b.day < a.day ? months - 1 : months
  return b.day > a.day ? months + 1 : months
}
const monthsBetweenSql = (a: Sql, b: Sql): Sql =>
  sql`((extract(year from ${b}) - extract(year from ${a})) * 12 + extract(month from ${b}) - extract(month from ${a}) + case when ${b} >= ${a} then - (extract(day from ${b}) < extract(day from ${a}))::int else (extract(day from ${b}) > extract(day from ${a}))::int end)`

/** The days from the one to the other, in whichever order; null where there is none. Dates are numbers, what is no number is empty. */
function spanOf(a: Value | undefined, b: Value | undefined): { from: number; to: number } | null {
  const days = [a, b].filter((one) => typeof one === 'number')
  return days.length ? { from: Math.min(...days), to: Math.max(...days) } : null
}

export const daySpanFunctions: Record<string, FormulaFunction> = {
  DATEDIF: {
    help: help(
      '两个日期相差的整天、整月或整年；ym、md、yd 为不足一年的月、不足一月的天、不足一年的天',
      'whole days, months or years between two dates; ym, md and yd: what is left over',
      'DATEDIF(starts_on, ends_on, "m")',
    ),
    resolve(args, trees, checking, tree) {
      if (args.length < 2 || args.length > 3)
        return checking.problem(tree, 'argument-count', {
          name: 'DATEDIF',
          wanted: '2–3',
          got: args.length,
        })
      const [a, b] = [
        checking.fit(args[0]!, date, trees[0]!),
        checking.fit(args[1]!, date, trees[1]!),
      ]
      const unit = args[2]
        ? writtenUnit(
            args[2],
            trees[2],
            checking,
            (word) => readLeftOver(word) ?? readUnit(word, ['day', 'month', 'year']),
            '"d" "m" "y" "ym" "md" "yd"',
          )
        : 'day'
      return a && b && unit && call('DATEDIF', [a, b, literal(text, unit)], number, small())
    },
    sql: ([a, b, unit], print) => {
      if (literalText(unit) === 'day')
        return sql`(${print.value(b!)} - ${print.value(a!)})::numeric`
      return print.once([a!, b!], (x, y) => {
        const months = monthsBetweenSql(x!, y!)
        const left = literalText(unit)
        if (left === 'ym') return sql`mod(${months}, 12)`
        if (left === 'md' || left === 'yd') {
          const gone = left === 'md' ? months : sql`(12 * div(${months}, 12))`
          return sql`(${y!} - ${addMonthsSql(x!, gone, sql`(${gone})::int`)})::numeric`
        }
        return literalText(unit) === 'month' ? months : sql`div(${months}, 12)`
      })
    },
    value: ([a, b, unit]) => {
      if (unit === 'day') return new Exact(day(b) - day(a))
      const months = monthsBetween(day(a), day(b))
      if (unit === 'ym') return new Exact(months % 12)
      if (unit === 'md' || unit === 'yd') {
        const from = addMonths(day(a), unit === 'md' ? months : 12 * Math.trunc(months / 12))
        return typeof from === 'number' ? new Exact(day(b) - from) : from
      }
      return new Exact(unit === 'month' ? months : Math.trunc(months / 12))
    },
  },
  DAYS: {
    help: help(
      '结束日期减开始日期的天数',
      'days from the second date to the first',
      'DAYS(ends_on, starts_on)',
    ),
    takes: ['date', 'date'],
    gives: number,
    width: small,
    sql: ([end, start], print) => sql`(${print.value(end!)} - ${print.value(start!)})::numeric`,
    value: ([end, start]) => new Exact(day(end) - day(start)),
  },
  OVERLAPS: {
    help: help(
      '两段日期是否有重叠：前两个是一段，后两个是另一段；缺一端的只算有的那天',
      'do two spans of days share a day? The first two are one span, the last two the other; a span with one end is that day',
      'OVERLAPS(starts_on, ends_on, TODAY(), TODAY() + 30)',
    ),
    takes: ['date', 'date', 'date', 'date'],
    gives: boolean,
    empties: 'mine',
    // One range against another: that is what the index of an object's days answers (kernel/schema/tables.ts).
    test: (args, print) => {
      const write = (a: Sql, b: Sql, c: Sql, d: Sql): Sql =>
        sql`(${filledSpanSql(a, b)} and ${filledSpanSql(c, d)} and ${spanSql(a, b)} && ${spanSql(c, d)})`
      const [a, b, c, d] = args
      return a!.node === 'path' && b!.node === 'path' && c!.fixed && d!.fixed
        ? write(print.bare(a!), print.bare(b!), print.value(c!), print.value(d!))
        : print.once([a!, b!, c!, d!], (w, x, y, z) => write(w!, x!, y!, z!))
    },
    value: (args) => {
      const [one, other] = [spanOf(args[0], args[1]), spanOf(args[2], args[3])]
      return one !== null && other !== null && one.from <= other.to && other.from <= one.to
    },
  },
  NETWORKDAYS: {
    help: help(
      '两个日期之间(含两端)的工作日天数，按公司的工作周、法定节假日和调休，以及工作日历',
      'working days between two dates, both included: by the company’s week, public holidays with made-up days, and its own calendar',
      'NETWORKDAYS(starts_on, ends_on)',
    ),
    takes: ['date', 'date'],
    gives: number,
    width: small,
    sql: ([a, b], print) =>
      print.once([a!, b!], (x, y) => {
        const before = (day: Sql): Sql => workdaysBeforeSql(print, day)
        return sql`case when ${x!} <= ${y!} then ${before(sql`(${y!} + 1)`)} - ${before(x!)} else ${before(y!)} - ${before(sql`(${x!} + 1)`)} end::numeric`
      }),
    value: ([a, b], { calendar }) => {
      const [x, y] = [day(a), day(b)]
      return new Exact(
        x <= y
          ? workdaysBefore(calendar, y + 1) - workdaysBefore(calendar, x)
          : workdaysBefore(calendar, y) - workdaysBefore(calendar, x + 1),
      )
    },
  },
}
