// When do people in the sample company work? Mondays to Fridays from nine to six, by the clock of China.
import type { Chance } from './chance.ts'

const hour = 3_600_000
export const day = 24 * hour
/** China has one zone and moves no clocks. */
const ahead = 8 * hour

/** 2026-11-23, in China. */
export const dateOf = (at: number): string => new Date(at + ahead).toISOString().slice(0, 10)

/** Midnight in China at the beginning of the week. */
export function mondayOf(at: number): number {
  const days = Math.floor((at + ahead) / day)
  // The first of January 1970 was a Thursday.
  return (days - ((days + 3) % 7)) * day - ahead
}

/** A moment at work about so many days after, never before `at`. */
export function workday(at: number, days: number, chance: Chance): number {
  const midnight = Math.floor((at + days * day + ahead) / day) * day
  const weekday = (midnight / day + 3) % 7
  const free = weekday >= 5 ? 7 - weekday : 0
  const moment =
    midnight + free * day - ahead + Math.floor(chance.between(9 * 60, 18 * 60)) * 60_000
  return moment > at ? moment : soon(at, chance)
}

/** A few minutes later. */
export const soon = (at: number, chance: Chance): number => at + chance.whole(3, 45) * 60_000
