// Which days does "this month" or "the last 12 months" mean, and which days come before them?
import {
  addMonths,
  dayNumber,
  dayOf,
  lengthOfMonth,
  pad,
  readDay,
  weekday,
  writeDay,
} from '../formula/calendar.ts'
import type { TimeBucket } from '../query/gather.ts'

/** Both days included, as day numbers. */
export interface Range {
  readonly from: number
  readonly to: number
}
export type Unit = TimeBucket

const one = /^(this|last|next)_(day|week|month|quarter|year)$/
const many = /^(last|next)_([1-9]\d{0,2})_(day|week|month|quarter|year)s$/
const fixed = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/

/** The periods that people choose from; `last_6_weeks` and `2026-01-01..2026-03-31` are periods too. */
export const periodNames = [
  'this_day',
  'this_week',
  'this_month',
  'this_quarter',
  'this_year',
  'last_day',
  'last_week',
  'last_month',
  'last_quarter',
  'last_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_12_months',
  'next_30_days',
  'next_3_months',
] as const

/** Is it a period, as an address or a report may name one? */
export const isPeriod = (name: string): boolean => rangeOf(name, 0) !== null

/**
 * The days of a period, seen from today. "Last" and "next" so many begin with the unit that today lies in:
 * the last 12 months are this one and the eleven before it. Null where it is no period.
 */
export function rangeOf(name: string, today: number): Range | null {
  const single = one.exec(name)
  if (single) {
    const unit = single[2] as Unit
    const first = startOf(unit, today)
    const from = single[1] === 'this' ? first : moved(unit, first, single[1] === 'last' ? -1 : 1)
    return { from, to: moved(unit, from, 1) - 1 }
  }
  const several = many.exec(name)
  if (several) {
    const unit = several[3] as Unit
    const n = Number(several[2])
    const first = startOf(unit, today)
    return several[1] === 'last'
      ? { from: moved(unit, first, 1 - n), to: moved(unit, first, 1) - 1 }
      : { from: first, to: moved(unit, first, n) - 1 }
  }
  const days = fixed.exec(name)
  const [from, to] = [days && readDay(days[1]!), days && readDay(days[2]!)]
  return typeof from === 'number' && typeof to === 'number' && from <= to ? { from, to } : null
}

/** The period of the same length just before, or the same days a year earlier. Whole months stay whole months. */
export function earlier(range: Range, how: 'before' | 'year'): Range {
  if (how === 'year')
    return { from: monthsLater(range.from, -12), to: monthsLater(range.to + 1, -12) - 1 }
  const [a, b] = [dayOf(range.from), dayOf(range.to + 1)]
  const months = b.year * 12 + b.month - (a.year * 12 + a.month)
  if (a.day === b.day && months > 0)
    return { from: monthsLater(range.from, -months), to: range.from - 1 }
  return { from: range.from - (range.to - range.from + 1), to: range.from - 1 }
}

const monthsLater = (day: number, months: number): number => {
  const found = addMonths(day, months)
  return typeof found === 'number' ? found : day
}

/** The first day of the unit that a day lies in; weeks begin on Monday. */
export function startOf(unit: Unit, day: number): number {
  const { year, month } = dayOf(day)
  if (unit === 'day') return day
  if (unit === 'week') return day - weekday(day)
  if (unit === 'month') return dayNumber(year, month, 1)
  return unit === 'quarter' ? dayNumber(year, month - ((month - 1) % 3), 1) : dayNumber(year, 1, 1)
}

const moved = (unit: Unit, first: number, n: number): number =>
  unit === 'day'
    ? first + n
    : unit === 'week'
      ? first + 7 * n
      : monthsLater(first, n * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12))

/** `2026-03`, `2026-Q1`, `2026-W09`: the name of the unit that a day lies in, as the database writes it. */
export function bucketName(unit: Unit, day: number): string {
  const { year, month } = dayOf(day)
  if (unit === 'day') return writeDay(day)
  if (unit === 'month') return `${pad(year, 4)}-${pad(month, 2)}`
  if (unit === 'quarter') return `${pad(year, 4)}-Q${Math.ceil(month / 3)}`
  if (unit === 'year') return pad(year, 4)
  // A week belongs to the year of its Thursday.
  const thursday = day - weekday(day) + 3
  const of = dayOf(thursday).year
  return `${pad(of, 4)}-W${pad(Math.floor((thursday - dayNumber(of, 1, 1)) / 7) + 1, 2)}`
}

/** The days of a named unit; null where the name is none. */
export function bucketRange(unit: Unit, name: string): Range | null {
  const from = firstOf(unit, name)
  return from === null ? null : { from, to: moved(unit, from, 1) - 1 }
}

function firstOf(unit: Unit, name: string): number | null {
  const found = /^(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/.exec(name)
  if (!found) return null
  const [, year, quarter, week, month, day] = found.map((part) =>
    part === undefined ? undefined : Number(part),
  ) as (number | undefined)[]
  if (unit === 'week' && week !== undefined) {
    const january4 = dayNumber(year!, 1, 4)
    return january4 - weekday(january4) + 7 * (week - 1)
  }
  if (unit === 'quarter' && quarter !== undefined) return dayNumber(year!, quarter * 3 - 2, 1)
  if (unit === 'year' && month === undefined && quarter === undefined && week === undefined)
    return dayNumber(year!, 1, 1)
  if (month === undefined || month < 1 || month > 12) return null
  if (unit === 'month' && day === undefined) return dayNumber(year!, month, 1)
  return unit === 'day' && day !== undefined && day >= 1 && day <= lengthOfMonth(year!, month)
    ? dayNumber(year!, month, day)
    : null
}

/** The names of all units from one to another, both included, at most so many. */
export function bucketsBetween(unit: Unit, from: number, to: number, most: number): string[] {
  const names: string[] = []
  for (let day = startOf(unit, from); day <= to && names.length < most; day = moved(unit, day, 1))
    names.push(bucketName(unit, day))
  return names
}
