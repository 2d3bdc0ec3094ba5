// Which day is the n-th working day of a calendar, and how many lie before a day? By one rule in JavaScript and in SQL.
import { sql, type Sql } from '../sql.ts'
import { cappedDay, cappedDaySql, firstDay, lastDay, readDay, weekday } from './calendar.ts'
import type { SqlPrinter } from './function.ts'
import { failure, type Value } from './value.ts'
import type { WorkWeek } from './work-week.ts'

/** Monday to Friday, without holidays. */
export const plainWeek: WorkWeek = { week: [0, 1, 2, 3, 4], days: {} }

/**
 * A calendar as sums: a day that is not as the week says moves the count of all days after it by one. What is known
 * of each such day: itself, the sum of such moves up to it, the number of working days up to its end, and, where it is
 * worked, the number before it.
 */
interface Counted {
  /** Working days of the week in order, and how many of them lie before each day of the week. */
  readonly week: readonly number[]
  readonly before: readonly number[]
  readonly days: readonly number[]
  readonly moved: readonly number[]
  readonly upTo: readonly number[]
  /** Null for a day off. */
  readonly worked: readonly (number | null)[]
}

const known = new WeakMap<WorkWeek, Counted>()

function counted(calendar: WorkWeek): Counted {
  const found = known.get(calendar)
  if (found) return found
  const week = [...new Set(calendar.week)].filter((one) => one >= 0 && one < 7).sort()
  const before = Array.from({ length: 7 }, (_, day) => week.filter((one) => one < day).length)
  const plain = { week, before }
  const days: number[] = []
  const [moved, upTo]: [number[], number[]] = [[], []]
  const worked: (number | null)[] = []
  let sum = 0
  const special = Object.entries(calendar.days).flatMap(([date, work]) => {
    const day = readDay(date)
    return day !== undefined && work !== week.includes(weekday(day)) ? [{ day, work }] : []
  })
  for (const { day, work } of special.sort((a, b) => a.day - b.day)) {
    worked.push(work ? plainBefore(plain, day) + sum : null)
    sum += work ? 1 : -1
    days.push(day)
    moved.push(sum)
    upTo.push(plainBefore(plain, day + 1) + sum)
  }
  const made = { ...plain, days, moved, upTo, worked }
  known.set(calendar, made)
  return made
}

/** Working days by the week alone, from the first day there is, a Monday, to the day before this one. */
function plainBefore({ week, before }: Pick<Counted, 'week' | 'before'>, day: number): number {
  const n = day - firstDay
  return week.length * Math.floor(n / 7) + before[((n % 7) + 7) % 7]!
}

/** Working days before a day. */
export function workdaysBefore(calendar: WorkWeek, day: number): number {
  const of = counted(calendar)
  const passed = of.days.filter((one) => one < day).length
  return plainBefore(of, day) + (of.moved[passed - 1] ?? 0)
}

/** The k-th working day, the first day there is being before all of them; a failure outside of the years 1 to 9999. */
export function nthWorkday(calendar: WorkWeek, k: number): Value {
  const of = counted(calendar)
  const passed = of.upTo.filter((one) => one < k).length
  const made = of.worked[passed]
  if (made !== null && made !== undefined && made < k) return of.days[passed]!
  const at = k - (of.moved[passed - 1] ?? 0) - 1
  const size = of.week.length
  if (at < 0 || size === 0) return failure('bad-date')
  return cappedDay(firstDay + 7 * Math.floor(at / size) + of.week[at % size]!)
}

const list = (print: SqlPrinter, values: readonly (number | null)[]): Sql =>
  sql`(${print.param(
    values.map((one) => (one === null ? null : String(one))),
    'text[]',
  )})::bigint[]`

/** `day` is a date and written several times: pass a name. */
export function workdaysBeforeSql(print: SqlPrinter, day: Sql): Sql {
  const of = counted(print.at.calendar)
  const n = sql`(${day} - date '0001-01-01')`
  const plain = sql`(${of.week.length}::int * (${n} / 7) + (${list(print, of.before)})[${n} % 7 + 1])`
  if (!of.days.length) return plain
  const days = of.days.map((one) => one - firstDay)
  return sql`(${plain} + coalesce((${list(print, of.moved)})[(select count(*) from unnest(${list(print, days)}) as e(d) where e.d < ${n})::int], 0))`
}

/** `k` is a whole number and written several times. */
export function nthWorkdaySql(print: SqlPrinter, k: Sql): Sql {
  const of = counted(print.at.calendar)
  const size = of.week.length
  if (size === 0) return sql`null::date`
  const last = lastDay - firstDay + 1
  const dateOf = (day: Sql): Sql =>
    cappedDaySql(sql`(date '0001-01-01' + least(greatest(${day}, -1), ${last}::bigint)::int)`)
  const plain = (at: Sql): Sql =>
    sql`case when ${at} >= 0 then 7 * (${at} / ${size}::int) + (${list(print, of.week)})[${at} % ${size}::int + 1] else -1 end`
  if (!of.days.length) return dateOf(plain(sql`(${k}::bigint - 1)`))
  const days = of.days.map((one) => one - firstDay)
  return sql`(select ${dateOf(sql`case when (${list(print, of.worked)})[w.p + 1] < ${k} then (${list(print, days)})[w.p + 1] else ${plain(sql`w.a`)} end`)}
    from (select x.p, ${k}::bigint - coalesce((${list(print, of.moved)})[x.p], 0) - 1 as a from (select count(*)::int as p from unnest(${list(print, of.upTo)}) as e(u) where e.u < ${k} offset 0) as x offset 0) as w)`
}
