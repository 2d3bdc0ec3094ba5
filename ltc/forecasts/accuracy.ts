// How near was what was said to what became of it? By the formulas of the glossary, told with their sense.
import { exact } from '#kernel/money/exact.ts'
import { round } from '#kernel/money/round.ts'

/** What was said, and what the period brought. */
export interface Said {
  readonly said: string
  readonly became: string
}

export interface Accuracy {
  /** Σ|became − said| ÷ Σ became, in percent; null where nothing became. */
  readonly wape: string | null
  /** Σ(said − became) ÷ Σ became, in percent; above 0 more was said than became. */
  readonly bias: string | null
}

export function accuracyOf(all: readonly Said[]): Accuracy {
  let became = exact('0')
  let off = exact('0')
  let more = exact('0')
  for (const one of all) {
    const difference = exact(one.said).minus(one.became)
    became = became.plus(one.became)
    off = off.plus(difference.abs())
    more = more.plus(difference)
  }
  if (all.length === 0 || became.isZero()) return { wape: null, bias: null }
  const share = (part: typeof off): string => round(part.times(100).dividedBy(became), 1)
  return { wape: share(off), bias: share(more) }
}
