// How is an instant read and written?

import { sql, type Sql } from '../sql.ts'
import { firstDay, lastDay, pad, readDay, writeDay } from './calendar.ts'
import { failure, type Value } from './value.ts'
import { floorDiv, instantOf } from './zone.ts'

export const dayMicros = 86_400_000_000n

const instantPattern =
  /^(\d{4}-\d{1,2}-\d{1,2})(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i
/** Reads an instant, in microseconds; without an offset it is the wall clock of `zone`. A date is its first instant. */
export function readInstant(text: string, zone: string): bigint | undefined {
  const found = instantPattern.exec(text.trim())
  const day = readDay(found ? found[1]! : text)
  if (day === undefined) return undefined
  if (!found) return instantOf(BigInt(day) * dayMicros, zone)
  const [hours, minutes, seconds] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const micros = BigInt((found[5] ?? '').padEnd(6, '0').slice(0, 6))
  const wall =
    BigInt(day) * dayMicros + BigInt(hours * 3600 + minutes * 60 + seconds) * 1_000_000n + micros
  const offset = found[6]
  if (!offset) return instantOf(wall, zone)
  if (offset.toUpperCase() === 'Z') return wall
  const sign = offset.startsWith('-') ? -1 : 1
  const digits = offset.replace(/\D/g, '').padEnd(4, '0')
  const shift = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
  return wall - BigInt(shift) * 60_000_000n
}

/** ISO 8601 in UTC; microseconds only when there are some. */
export function writeInstant(instant: bigint): string {
  const day = Number(floorDiv(instant, dayMicros))
  const rest = instant - BigInt(day) * dayMicros
  const seconds = Number(rest / 1_000_000n)
  const micros = Number(rest % 1_000_000n)
  const fraction = micros % 1000 === 0 ? pad(micros / 1000, 3) : pad(micros, 6)
  return `${writeDay(day)}T${clock(seconds)}.${fraction}Z`
}
const clock = (seconds: number) =>
  `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`

const firstInstant = BigInt(firstDay) * dayMicros
const lastInstant = BigInt(lastDay + 1) * dayMicros
export const cappedInstant = (instant: bigint): Value =>
  instant >= firstInstant && instant < lastInstant ? instant : failure('bad-date')
export const cappedInstantSql = (instant: Sql): Sql =>
  sql`nullif(nullif(greatest(least(${instant}, timestamptz '10000-01-01 00:00:00Z'), timestamptz '0001-12-31 23:59:59Z BC'), timestamptz '10000-01-01 00:00:00Z'), timestamptz '0001-12-31 23:59:59Z BC')`
