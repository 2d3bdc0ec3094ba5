// Which functions calculate with dates and times?

import { sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import {
  addMonths,
  addMonthsSql,
  cappedDay,
  cappedDaySql,
  dayNumber,
  dayOf,
  filledSpanSql,
  lengthOfMonth,
  readDay,
  shiftedDaySql,
  spanSql,
  weekday,
} from './calendar.ts'
import { type LeftOver, readUnit, type Unit } from './date-units.ts'
import { asText } from './fit.ts'
import type { Checking, FormulaFunction, FormulaHelp, SqlPrinter } from './function.ts'
import { call, literal, type Node } from './node.ts'
import { divideSql, Exact, int, intSql } from './number.ts'
import {
  dateText,
  dateTextSql,
  numberText,
  numberTextSql,
  readDateFormat,
  readNumberFormat,
} from './text-format.ts'
import type { Tree } from './tree.ts'
import { boolean, date, datetime, number, text, typeWords } from './type.ts'
import { failure, type Known, type Value } from './value.ts'
import { nthWorkday, nthWorkdaySql, workdaysBefore, workdaysBeforeSql } from './workdays.ts'
import { local } from './zone.ts'
import { dayMicros } from './instant.ts'

const help = (zh: string, en: string, example: string): FormulaHelp => ({
  group: 'date',
  example,
  help: { zh, en },
})
const day = (value: Known | undefined) => value as number
const D = (value: Known | undefined) => value as Decimal
const small = () => ({ whole: 8, fraction: 0 })

/** A number read off a date. */
const part = (
  words: FormulaHelp,
  write: (d: Sql) => Sql,
  read: (d: number) => number,
): FormulaFunction => ({
  help: words,
  takes: ['date'],
  gives: number,
  width: small,
  sql: ([d], print) => print.once([d!], (name) => write(name!)),
  value: ([d]) => new Exact(read(day(d))),
})

const clockPart = (words: FormulaHelp, unit: 'hour' | 'minute' | 'second'): FormulaFunction => ({
  help: words,
  takes: ['datetime'],
  gives: number,
  width: small,
  sql: ([instant], print) => {
    const wall = sql`(${print.value(instant!)} at time zone ${print.param(print.at.zone, 'text')})`
    if (unit === 'second') return sql`floor(extract(second from ${wall}))`
    return unit === 'hour' ? sql`extract(hour from ${wall})` : sql`extract(minute from ${wall})`
  },
  value: ([instant], at) => {
    const micros = ((local(instant as bigint, at.zone) % dayMicros) + dayMicros) % dayMicros
    if (unit === 'second') return new Exact(Number((micros / 1_000_000n) % 60n))
    const inDay = Number(micros / 60_000_000n)
    return new Exact(unit === 'hour' ? Math.floor(inDay / 60) : inDay % 60)
  },
})

/** The written choice at a place of a call: a unit, a way of counting. */
function written<T extends string>(
  node: Node | undefined,
  tree: Tree | undefined,
  checking: Checking,
  read: (word: string) => T | undefined,
  units: string,
): T | undefined {
  if (node?.node !== 'literal' || typeof node.value !== 'string')
    return checking.problem(tree!, 'needs-literal', { what: units })
  return read(node.value) ?? checking.problem(tree!, 'bad-unit', { units })
}

const dayUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
const unitOf = (node: Node | undefined): string =>
  node?.node === 'literal' ? String(node.value) : 'day'
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
    const unit = written(
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
        ? startOfUnitSql(print.value(d!), unitOf(unit))
        : endOfUnitSql(print.value(d!), unitOf(unit)),
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
      ? written(args[2], trees[2], checking, (word) => readUnit(word, allowed), shown)
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

/** Whole months from one day to another; backwards they count negative. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [dayOf(from), dayOf(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  if (to >= from) return b.day < a.day ? months - 1 : months
  return b.day > a.day ? months + 1 : months
}
const monthsBetweenSql = (a: Sql, b: Sql): Sql =>
  sql`((extract(year from ${b}) - extract(year from ${a})) * 12 + extract(month from ${b}) - extract(month from ${a}) + case when ${b} >= ${a} then - (extract(day from ${b}) < extract(day from ${a}))::int else (extract(day from ${b}) > extract(day from ${a}))::int end)`

/** Of a difference in years the months and days left over, of one in months the days. */
const readLeftOver = (word: string): LeftOver | undefined =>
  (['ym', 'md', 'yd'] as const).find((one) => one === word.toLowerCase())

/** Type → the first day of the week, Monday is 0. */
const weekTypes: Record<string, number | 'iso'> = {
  '1': 6,
  '2': 0,
  ...Object.fromEntries(Array.from({ length: 7 }, (_, day) => [String(11 + day), day])),
  '21': 'iso',
}
/** How many days after the first of its week. */
const daysInto = (d: number, first: number): number => (weekday(d) + 7 - first) % 7
const beforeSunday = [sql`6`, sql`5`, sql`4`, sql`3`, sql`2`, sql`1`, sql`0`] as const
const daysIntoSql = (d: Sql, first: number): Sql =>
  sql`((extract(isodow from ${d})::int + ${beforeSunday[first]!}) % 7)`
function isoWeek(d: number): number {
  const thursday = d - weekday(d) + 3
  return Math.floor((thursday - dayNumber(dayOf(thursday).year, 1, 1)) / 7) + 1
}
const plainWeek = (d: number, firstDay: number): number => {
  const first = dayNumber(dayOf(d).year, 1, 1)
  return Math.floor((d - first + daysInto(first, firstDay)) / 7) + 1
}
const plainWeekSql = (d: Sql, firstDay: number): Sql => {
  const first = sql`date_trunc('year', ${d}::timestamp)::date`
  return sql`(((${d} - ${first} + ${daysIntoSql(first, firstDay)}) / 7) + 1)::numeric`
}

/** WEEKDAY and WEEKNUM take a number, written out, that says where the week begins. */
const byWeekType = (
  name: string,
  known: readonly string[],
  words: FormulaHelp,
  write: (d: Sql, type: string) => Sql,
  read: (d: number, type: string) => number,
): FormulaFunction => ({
  help: words,
  resolve(args, trees, checking, tree) {
    if (args.length < 1 || args.length > 2)
      return checking.problem(tree, 'argument-count', { name, wanted: '1–2', got: args.length })
    const of = checking.fit(args[0]!, date, trees[0]!)
    const type = args[1] ?? literal(number, '1')
    if (type.node !== 'literal' || !known.includes(String(type.value)))
      return checking.problem(trees[1]!, 'bad-unit', { units: known.join(' ') })
    return of && call(name, [of, literal(text, String(type.value))], number, small())
  },
  sql: ([d, type], print) => print.once([d!], (name) => write(name!, unitOf(type))),
  value: ([d, type]) => new Exact(read(day(d), type as string)),
})

/** The days from the one to the other, in whichever order; null where there is none. Dates are numbers, what is no number is empty. */
function spanOf(a: Value | undefined, b: Value | undefined): { from: number; to: number } | null {
  const days = [a, b].filter((one) => typeof one === 'number')
  return days.length ? { from: Math.min(...days), to: Math.max(...days) } : null
}

const textPattern = sql`'^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$'`

export const dateFunctions: Record<string, FormulaFunction> = {
  TODAY: {
    help: help('今天', 'today', 'due_on < TODAY()'),
    takes: [],
    gives: date,
    value: (_, at) =>
      Math.floor(Number(local(BigInt(at.now.getTime()) * 1000n, at.zone) / 1_000_000n) / 86_400),
  },
  NOW: {
    help: help('现在', 'now', 'created_at > NOW() - 1'),
    takes: [],
    gives: datetime,
    value: (_, at) => BigInt(at.now.getTime()) * 1000n,
  },
  DATE: {
    help: help(
      '由年、月、日得到日期',
      'a date from year, month and day',
      'DATE(YEAR(close_date), 12, 31)',
    ),
    takes: ['number', 'number', 'number'],
    gives: date,
    sql: ([y, m, d], print) =>
      print.once([y!, m!], (year, month) => {
        const months = sql`(trunc(${year!}) * 12 + trunc(${month!}) - 1)`
        const first = sql`(case when ${months} between 12 and 119999 then (date '2000-01-01' + make_interval(months => least(greatest(${months}, 0), 120000)::int - 24000))::date end)`
        return shiftedDaySql(first, sql`(${intSql(print.value(d!))} - 1)`)
      }),
    value: ([y, m, d]) => {
      const months = D(y).trunc().times(12).plus(D(m).trunc()).minus(1)
      if (months.lt(12) || months.gt(119_999)) return failure('bad-date')
      const n = months.toNumber()
      return cappedDay(dayNumber(Math.floor(n / 12), (n % 12) + 1, 1) + int(D(d)) - 1)
    },
  },
  YEAR: part(
    help('年份', 'the year', 'YEAR(close_date)'),
    (d) => sql`extract(year from ${d})`,
    (d) => dayOf(d).year,
  ),
  MONTH: part(
    help('月份,1–12', 'the month, 1–12', 'MONTH(close_date)'),
    (d) => sql`extract(month from ${d})`,
    (d) => dayOf(d).month,
  ),
  DAY: part(
    help('几号,1–31', 'the day of the month', 'DAY(close_date)'),
    (d) => sql`extract(day from ${d})`,
    (d) => dayOf(d).day,
  ),
  QUARTER: part(
    help('季度,1–4', 'the quarter, 1–4', 'QUARTER(close_date)'),
    (d) => sql`extract(quarter from ${d})`,
    (d) => Math.floor((dayOf(d).month - 1) / 3) + 1,
  ),
  ISOWEEKNUM: part(
    help('ISO 周数', 'the ISO week', 'ISOWEEKNUM(close_date)'),
    (d) => sql`extract(week from ${d})`,
    isoWeek,
  ),
  HOUR: clockPart(help('小时,0–23', 'the hour, 0–23', 'HOUR(created_at)'), 'hour'),
  MINUTE: clockPart(help('分钟,0–59', 'the minute, 0–59', 'MINUTE(created_at)'), 'minute'),
  SECOND: clockPart(help('秒,0–59', 'the second, 0–59', 'SECOND(created_at)'), 'second'),
  WEEKDAY: byWeekType(
    'WEEKDAY',
    [...Object.keys(weekTypes).filter((type) => type !== '21'), '3'],
    help(
      '星期几:默认周日为 1;类型 2 周一为 1，3 周一为 0，11–17 依次从周一至周日起为 1',
      'the day of the week: Sunday is 1; type 2: Monday is 1, 3: Monday is 0, 11–17: from Monday … Sunday on',
      'WEEKDAY(due_on, 2)',
    ),
    (d, type) =>
      type === '3'
        ? sql`(extract(isodow from ${d}) - 1)`
        : sql`(${daysIntoSql(d, weekTypes[type] as number)} + 1)::numeric`,
    (d, type) => (type === '3' ? weekday(d) : daysInto(d, weekTypes[type] as number) + 1),
  ),
  WEEKNUM: byWeekType(
    'WEEKNUM',
    Object.keys(weekTypes),
    help(
      '一年中的第几周:默认周日起;类型 2 周一起，11–17 依次从周一至周日起，21 为 ISO',
      'the week of the year: from Sunday; type 2 from Monday, 11–17 from Monday … Sunday, 21 ISO',
      'WEEKNUM(close_date, 2)',
    ),
    (d, type) => {
      const first = weekTypes[type]!
      return first === 'iso' ? sql`extract(week from ${d})` : plainWeekSql(d, first)
    },
    (d, type) => {
      const first = weekTypes[type]!
      return first === 'iso' ? isoWeek(d) : plainWeek(d, first)
    },
  ),
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
        ? written(
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
      if (unitOf(unit) === 'day') return sql`(${print.value(b!)} - ${print.value(a!)})::numeric`
      return print.once([a!, b!], (x, y) => {
        const months = monthsBetweenSql(x!, y!)
        const left = unitOf(unit)
        if (left === 'ym') return sql`mod(${months}, 12)`
        if (left === 'md' || left === 'yd') {
          const gone = left === 'md' ? months : sql`(12 * div(${months}, 12))`
          return sql`(${y!} - ${addMonthsSql(x!, gone, sql`(${gone})::int`)})::numeric`
        }
        return unitOf(unit) === 'month' ? months : sql`div(${months}, 12)`
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
    sql: ([d, n, unit], print) => monthsLater(d!, n!, monthsIn[unitOf(unit)] ?? 1, print),
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
      switch (unitOf(unit)) {
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
      '两段日期是否有重叠:前两个是一段,后两个是另一段;缺一端的只算有的那天',
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
  DATEVALUE: {
    help: help('把文本读成日期', 'reads a date', 'DATEVALUE("2026-01-31")'),
    takes: ['text'],
    gives: date,
    sql: ([x], print) =>
      print.once(
        [x!],
        (a) =>
          sql`(select case when m[1]::int between 1 and 9999 and m[2]::int between 1 and 12 and m[3]::int between 1 and extract(day from make_date(greatest(m[1]::int, 1), least(greatest(m[2]::int, 1), 12), 1) + interval '1 month' - interval '1 day') then make_date(m[1]::int, m[2]::int, m[3]::int) end from (select regexp_match(btrim(${a!}, ' '), ${textPattern}) as m offset 0) as read)`,
      ),
    value: ([x]) =>
      readDay((x as string).replace(/^ +| +$/g, '').replace(/^\s|\s$/, '!')) ?? failure('bad-date'),
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
  TEXT: {
    help: {
      group: 'text',
      example: 'TEXT(amount, "#,##0.00")',
      help: { zh: '按格式转成文本', en: 'a number or date written by a format' },
    },
    resolve(args, trees, checking, tree) {
      if (args.length < 1 || args.length > 2)
        return checking.problem(tree, 'argument-count', {
          name: 'TEXT',
          wanted: '1–2',
          got: args.length,
        })
      const of = args[0]!
      const wrong = () =>
        checking.problem(trees[0]!, 'wrong-type', {
          wanted: typeWords(number),
          got: typeWords(of.type),
        })
      if (!args[1]) return asText(of) ?? wrong()
      if (args[1].node !== 'literal' || typeof args[1].value !== 'string')
        return checking.problem(trees[1]!, 'needs-literal', { what: '"0.00"' })
      const format = args[1].value
      const isMoment = of.type.type === 'date' || of.type.type === 'datetime'
      if (!isMoment && of.type.type !== 'number') return wrong()
      const pattern = isMoment ? readDateFormat(format) : readNumberFormat(format) && format
      return pattern === undefined
        ? checking.problem(trees[1]!, 'bad-format', { format })
        : call('TEXT', [of, literal(text, pattern)], text)
    },
    sql: ([of, format], print) => {
      const pattern = unitOf(format)
      const param = (it: string) => print.param(it, 'text')
      if (of!.type.type === 'number')
        return print.once([of!], (x) => numberTextSql(readNumberFormat(pattern)!, x!, param))
      return print.once([of!], (moment) =>
        dateTextSql(
          pattern,
          of!.type.type === 'date'
            ? sql`(${moment!})::timestamp`
            : sql`(${moment!} at time zone ${param(print.at.zone)})`,
          param,
        ),
      )
    },
    value: ([of, pattern], at): Value => {
      if (typeof of === 'number') return dateText(pattern as string, BigInt(of) * dayMicros)
      if (typeof of === 'bigint') return dateText(pattern as string, local(of, at.zone))
      return numberText(readNumberFormat(pattern as string)!, D(of))
    },
  },
}

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
