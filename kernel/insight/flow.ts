// How do counted parts of chains become the reaches of a river, so that nothing is lost or made on the way?
import type { RiverPeriod, RiverReach, RiverSum } from '../api.ts'
import type { Words } from '../error.ts'
import { exact, type Exact } from '../money/exact.ts'

export const reachNames = [
  'lead',
  'qualified',
  'opportunity',
  'contract',
  'delivery',
  'cash',
] as const
export type ReachName = (typeof reachNames)[number]

/** `stay`: is here now. `lost`: left for good. `received`: went through every reach. */
export type Ending = 'stay' | 'lost' | 'received'

/** Parts of chains that ended alike, added up. A part has entered every reach up to the one it is counted in. */
export interface Counted {
  readonly ending: Ending
  /** 1 = the first reach; for what is received the last one. */
  readonly reach: number
  /** Why it was lost; empty where nobody said. */
  readonly reason: string | null
  readonly amount: string
  readonly count: number
  /** The share of the amount that is here longer than the limit. */
  readonly stuck: string
  readonly stuck_count: number
}

export interface Measured {
  readonly from: string
  readonly to: string
  readonly counted: readonly Counted[]
  /** Chains by the last reach that any of their parts has entered; index 0 = the first reach. */
  readonly chains: readonly number[]
  readonly days: readonly (number | null)[]
  readonly days_all: number | null
}

/** How many chains have entered a reach, and with how much. */
type Entered = (reach: number) => RiverSum

/** The reason under which all but the largest reasons are counted. */
export const otherReasons = '*'
const named = 3

const otherLabel: Words = { zh: '其他', en: 'Other' }
const noReason: Words = { zh: '未说明', en: 'No reason given' }

/**
 * The reasons that get a stream of their own in each reach: the largest over all periods, at most three (a
 * fourth alone needs no collective name), in the order in which the first period lost by them.
 */
export function reasonsShown(periods: readonly Measured[]): readonly (readonly string[])[] {
  return reachNames.map((_, i) => {
    const all = lostBy(
      periods.flatMap((one) => one.counted),
      i + 1,
    )
    const first = lostBy(periods[0]?.counted ?? [], i + 1)
    const largest = sorted(all).slice(0, all.size === named + 1 ? named + 1 : named)
    return sorted(new Map(largest.map((reason) => [reason, first.get(reason) ?? exact('0')])))
  })
}

function lostBy(counted: readonly Counted[], reach: number): Map<string, Exact> {
  const totals = new Map<string, Exact>()
  for (const { ending, reason, amount, ...one } of counted)
    if (ending === 'lost' && one.reach === reach && reason !== otherReasons)
      totals.set(reason ?? '', (totals.get(reason ?? '') ?? exact('0')).plus(amount))
  return totals
}

const sorted = (totals: ReadonlyMap<string, Exact>): string[] =>
  [...totals]
    .sort((a, b) => b[1].comparedTo(a[1]) || (a[0] < b[0] ? -1 : 1))
    .map(([reason]) => reason)

/**
 * The river of one period. What entered, stays, was lost and went on are each added up from the parts by
 * themselves, so that `brokenIdentities` compares sums made in different ways.
 * @param measure by count every chain must be one part, so that counts tie out as amounts do
 * @param places decimal places of the currency
 */
export function flowOf(
  measured: Measured,
  measure: 'amount' | 'count',
  limits: readonly (number | null)[],
  shown: readonly (readonly string[])[],
  places: number,
): RiverPeriod {
  const { counted } = measured
  const total = (some: readonly Counted[], of: 'amount' | 'stuck' = 'amount'): RiverSum => ({
    amount: some.reduce((all, one) => all.plus(one[of]), exact('0')).toFixed(places),
    count: some.reduce((all, one) => all + (of === 'amount' ? one.count : one.stuck_count), 0),
  })
  const received = counted.filter((one) => one.ending === 'received')
  const beyond: Entered = (reach) => {
    const through = counted.filter((one) => one.ending === 'received' || one.reach >= reach)
    const chains = measured.chains.slice(reach - 1).reduce((all, n) => all + n, 0)
    return {
      amount: total(through).amount,
      count: measure === 'count' ? total(through).count : chains,
    }
  }
  const reaches = reachNames.map((name, i): RiverReach => {
    const reach = i + 1
    const here = (ending: Ending) =>
      counted.filter((one) => one.ending === ending && one.reach === reach)
    return {
      name,
      enter: beyond(reach),
      stay: total(here('stay')),
      stuck: total(here('stay'), 'stuck'),
      on: reach === reachNames.length ? total(received) : beyond(reach + 1),
      lost: lostOf(here('lost'), shown[i] ?? [], total),
      days: measured.days[i] ?? null,
      limit_days: limits[i] ?? null,
    }
  })
  return {
    from: measured.from,
    to: measured.to,
    reaches,
    received: total(received),
    days_all: measured.days_all,
  }
}

/** Largest first, the rest last. */
function lostOf(
  lost: readonly Counted[],
  shown: readonly string[],
  total: (some: readonly Counted[]) => RiverSum,
): RiverReach['lost'] {
  const of = (reason: string) => lost.filter((one) => (one.reason ?? '') === reason)
  const own = shown.map((reason) => ({
    reason,
    label: reason === '' ? noReason : { zh: reason, en: reason },
    ...total(of(reason)),
  }))
  const rest = lost.filter((one) => !shown.includes(one.reason ?? ''))
  const other = { reason: otherReasons, label: otherLabel, ...total(rest) }
  return [...own, other].filter((one) => one.count > 0)
}
