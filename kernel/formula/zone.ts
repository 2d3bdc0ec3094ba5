// Which day and hour is it, at an instant, in a time zone?

import { dayNumber } from './calendar.ts'

const hour = 3_600_000
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Wall clock minus UTC, in milliseconds, at an instant (ms since 1970). An unknown zone counts as UTC. */
export function offset(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  // Clocks change at quarter hours at most, so one answer serves the whole quarter.
  const quarter = Math.floor(instant / (hour / 4))
  const key = `${zone} ${quarter}`
  let found = offsets.get(key)
  if (found === undefined) {
    found = ask(quarter * (hour / 4), zone)
    if (offsets.size > 20_000) offsets.clear()
    offsets.set(key, found)
  }
  return found
}

function ask(instant: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const part of formatOf(zone).formatToParts(instant)) parts[part.type] = Number(part.value)
  const { year = 1970, month = 1, day = 1, hour: h = 0, minute = 0, second = 0 } = parts
  return (
    dayNumber(year, month, day) * 24 * hour +
    ((h % 24) * 3600 + minute * 60 + second) * 1000 -
    instant
  )
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const options = {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const
    try {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone })
    } catch {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' })
    }
    formats.set(zone, format)
  }
  return format
}

/**
 * Whether it is the name of a time zone, here and in PostgreSQL alike. A bare offset is none: `+08:00` lies east of
 * Greenwich here and west of it there.
 */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Microseconds since 1970 on the wall clock of the zone. */
export const local = (instant: bigint, zone: string): bigint =>
  instant + BigInt(offset(Number(floorDiv(instant, 1000n)), zone)) * 1000n

/** The instant at which the zone's wall clock shows this; in a skipped hour, as if the clock had not yet changed. */
export function instantOf(wall: bigint, zone: string): bigint {
  const ms = Number(floorDiv(wall, 1000n))
  const before = offset(ms - 24 * hour, zone)
  const after = offset(ms + 24 * hour, zone)
  // A doubled hour is read as the later, standard one; a skipped one with the offset before the change.
  const shift = offset(ms - after, zone) === after ? after : before
  return wall - BigInt(shift) * 1000n
}

/** Days since 1970-01-01 on the zone's calendar. */
export const dayAt = (instant: bigint, zone: string): number =>
  Number(floorDiv(local(instant, zone), 86_400_000_000n))

/** The first instant of a day in a zone. */
export const startOf = (day: number, zone: string): bigint =>
  instantOf(BigInt(day) * 86_400_000_000n, zone)

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
