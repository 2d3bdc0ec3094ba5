// Which functions go from one day to another: so much later, or to the edge of its week, month, year?

import { sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import {
  addMonths,
  addMonthsSql,
  cappedDay,
  cappedDaySql,
  dayNumber,
  dayOf,
  lengthOfMonth,
  weekday,
} from './calendar.ts'
import { dayUnits, readUnit, type Unit, writtenUnit } from './date-units.ts'
import { type FormulaFunction, type FormulaHelp, helpIn, type SqlPrinter } from './function.ts'
import { call, literal, literalText, type Node } from './node.ts'
import { divideSql, int, intSql } from './number.ts'
import { date, datetime, number, text } from './type.ts'
import type { Known } from './value.ts'
import { nthWorkday, nthWorkdaySql, workdaysBefore, workdaysBeforeSql } from './workdays.ts'

const help = helpIn('date')
const small = () => ({ whole: 8, fraction: 0 })
const day = (value: Known | undefined) => value as number
const D = (value: Known | undefined) => value as Decimal
const monthsIn: Record<string, number> = { month: 1, quarter: 3, year: 12 }

/** The first day of the week, month … that a day is in. */
function startOfUnit(d: number, unit: string): number {
  const { year, month } = dayOf(d)
  switch (unit) {
    case 'week':
      return d - weekday(d)
    case 'month':
      return dayNumber(year, month, 1)
    case 'quarter':
      return dayNumber(year, month - ((month - 1) % 3), 1)
    case 'year':
      return dayNumber(year, 1, 1)
    default:
      return d
  }
}
const units: Record<string, Sql> = {
  week: sql`'week'`,
  month: sql`'month'`,
  quarter: sql`'quarter'`,
  year: sql`'year'`,
}
const startOfUnitSql = (d: Sql, unit: string): Sql =>
  units[unit] ? sql`date_trunc(${units[unit]}, (${d})::timestamp)::date` : d

function endOfUnit(d: number, unit: string): number {
  const first = startOfUnit(d, unit)
  if (unit === 'day') return first
  if (unit === 'week') return first + 6
  const { year, month } = dayOf(first)
  return dayNumber(year, month + monthsIn[unit]!, 1) - 1
}
const lengths: Record<string, Sql> = {
  week: sql`interval '7 days'`,
  month: sql`interval '1 month'`,
  quarter: sql`interval '3 months'`,
  year: sql`interval '1 year'`,
}
const endOfUnitSql = (d: Sql, unit: string): Sql =>
  units[unit]
    ? sql`((date_trunc(${units[unit]}, (${d})::timestamp) + ${lengths[unit]})::date - 1)`
    : d

const edge = (name: 'STARTOF' | 'ENDOF', words: FormulaHelp): FormulaFunction => ({
  help: words,
  resolve(args, trees, checking, tree) {
    if (args.length !== 2)
      return checking.problem(tree, 'argument-count', { name, wanted: 2, got: args.length })
    const of = checking.fit(args[0]!, date, trees[0]!)
    const unit = writtenUnit(
      args[1],
      trees[1],
      checking,
      (word) => readUnit(word, dayUnits),
      '"week" "month" "quarter" "year"',
    )
    return of && unit && call(name, [of, literal(text, unit)], date)
  },
  sql: ([d, unit], print) =>
    cappedDaySql(
      name === 'STARTOF'
        ? startOfUnitSql(print.value(d!), literalText(unit))
        : endOfUnitSql(print.value(d!), literalText(unit)),
    ),
  value: ([d, unit]) =>
    cappedDay(
      name === 'STARTOF' ? startOfUnit(day(d), unit as string) : endOfUnit(day(d), unit as string),
    ),
})

/** DATEADD(date, number, unit): by clock for an instant and up to weeks, else by calendar. */
const adding = (name: string, words: FormulaHelp): FormulaFunction => ({
  help: words,
  resolve(args, trees, checking, tree) {
    if (args.length < 2 || args.length > 3)
      return checking.problem(tree, 'argument-count', { name, wanted: '2–3', got: args.length })
    const isInstant = args[0]!.type.type === 'datetime'
    const allowed: readonly Unit[] = isInstant ? [...dayUnits, 'hour', 'minute'] : dayUnits
    const shown = isInstant ? '"d" "w" "m" "q" "y" "h" "min"' : '"d" "w" "m" "q" "y"'
    const unit = args[2]
      ? writtenUnit(args[2], trees[2], checking, (word) => readUnit(word, allowed), shown)
      : 'day'
    const count = checking.fit(args[1]!, number, trees[1]!)
    if (!unit || !count) return undefined
    if (unit in monthsIn) {
      const from = checking.fit(args[0]!, date, trees[0]!)
      return from && call('add-months', [from, count, literal(text, unit)], date)
    }
    if (isInstant)
      return call(
        'datetime+',
        [
          args[0]!,
          call(
            'in-days',
            [count, literal(text, unit)],
            number,
            count.width && { whole: count.width.whole + 1, fraction: 16 },
          ),
        ],
        datetime,
      )
    const from = checking.fit(args[0]!, date, trees[0]!)
    const days =
      unit === 'week' ? call('in-days', [count, literal(text, unit)], number, small()) : count
    return from && call('date+', [from, days], date)
  },
  value: () => null,
})

function monthsLater(d: Node, n: Node, times: number, print: SqlPrinter): Sql {
  return print.once([d, n], (from, count) => {
    const months =
      times === 1
        ? count!
        : times === 3
          ? sql`(trunc(${count!}) * 3)`
          : sql`(trunc(${count!}) * 12)`
    return addMonthsSql(from!, months, intSql(months))
  })
}

export const dayShiftFunctions: Record<string, FormulaFunction> = {
  DATEADD: adding(
    'DATEADD',
    help(
      '日期加减若干天、周、月、季、年',
      'a date so many days, weeks, months … later',
      'DATEADD(signed_on, 3, "m")',
    ),
  ),
  DATEDELTA: adding(
    'DATEDELTA',
    help('日期加减若干天', 'a date so many days later', 'DATEDELTA(due_on, -7)'),
  ),
  'add-months': {
    takes: ['date', 'number', 'any'],
    gives: date,
    sql: ([d, n, unit], print) => monthsLater(d!, n!, monthsIn[literalText(unit)] ?? 1, print),
    value: ([d, n, unit]) =>
      addMonths(
        day(d),
        int(
          D(n)
            .trunc()
            .times(monthsIn[unit as string] ?? 1),
        ),
      ),
  },
  'in-days': {
    takes: ['number', 'any'],
    gives: number,
    sql: ([n, unit], print) => {
      const count = sql`trunc(${print.value(n!)})`
      switch (literalText(unit)) {
        case 'week':
          return sql`(${count} * 7)`
        case 'hour':
          return divideSql(count, sql`24`)
        case 'minute':
          return divideSql(count, sql`1440`)
        default:
          return count
      }
    },
    value: ([n, unit]) => {
      const count = D(n).trunc()
      switch (unit) {
        case 'week':
          return count.times(7)
        case 'hour':
          return count.times('1e17').divToInt(24).times('1e-17').toDecimalPlaces(16)
        case 'minute':
          return count.times('1e17').divToInt(1440).times('1e-17').toDecimalPlaces(16)
        default:
          return count
      }
    },
  },
  EDATE: {
    help: help('若干个月之后的同一天', 'the same day some months later', 'EDATE(starts_on, 12)'),
    takes: ['date', 'number'],
    gives: date,
    sql: ([d, n], print) => monthsLater(d!, n!, 1, print),
    value: ([d, n]) => addMonths(day(d), int(D(n))),
  },
  EOMONTH: {
    help: help(
      '若干个月之后的月末',
      'the last day of the month some months later',
      'EOMONTH(issued_on, 0)',
    ),
    takes: ['date', 'number'],
    gives: date,
    sql: ([d, n], print) =>
      sql`((date_trunc('month', (${monthsLater(d!, n!, 1, print)})::timestamp) + interval '1 month')::date - 1)`,
    value: ([d, n]) => {
      const later = addMonths(day(d), int(D(n)))
      if (typeof later !== 'number') return later
      const { year, month } = dayOf(later)
      return dayNumber(year, month, lengthOfMonth(year, month))
    },
  },
  WORKDAY: {
    help: help(
      '若干个工作日之后的日期，按公司的工作周、法定节假日和调休，以及工作日历',
      'the date so many working days later: by the company’s week, public holidays with made-up days, and its own calendar',
      'WORKDAY(signed_on, 10)',
    ),
    takes: ['date', 'number'],
    gives: date,
    sql: ([from, n], print) =>
      print.once([from!, n!], (d, count) => {
        const days = intSql(count!)
        const before = (one: Sql): Sql => workdaysBeforeSql(print, one)
        // The last day there is has no day after it.
        const from = sql`case when ${days} > 0 then ${before(sql`(${d!} + 1)`)} else ${before(d!)} + 1 end + ${days}`
        return sql`case when ${days} = 0 then ${d!} else (select ${nthWorkdaySql(print, sql`g.k`)} from (select ${from} as k offset 0) as g) end`
      }),
    value: ([from, n], { calendar }) => {
      const [d, count] = [day(from), int(D(n))]
      if (count === 0) return d
      const at = count > 0 ? workdaysBefore(calendar, d + 1) : workdaysBefore(calendar, d) + 1
      return nthWorkday(calendar, at + count)
    },
  },
  STARTOF: edge(
    'STARTOF',
    help(
      '所在周、月、季、年的第一天',
      'the first day of the week, month, quarter or year',
      'STARTOF(TODAY(), "month")',
    ),
  ),
  ENDOF: edge(
    'ENDOF',
    help(
      '所在周、月、季、年的最后一天',
      'the last day of the week, month, quarter or year',
      'ENDOF(TODAY(), "quarter")',
    ),
  ),
}
