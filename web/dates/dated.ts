// On which days does a row stand, and which values put it on others? Pure.
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import type { Row, Values } from '#kernel/object.ts'
import { worksOn } from '#kernel/time/working-time.ts'
import type { WorkCalendar } from '#kernel/time/working-time.ts'
import type { Dates } from '#kernel/view/dates.ts'
import type { Span } from '#kernel/view/lanes.ts'
import { instantOf } from '#web/fields/zoned.ts'
import { local } from '#web/format.ts'
import { isEditable } from '#web/list/columns.ts'

/** The days of a row, and its hour where it has one. */
export interface Dated extends Span {
  readonly row: Row
  /** "09:30" of an instant; null of a day. */
  readonly time: string | null
}

export type Fields = Pick<Dates, 'starts' | 'ends'>
type Zoned = Pick<Meta['company'], 'zone'>

/** A date or an instant as a day number in the company's zone. */
function dayOfValue(value: unknown, field: FieldDef | undefined, { zone }: Zoned): number | null {
  if (typeof value !== 'string' || !value) return null
  const text = field?.kind === 'datetime' ? local(value, zone).slice(0, 10) : value
  return readDay(text) ?? null
}

/** The row with its days; null where it has none. One that ends before it begins counts both ways. */
export function datedOf(object: MetaObject, row: Row, dates: Fields, company: Zoned): Dated | null {
  const at = (name: string | undefined) =>
    name === undefined ? null : dayOfValue(row[name], object.fields[name], company)
  const days = [at(dates.starts), at(dates.ends)].filter((day) => day !== null)
  if (!days.length) return null
  const start = row[dates.starts]
  const timed = object.fields[dates.starts]?.kind === 'datetime' && typeof start === 'string'
  return {
    row,
    from: Math.min(...days),
    to: Math.max(...days),
    time: timed ? local(start, company.zone).slice(11) : null,
  }
}

/** In the order of a day: what lasts longer first, then by the hour. */
export const inOrder = (a: Dated, b: Dated): number =>
  a.from - b.from || b.to - a.to || (a.time ?? '').localeCompare(b.time ?? '')

/** What a drag does: all of it moves, or only one end. */
export type Drag = 'move' | 'starts' | 'ends'

/** The same hour on another day. */
export function onDay(
  value: unknown,
  field: FieldDef | undefined,
  day: number,
  { zone }: Zoned,
): string {
  if (field?.kind !== 'datetime') return writeDay(day)
  const time = typeof value === 'string' && value ? local(value, zone).slice(11) : '09:00'
  return instantOf(`${writeDay(day)} ${time}`, zone)
}

/** The values that put the row so many days on; {} where nothing changes. An end never passes the other. */
export function shifted(
  object: MetaObject,
  one: Dated,
  dates: Fields,
  drag: Drag,
  days: number,
  company: Zoned,
): Values {
  const put = (name: string, day: number): [string, string][] => {
    const field = object.fields[name]
    if (dayOfValue(one.row[name], field, company) === day) return []
    return [[name, onDay(one.row[name], field, day, company)]]
  }
  const { starts, ends } = dates
  if (drag === 'starts') return Object.fromEntries(put(starts, Math.min(one.from + days, one.to)))
  if (drag === 'ends' && ends)
    return Object.fromEntries(put(ends, Math.max(one.to + days, one.from)))
  const moved = [starts, ...(ends ? [ends] : [])].flatMap((name) => {
    const day = dayOfValue(one.row[name], object.fields[name], company)
    return day === null ? [] : put(name, day + days)
  })
  return Object.fromEntries(moved)
}

/** May this person change the days at all? Whether they may of this record is said by the server. */
export const canMove = (object: MetaObject, { starts, ends }: Fields): boolean =>
  isEditable(object, starts) && (ends === undefined || isEditable(object, ends))

/** How far the record is: what is done stands back, what is late stands out. */
export type Tone = 'plain' | 'open' | 'late' | 'done' | 'lost'

export function toneOf(object: MetaObject, one: Dated, today: number): Tone {
  const stage = object.lifecycle?.stages[String(one.row.stage)]
  if (!stage) return 'plain'
  if (stage.kind === 'won') return 'done'
  if (stage.kind === 'lost') return 'lost'
  return one.to < today ? 'late' : 'open'
}

/** What is special about a day: off on a working day of the week, work on a day off; null where it is as the week says. */
export function exceptionOf(calendar: WorkCalendar, day: number): 'off' | 'work' | null {
  const said = calendar.days[writeDay(day)]
  return said === undefined ? null : said ? 'work' : 'off'
}
export const isOff = (calendar: WorkCalendar, day: number): boolean => !worksOn(calendar, day)
