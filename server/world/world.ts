// What does everything on the server share? The database, the App as it is now, the clock and the company.
import type { Values } from '#kernel/object.ts'
import type { App, Book } from '#kernel/app.ts'
import type { Context } from '#kernel/context.ts'
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import type { Who } from '#kernel/permission.ts'
import type { WorkCalendar } from '#kernel/time/working-time.ts'
import type { Asks, Database, Tx } from '#server/database/pool.ts'
import type { Bell } from './bell.ts'

export interface Company {
  readonly name: string
  readonly currency: string
  readonly zone: string
  readonly sample: boolean
  /** When it works: limits in working time count by it. */
  readonly calendar: WorkCalendar
  /** The company's whole record, for the settings that business code asks for at each write. */
  readonly record: Readonly<Record<string, unknown>>
}

/** Why something happens, for the log. */
export interface Cause {
  readonly kind: 'person' | 'automation' | 'import' | 'api' | 'form' | 'link' | 'system'
  readonly id?: string
}

export interface World {
  readonly db: Database
  /** The standard over which the company's changes lie. */
  readonly book: Book
  /** Replaced as a whole by each publish. */
  app: App
  company: Company
  readonly now: () => Date
  /** Rung after each commit by which the log has grown. */
  readonly bell: Bell
  /** Makes the hands of business code for a piece of work; `contextOf` asks for them once. */
  readonly context: (doing: Doing) => Context
  /** Called inside the transaction of each event, so that work is queued with what caused it. */
  afterEvent:
    ((tx: Asks, event: LoggedEvent, row: Readonly<Record<string, unknown>>) => Promise<void>) | null
}

export interface LoggedEvent {
  readonly object: string
  readonly record: string
  readonly deed: string
  readonly action: string | null
  /** Of the record, as written. */
  readonly version: number
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly cause: Cause
}

/** One piece of work in one transaction, for one person, at one moment. */
export interface Doing {
  readonly world: World
  readonly app: App
  readonly tx: Tx | Asks
  readonly who: Who
  readonly at: Circumstances
  readonly cause: Cause
  /** The action that is running, for the log. */
  readonly action: string | null
  /** What the record of this object that the action makes brings along from an older system: its key, number, owner. */
  readonly arriving?: { readonly object: string; readonly values: Values }
  /** Why a gate is to be passed although something is missing (例外放行). */
  readonly letPass?: string
}

/** The circumstances of formulas for this person now. */
export const circumstances = (world: World, who: Who, now = world.now()): Circumstances => ({
  now,
  zone: world.company.zone,
  me: who.id,
  people: who.people,
  teams: who.teams,
  team: who.team,
  roles: who.roles,
  currency: world.company.currency,
  calendar: world.company.calendar,
})

/** The calendar day in the company's time zone. */
export function dayIn(zone: string, now: Date): string {
  // A day begins with a minute in every zone of today, and finding it out costs more than most of what asks for it.
  const minute = Math.floor(now.getTime() / 60_000)
  if (lastDay.minute !== minute || lastDay.zone !== zone)
    lastDay = { zone, minute, day: foundDay(zone, now) }
  return lastDay.day
}

let lastDay = { zone: '', minute: 0, day: '' }

function foundDay(zone: string, now: Date): string {
  let format = calendars.get(zone)
  // Making one takes a third of a millisecond, more than most writes of a row.
  if (!format)
    calendars.set(
      zone,
      (format = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      })),
    )
  return format.format(now)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** The same hands without limits of rows and fields, still in the person's name. */
export const unlimited = (who: Who): Who => {
  const { only: _, ...whole } = who
  return who.roles.includes('admin')
    ? who.only
      ? whole
      : who
    : { ...whole, roles: [...who.roles, 'admin'] }
}

/** The system itself: a person of its own in the log. */
export const systemWho: Who = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'OpenLTC',
  roles: ['admin'],
  team: null,
  teams: [],
  people: [],
  language: 'zh',
}
