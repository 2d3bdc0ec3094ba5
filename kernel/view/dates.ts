// On which days does a record stand in a calendar or timeline, and how are those of a window asked for?
import type { FieldDef } from '../field.ts'
import { addMonths, dayNumber, dayOf, weekday, writeDay } from '../formula/calendar.ts'
import { print } from '../formula/print.ts'
import type { Tree } from '../formula/tree.ts'
import type { Range } from './period.ts'
import type { Zoom } from './view.ts'

/** The fields with the days of a record. */
export interface Dates {
  /** A date or an instant. */
  readonly starts: string
  /** Until when it lasts, that day included; absent where it is one day. */
  readonly ends?: string
  /** By which field a timeline is grouped at first. */
  readonly group?: string
}

type Fields = Readonly<Record<string, FieldDef | null>>

/** Is it a field in which people find a day? */
export const isDay = (field: FieldDef | null | undefined): boolean =>
  field?.kind === 'date' || field?.kind === 'datetime'

/** What every record has anyway says nothing of its business. */
const system = new Set(['created_at', 'updated_at', 'stage_since'])

/** All fields with days, in the order of the model. */
export const dayFields = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    isDay(field) && !system.has(name) ? [name] : [],
  )

/** The days by which an object's records stand in calendars: as it says, else its first date that people write; null where there is none. */
export function datesOf(object: {
  readonly fields: Fields
  readonly dates?: Dates | undefined
}): Dates | null {
  const { fields, dates } = object
  // Whoever may not read the beginning still sees the end.
  if (dates && isDay(fields[dates.starts]))
    return dates.ends === undefined || isDay(fields[dates.ends]) ? dates : { starts: dates.starts }
  if (dates?.ends !== undefined && isDay(fields[dates.ends])) return { starts: dates.ends }
  const [first] = dayFields(fields).filter((name) => !fields[name]!.read_only)
  return first === undefined ? null : { starts: first }
}

const nowhere = { from: 0, to: 0 } as const
const path = (name: string): Tree => ({ ...nowhere, node: 'path', path: [name] })
const day = (number: number): Tree => ({ ...nowhere, node: 'text', value: writeDay(number) })
const call = (name: string, ...args: Tree[]): Tree => ({ ...nowhere, node: 'call', name, args })

/** The records of which a day lies in the window, as a condition. */
export function windowFilter(
  { starts, ends }: Pick<Dates, 'starts' | 'ends'>,
  { from, to }: Range,
): string {
  return print(
    ends === undefined
      ? call('BETWEEN', path(starts), day(from), day(to))
      : call('OVERLAPS', path(starts), path(ends), day(from), day(to)),
  )
}

/** The records that stand on no day at all. */
export function datelessFilter({ starts, ends }: Pick<Dates, 'starts' | 'ends'>): string {
  const empty = (name: string): Tree => call('ISEMPTY', path(name))
  return print(ends === undefined ? empty(starts) : call('AND', empty(starts), empty(ends)))
}

/** So many months later as a day number; beyond the calendar it stays. */
const monthsLater = (from: number, months: number): number => {
  const later = addMonths(from, months)
  return typeof later === 'number' ? later : from
}

const firstOfMonth = (number: number): number => {
  const { year, month } = dayOf(number)
  return dayNumber(year, month, 1)
}

const monday = (number: number): number => number - weekday(number)

/** What a calendar shows around a day: its week, or its month in whole weeks from Monday. */
export function calendarWindow(zoom: Zoom, at: number): Range {
  if (zoom === 'day') return { from: at, to: at }
  if (zoom === 'week') return { from: monday(at), to: monday(at) + 6 }
  const first = firstOfMonth(at)
  return { from: monday(first), to: monday(monthsLater(first, 1) - 1) + 6 }
}

/** The same day one page of the calendar on, or back. */
export const calendarStep = (zoom: Zoom, at: number, pages: number): number =>
  zoom === 'day' ? at + pages : zoom === 'week' ? at + 7 * pages : monthsLater(at, pages)

/** What a timeline shows around a day; a quarter of it is past. */
export function timelineWindow(zoom: Zoom, at: number): Range {
  switch (zoom) {
    case 'day':
      return { from: monday(at) - 7, to: monday(at) + 34 }
    case 'week':
      return { from: monday(at) - 5 * 7, to: monday(at) + 21 * 7 - 1 }
    case 'month':
      return { from: monthsLater(firstOfMonth(at), -4), to: monthsLater(firstOfMonth(at), 14) - 1 }
    case 'quarter': {
      const { year, month } = dayOf(at)
      const first = dayNumber(year, month - ((month - 1) % 3), 1)
      return { from: monthsLater(first, -12), to: monthsLater(first, 36) - 1 }
    }
  }
}

/** Half a window on, or back. */
export const timelineStep = (zoom: Zoom, at: number, pages: number): number =>
  zoom === 'day'
    ? at + 21 * pages
    : zoom === 'week'
      ? at + 91 * pages
      : monthsLater(at, pages * (zoom === 'month' ? 9 : 24))

/** The units of a timeline's head: where each begins within the window. */
export function ticks(unit: Zoom | 'year', { from, to }: Range): number[] {
  const months = { month: 1, quarter: 3, year: 12 } as const
  if (unit === 'day' || unit === 'week') {
    const step = unit === 'day' ? 1 : 7
    const first = unit === 'day' ? from : monday(from)
    return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step)
  }
  const { year, month } = dayOf(from)
  const found: number[] = []
  for (
    let at = dayNumber(year, month - ((month - 1) % months[unit]), 1);
    at <= to;
    at = monthsLater(at, months[unit])
  )
    found.push(at)
  return found
}
