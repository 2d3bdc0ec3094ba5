// How did the open deals of a period come from what they were when the forecast before was said to what they are now?
import { compare, isZero, minus, negate, sum } from '#kernel/money/sum.ts'
import { sure } from './deals-of-period.ts'

/** In the order in which they are told. */
export const steps = [
  'new',
  'moved_in',
  'up',
  'down',
  'moved_out',
  'won',
  'lost',
  'left_out',
] as const
export type Step = (typeof steps)[number]

/** A deal as it was kept with a forecast. */
export interface DealThen {
  readonly opportunity: string
  readonly name: string
  readonly amount: string
  readonly category: string
  readonly begun_at: string | null
}

export interface Moved {
  readonly opportunity: string
  readonly name: string
  /** What it adds to the open deals; below 0 it takes away. */
  readonly amount: string
}

export interface Waterfall {
  /** Open deals of the forecast before: commit, best case and pipeline. */
  readonly start: string
  readonly steps: Readonly<
    Record<Step, { readonly amount: string; readonly deals: readonly Moved[] }>
  >
  /** Open deals of this forecast: the start and all steps. */
  readonly end: string
}

const isOpen = (deal: DealThen): boolean => (sure as readonly string[]).includes(deal.category)

const openSum = (deals: readonly DealThen[], currency: string): string =>
  sum(
    deals.filter(isOpen).map((deal) => deal.amount),
    currency,
  )

/**
 * Each deal takes one way, so that start and steps give the end exactly: what it is worth more or less now is told
 * before it goes, and what it goes with is what it is worth now.
 * @param since when the forecast before was said: a deal begun later is new, an older one has moved in
 */
export function waterfall(
  before: readonly DealThen[],
  now: readonly DealThen[],
  since: string | null,
  currency: string,
): Waterfall {
  const found: Record<Step, Moved[]> = {
    new: [],
    moved_in: [],
    up: [],
    down: [],
    moved_out: [],
    won: [],
    lost: [],
    left_out: [],
  }
  const add = (step: Step, { opportunity, name }: DealThen, amount: string): void => {
    if (!isZero(amount)) found[step].push({ opportunity, name, amount })
  }
  const then = new Map(before.map((deal) => [deal.opportunity, deal]))
  const here = new Set(now.map((deal) => deal.opportunity))
  for (const deal of now) {
    const was = then.get(deal.opportunity)
    const isNew = since === null || (deal.begun_at !== null && deal.begun_at > since)
    const comes = isOpen(deal) || (deal.category === 'won' && was?.category !== 'won')
    if (was && isOpen(was)) {
      const more = minus(deal.amount, [was.amount], currency)
      add(compare(more, '0') < 0 ? 'down' : 'up', deal, more)
    } else if (comes) add(isNew ? 'new' : 'moved_in', deal, deal.amount)
    else continue
    if (!isOpen(deal)) add(wayOut(deal.category), deal, negate(deal.amount, currency))
  }
  for (const deal of before)
    if (isOpen(deal) && !here.has(deal.opportunity))
      add('left_out', deal, negate(deal.amount, currency))
  return {
    start: openSum(before, currency),
    steps: Object.fromEntries(
      steps.map((step) => [
        step,
        {
          amount: sum(
            found[step].map((one) => one.amount),
            currency,
          ),
          deals: found[step].sort((a, b) => largest(a.amount, b.amount)),
        },
      ]),
    ) as unknown as Waterfall['steps'],
    end: openSum(now, currency),
  }
}

const wayOut = (category: string): Step =>
  category === 'won'
    ? 'won'
    : category === 'lost'
      ? 'lost'
      : category === 'moved'
        ? 'moved_out'
        : 'left_out'

const size = (amount: string): string => amount.replace('-', '')
const largest = (a: string, b: string): number => compare(size(b), size(a))
