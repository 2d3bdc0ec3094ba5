// When is a mail due that comes each day, week or month at an hour of the company's clock?
import { dayOf, dayNumber, lengthOfMonth, weekday } from '../formula/calendar.ts'
import { dayAt, startOf } from '../formula/zone.ts'

export interface Rhythm {
  readonly every: 'day' | 'week' | 'month'
  /** 0 … 23. */
  readonly hour: number
  /** A whole number. Of the week: 1 is Monday. Of the month: one that the month lacks is its last. */
  readonly day: number
}

/** The first such moment after `now`. */
export function nextMoment({ every, hour, day }: Rhythm, now: Date, zone: string): Date {
  const today = dayAt(BigInt(now.getTime()) * 1000n, zone)
  const at = (number: number): Date =>
    new Date(Number(startOf(number, zone) / 1000n) + hour * 3_600_000)
  if (every === 'month') {
    const { year, month } = dayOf(today)
    const inMonth = (later: number): number =>
      dayNumber(year, month + later, 1) - 1 + Math.min(day, lengthOfMonth(year, month + later))
    return at(inMonth(0)) > now ? at(inMonth(0)) : at(inMonth(1))
  }
  const first = at(today) > now ? today : today + 1
  if (every === 'day') return at(first)
  // Days of the week go around, so that any number is one of them.
  const wanted = (((day - 1) % 7) + 7) % 7
  const ahead = (wanted - weekday(first) + 7) % 7
  return at(first + ahead)
}
