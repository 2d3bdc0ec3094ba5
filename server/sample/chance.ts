// Which way does it go in the sample company? A generator of its own, so that the same seed tells the same story.

export interface Chance {
  /** A number from 0 up to, but without, 1. */
  next(): number
  /** True in `share` of all cases. */
  happens(share: number): boolean
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  pick<T>(all: readonly T[]): T
  /** One of the names, each as likely as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
}

/** The same words always make the same generator, whatever else happens meanwhile. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  let state = hashed(words.join(' '))
  // A xorshift of 32 bits: small, and nothing here needs to be secret.
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
  for (let turn = 0; turn < 8; turn++) next()
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    happens: (share) => next() < share,
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (all) => all[whole(0, all.length - 1)]!,
    weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
      const entries = Object.entries(weights) as [T, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0]
    },
  }
}

/** FNV-1a, never 0. */
function hashed(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 1
}
