// Which deals count in a period, and what are they worth together? One pair of conditions for the desk, its lists and what is kept.
import { exact } from '#kernel/money/exact.ts'
import { amount as rounded } from '#kernel/money/round.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Period } from './forecast-period.ts'

export const sure = ['commit', 'best', 'pipeline'] as const
export type Sure = (typeof sure)[number]

/** Open deals that should close in it, whatever is thought of them. */
export const openIn = ({ starts_on, ends_on }: Period): string =>
  `stage not in ("won", "lost") and close_date between "${starts_on}" and "${ends_on}"`

/** Deals that were won in it. */
export const wonIn = ({ starts_on, ends_on }: Period): string =>
  `stage = "won" and won_at between "${starts_on}" and "${ends_on}"`

/** Open deals that should have closed before it, or say nothing: they count nowhere until somebody says when. */
export const staleAt = ({ starts_on }: Period): string =>
  `stage not in ("won", "lost") and (close_date is empty or close_date < "${starts_on}")`

/** What is to be expected of a deal, in formulas; in code it is `weightedOf`. */
export const weighted =
  'ROUND(base_amount * IFEMPTY(probability, 0) / 100, CURRENCY_DIGITS(BASE_CURRENCY()))'

export const weightedOf = (amount: string, probability: string | null, currency: string): string =>
  rounded(
    exact(amount)
      .times(probability ?? '0')
      .dividedBy(100),
    currency,
  )

/** The figures of a period. `weighted` is what was won and, of what is open, its share by probability. */
export interface Figures {
  readonly won: string
  readonly commit: string
  readonly best: string
  readonly pipeline: string
  readonly weighted: string
}

export const noFigures = (currency: string): Figures => addFigures([], currency)

export const addFigures = (all: readonly Figures[], currency: string): Figures => {
  const total = (name: keyof Figures): string =>
    sum(
      all.map((one) => one[name]),
      currency,
    )
  return {
    won: total('won'),
    commit: total('commit'),
    best: total('best'),
    pipeline: total('pipeline'),
    weighted: total('weighted'),
  }
}
