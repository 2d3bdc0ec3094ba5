// Which days does a forecast speak of, and in which week is it said?
import { readDay, weekday, writeDay } from '#kernel/formula/calendar.ts'
import { bucketName, bucketRange, startOf } from '#kernel/view/period.ts'

export type PeriodKind = 'month' | 'quarter'

/** A month or a quarter, both days included. */
export interface Period {
  readonly kind: PeriodKind
  readonly starts_on: string
  readonly ends_on: string
}

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The period that a day lies in. */
export function periodOf(kind: PeriodKind, on: string): Period {
  const range = bucketRange(kind, bucketName(kind, readDay(on)!))!
  return { kind, starts_on: writeDay(range.from), ends_on: writeDay(range.to) }
}

/** The Monday of the week that a day lies in. */
export const weekOf = (on: string): string => writeDay(startOf('week', readDay(on)!))

/** The last day of a week on which what is said in it is in time. */
export function dueOn(week: string, by: string): string {
  const at = (weekdayNames as readonly string[]).indexOf(by)
  return writeDay(readDay(week)! + (at < 0 ? 4 : at))
}

/** `mon` … `sun`. */
export const weekdayName = (on: string): string => weekdayNames[weekday(readDay(on)!)]!
