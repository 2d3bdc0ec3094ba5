// What is drawn at one position of the slider? Plain numbers between two periods; all identities hold at each.
import type { RiverPeriod, RiverReach, RiverSum } from '../api.ts'
import type { Words } from '../error.ts'

export interface Loss {
  readonly reason: string
  readonly label: Words
  readonly size: number
}
/** One reach in numbers to draw with; `size` is an amount or a count. */
export interface ReachShape {
  readonly name: RiverReach['name']
  readonly enter: number
  readonly stay: number
  readonly stuck: number
  readonly on: number
  readonly lost: readonly Loss[]
  readonly counts: { readonly enter: number; readonly stay: number; readonly stuck: number }
  readonly days: number | null
  readonly limit_days: number | null
}
export interface RiverShape {
  readonly reaches: readonly ReachShape[]
  readonly received: number
  readonly days_all: number | null
}

const mix = (a: number, b: number, t: number): number => a * (1 - t) + b * t
/** Without a number on one side there is nothing to go between; the nearer side speaks. */
const mixKnown = (a: number | null, b: number | null, t: number): number | null =>
  a === null || b === null ? (t < 0.5 ? a : b) : mix(a, b, t)

/** @param t 0 = the earlier period, 1 = the later one; everything between is linear */
export function shapeBetween(
  before: RiverPeriod,
  now: RiverPeriod,
  measure: 'amount' | 'count',
  t: number,
): RiverShape {
  const size = (sum: RiverSum | undefined): number =>
    sum ? Number(measure === 'amount' ? sum.amount : sum.count) : 0
  const between = (a: RiverSum | undefined, b: RiverSum | undefined): number =>
    mix(size(a), size(b), t)
  const reaches = now.reaches.map((late, i): ReachShape => {
    const early = before.reaches[i]
    const count = (part: 'enter' | 'stay' | 'stuck'): number =>
      Math.round(mix(early?.[part].count ?? 0, late[part].count, t))
    return {
      name: late.name,
      enter: between(early?.enter, late.enter),
      stay: between(early?.stay, late.stay),
      stuck: between(early?.stuck, late.stuck),
      on: between(early?.on, late.on),
      lost: reasons(early, late).map(({ reason, label }) => ({
        reason,
        label,
        size: between(
          early?.lost.find((one) => one.reason === reason),
          late.lost.find((one) => one.reason === reason),
        ),
      })),
      counts: { enter: count('enter'), stay: count('stay'), stuck: count('stuck') },
      days: mixKnown(early?.days ?? null, late.days, t),
      limit_days: late.limit_days,
    }
  })
  return {
    reaches,
    received: between(before.received, now.received),
    days_all: mixKnown(before.days_all, now.days_all, t),
  }
}

/** Every reason of either period, in an order that does not change while one slides. */
const reasons = (
  early: RiverReach | undefined,
  late: RiverReach,
): { reason: string; label: Words }[] => [
  ...late.lost,
  ...(early?.lost ?? []).filter((one) => !late.lost.some((other) => other.reason === one.reason)),
]

/**
 * The reach that holds most money back for what it lets through: the largest stuck ÷ on.
 * Null where nothing is stuck anywhere.
 */
export function bottleneckOf(shape: RiverShape): number | null {
  const rates = shape.reaches.map(({ stuck, on }) =>
    stuck <= 0 ? 0 : on > 0 ? stuck / on : Number.MAX_VALUE,
  )
  const worst = Math.max(0, ...rates)
  return worst === 0 ? null : rates.indexOf(worst)
}
