// When is it due, if only working time counts? Days and hours of the company's calendar, forwards and backwards.
import { dayNumber, weekday, writeDay } from '../formula/calendar.ts'
import { instantOf, offset } from '../formula/zone.ts'

/** How long: one of the three. A working day is as long as the working hours of the calendar are together. */
export interface Duration {
  readonly days?: number
  readonly working_days?: number
  readonly working_hours?: number
}

/** When does the company work? */
export interface WorkCalendar {
  readonly zone: string
  /** Working days of the week, Monday = 0. */
  readonly week: readonly number[]
  /** Working hours of a day in minutes after midnight, in order. */
  readonly hours: readonly (readonly [from: number, to: number])[]
  /** Days that are not as the week says: true = work, false = off. `2026-02-16`. */
  readonly days: Readonly<Record<string, boolean>>
}

const standardHours: WorkCalendar['hours'] = [
  [540, 720],
  [780, 1080],
]
export const standardCalendar: WorkCalendar = {
  zone: 'Asia/Shanghai',
  week: [0, 1, 2, 3, 4],
  hours: standardHours,
  days: {},
}

const minute = 60_000
const dayMs = 1440 * minute
/** A calendar in which nobody ever works must not keep a computer searching. */
const farthest = 3700

/** `09:00-12:00 13:00-18:00` → pairs of minutes; null where it cannot be read or is not in order. */
export function readHours(text: string): WorkCalendar['hours'] | null {
  const parts = text
    .trim()
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
  const hours: [number, number][] = []
  for (const part of parts) {
    const found = /^(\d{1,2})[:：](\d{2})\s*[-–—~至]\s*(\d{1,2})[:：](\d{2})$/.exec(part)
    if (!found) return null
    const [from, to] = [
      Number(found[1]) * 60 + Number(found[2]),
      Number(found[3]) * 60 + Number(found[4]),
    ]
    if (
      Number(found[2]) > 59 ||
      Number(found[4]) > 59 ||
      from >= to ||
      to > 1440 ||
      from < (hours.at(-1)?.[1] ?? 0)
    )
      return null
    hours.push([from, to])
  }
  return hours.length ? hours : null
}

export const worksOn = (calendar: WorkCalendar, day: number): boolean =>
  calendar.days[writeDay(day)] ?? calendar.week.includes(weekday(day))

const minutesOf = (calendar: WorkCalendar): number =>
  calendar.hours.reduce((sum, [from, to]) => sum + to - from, 0)

/** The working time that the duration means, in milliseconds; null where it counts every day. */
const workOf = (
  calendar: WorkCalendar,
  { working_days, working_hours }: Duration,
): number | null =>
  working_days !== undefined
    ? working_days * minutesOf(calendar) * minute
    : working_hours !== undefined
      ? working_hours * 60 * minute
      : null

/** The working hours of one day as instants. */
function shifts(calendar: WorkCalendar, day: number): [number, number][] {
  if (!worksOn(calendar, day)) return []
  const at = (minutes: number): number =>
    Number(instantOf(BigInt(day * dayMs + minutes * minute) * 1000n, calendar.zone) / 1000n)
  return calendar.hours.map(([from, to]): [number, number] => [at(from), at(to)])
}

const dayOfInstant = (calendar: WorkCalendar, instant: number): number =>
  Math.floor((instant + offset(instant, calendar.zone)) / dayMs)

/** When so much time after `since` is over: the deadline of what began then. */
export function dueAt(calendar: WorkCalendar, since: Date, duration: Duration): Date {
  const work = workOf(calendar, duration)
  if (work === null) return new Date(since.getTime() + (duration.days ?? 0) * dayMs)
  let left = work
  const first = dayOfInstant(calendar, since.getTime())
  for (let day = first; day < first + farthest; day++)
    for (const [from, to] of shifts(calendar, day)) {
      const start = Math.max(from, since.getTime())
      if (to <= start) continue
      if (to - start >= left) return new Date(start + left)
      left -= to - start
    }
  return new Date(since.getTime() + farthest * dayMs)
}

/** Whatever began at this instant or before has its time over `now`; what began later has not. */
export function beganBy(calendar: WorkCalendar, now: Date, duration: Duration): Date {
  const work = workOf(calendar, duration)
  if (work === null) return new Date(now.getTime() - (duration.days ?? 0) * dayMs)
  let left = work
  const last = dayOfInstant(calendar, now.getTime())
  for (let day = last; day > last - farthest; day--)
    for (const [from, to] of shifts(calendar, day).reverse()) {
      const end = Math.min(to, now.getTime())
      if (from >= end) continue
      if (end - from >= left) return new Date(end - left)
      left -= end - from
    }
  return new Date(now.getTime() - farthest * dayMs)
}

/** Working time between two instants, in milliseconds. */
export function workedBetween(calendar: WorkCalendar, since: Date, until: Date): number {
  let sum = 0
  const last = Math.min(
    dayOfInstant(calendar, until.getTime()),
    dayOfInstant(calendar, since.getTime()) + farthest,
  )
  for (let day = dayOfInstant(calendar, since.getTime()); day <= last; day++)
    for (const [from, to] of shifts(calendar, day))
      sum += Math.max(0, Math.min(to, until.getTime()) - Math.max(from, since.getTime()))
  return sum
}

/** `02-15..02-23 05-01` of a year → its days; for calendars that are written down by hand. */
export function daysOfYear(year: number, ranges: string, work: boolean): Record<string, boolean> {
  const days: Record<string, boolean> = {}
  for (const range of ranges.split(' ').filter(Boolean)) {
    const [from = '', to = from] = range.split('..')
    const number = (text: string): number =>
      dayNumber(year, Number(text.slice(0, 2)), Number(text.slice(3)))
    for (let day = number(from); day <= number(to); day++) days[writeDay(day)] = work
  }
  return days
}
