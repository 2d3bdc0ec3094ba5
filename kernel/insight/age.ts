// Which shade has money of a given age? Seven shades with knots in days, continuous between them.

/** Days at which a shade is pure; shade 1 is fresh water. */
export const ageKnots = [0, 5, 20, 50, 80, 120, 160] as const

export interface Shade {
  /** 1 … 6: the younger of the two shades that are mixed. */
  readonly from: number
  /** 0 … 1: how much of the older one. */
  readonly share: number
}

/** Beyond the last knot it does not get darker. */
export function shadeOf(days: number): Shade {
  const last = ageKnots.length - 1
  if (days >= ageKnots[last]!) return { from: last, share: 1 }
  const above = Math.max(
    1,
    ageKnots.findIndex((knot) => knot > days),
  )
  const [low, high] = [ageKnots[above - 1]!, ageKnots[above]!]
  return { from: above, share: Math.max(0, (days - low) / (high - low)) }
}

/** A place along the river, 0 … 1 per reach, and the age of the water there. */
export interface AgeStop {
  readonly at: number
  readonly days: number
}

/**
 * The age along the reaches: the running sum of the median days at each gate, linear within a reach, with
 * a stop wherever a knot of the shades is passed, so that mixing two stops never skips a shade.
 */
export function ageStops(days: readonly (number | null)[]): AgeStop[] {
  const stops: AgeStop[] = [{ at: 0, days: 0 }]
  let age = 0
  days.forEach((own, i) => {
    const next = age + (own ?? 0)
    for (const knot of ageKnots)
      if (knot > age && knot < next) stops.push({ at: i + (knot - age) / (next - age), days: knot })
    stops.push({ at: i + 1, days: next })
    age = next
  })
  return stops
}
