// How are days counted, and how is a date read and written?

import { sql, type Sql } from '../sql.ts'
import { failure, type Value } from './value.ts'

export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days since 1970-01-01 in the Gregorian calendar, extended backwards. Month and day may overflow. */
export function dayNumber(year: number, month: number, day: number): number {
  const months = year * 12 + (month - 1)
  const y = Math.floor(months / 12)
  const m = months - y * 12 + 1
  // Count years from March, so that the leap day is the last of its year.
  const marchYear = m <= 2 ? y - 1 : y
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5)
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468 + (day - 1)
}

/** The date of a day number. */
export function dayOf(number: number): Day {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

export const firstDay = dayNumber(1, 1, 1)
export const lastDay = dayNumber(9999, 12, 31)

/** Dates outside the years 1 to 9999 are errors. */
export const cappedDay = (day: number): Value =>
  day >= firstDay && day <= lastDay ? day : failure('bad-date')
export const cappedDaySql = (day: Sql): Sql =>
  sql`nullif(nullif(greatest(least(${day}, date '10000-01-01'), date '0001-12-31 BC'), date '10000-01-01'), date '0001-12-31 BC')`

/** So many days later. Counted from the year 1 as a whole number, as PostgreSQL's own dates end in 4713 BC. */
export const shiftedDaySql = (day: Sql, days: Sql): Sql =>
  cappedDaySql(
    sql`(date '0001-01-01' + least(greatest((${day} - date '0001-01-01') + ${days}, -1), 3652059))`,
  )

/** The days between two dates, both included, in whichever order; one that is empty is left out. An index has these very words. */
export const spanSql = (a: Sql, b: Sql): Sql =>
  sql`daterange(least(${a}, ${b}), greatest(${a}, ${b}), '[]')`
export const filledSpanSql = (a: Sql, b: Sql): Sql => sql`(${a} is not null or ${b} is not null)`

/** Monday is 0. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7

export const lengthOfMonth = (year: number, month: number): number =>
  dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)

/** So many months later; a day that the month lacks becomes its last. */
export function addMonths(from: number, months: number): Value {
  const { year, month, day } = dayOf(from)
  const total = year * 12 + (month - 1) + months
  if (total < 12 || total >= 120_000) return failure('bad-date')
  const y = Math.floor(total / 12)
  const m = total - y * 12 + 1
  return dayNumber(y, m, Math.min(day, lengthOfMonth(y, m)))
}
/** `day` is written several times: pass a name. `months` is a whole number, NULL gives NULL. */
export const addMonthsSql = (day: Sql, months: Sql, int: Sql): Sql =>
  sql`case when extract(year from ${day}) * 12 + extract(month from ${day}) - 1 + trunc(${months}) between 12 and 119999 then (${day} + make_interval(months => ${int}))::date end`

export const pad = (value: number, width: number) => String(value).padStart(width, '0')
export const writeDay = (day: number): string => {
  const { year, month, day: d } = dayOf(day)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(d, 2)}`
}

/** The year, month and day, if there is such a date. */
function dayFrom(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined
  return day <= lengthOfMonth(year, month) ? dayNumber(year, month, day) : undefined
}

const datePattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
/** Reads 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日. */
export function readDay(text: string): number | undefined {
  const found = datePattern.exec(text.trim())
  return found ? dayFrom(Number(found[1]), Number(found[2]), Number(found[3])) : undefined
}
