// Which functions make a day, and which read something off one?

import { sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import { cappedDay, dayNumber, dayOf, readDay, shiftedDaySql, weekday } from './calendar.ts'
import { type FormulaFunction, type FormulaHelp, helpIn } from './function.ts'
import { dayMicros } from './instant.ts'
import { call, literal, literalText } from './node.ts'
import { Exact, int, intSql } from './number.ts'
import { date, datetime, number, text } from './type.ts'
import { failure, type Known } from './value.ts'
import { local } from './zone.ts'

const help = helpIn('date')
const small = () => ({ whole: 8, fraction: 0 })
const day = (value: Known | undefined) => value as number
const D = (value: Known | undefined) => value as Decimal

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
  sql: ([d, type], print) => print.once([d!], (name) => write(name!, literalText(type))),
  value: ([d, type]) => new Exact(read(day(d), type as string)),
})

const textPattern = sql`'^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$'`

export const dayFunctions: Record<string, FormulaFunction> = {
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
  YEAR: part(
    help('年份', 'the year', 'YEAR(close_date)'),
    (d) => sql`extract(year from ${d})`,
    (d) => dayOf(d).year,
  ),
  MONTH: part(
    help('月份，1–12', 'the month, 1–12', 'MONTH(close_date)'),
    (d) => sql`extract(month from ${d})`,
    (d) => dayOf(d).month,
  ),
  DAY: part(
    help('几号，1–31', 'the day of the month', 'DAY(close_date)'),
    (d) => sql`extract(day from ${d})`,
    (d) => dayOf(d).day,
  ),
  QUARTER: part(
    help('季度，1–4', 'the quarter, 1–4', 'QUARTER(close_date)'),
    (d) => sql`extract(quarter from ${d})`,
    (d) => Math.floor((dayOf(d).month - 1) / 3) + 1,
  ),
  ISOWEEKNUM: part(
    help('ISO 周数', 'the ISO week', 'ISOWEEKNUM(close_date)'),
    (d) => sql`extract(week from ${d})`,
    isoWeek,
  ),
  HOUR: clockPart(help('小时，0–23', 'the hour, 0–23', 'HOUR(created_at)'), 'hour'),
  MINUTE: clockPart(help('分钟，0–59', 'the minute, 0–59', 'MINUTE(created_at)'), 'minute'),
  SECOND: clockPart(help('秒，0–59', 'the second, 0–59', 'SECOND(created_at)'), 'second'),
  WEEKDAY: byWeekType(
    'WEEKDAY',
    [...Object.keys(weekTypes).filter((type) => type !== '21'), '3'],
    help(
      '星期几：默认周日为 1；类型 2 周一为 1，3 周一为 0，11–17 依次从周一至周日起为 1',
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
      '一年中的第几周：默认周日起；类型 2 周一起，11–17 依次从周一至周日起，21 为 ISO',
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
}
