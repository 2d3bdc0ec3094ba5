// What is a bank of the river? A sum of S-curves, written exactly as cubic Béziers.

/** A function of s in 0…1 that is a cubic between two neighbouring knots. */
export interface Curve {
  readonly knots: readonly number[]
  readonly at: (s: number) => number
  readonly slope: (s: number) => number
}

/** The S-curve s²(3 − 2s): horizontal at both ends. Outside of 0…1 it stays where it ended. */
export const smooth = (s: number): number => (s <= 0 ? 0 : s >= 1 ? 1 : s * s * (3 - 2 * s))
const smoothSlope = (s: number): number => (s <= 0 || s >= 1 ? 0 : 6 * s * (1 - s))

/** The same height everywhere. */
export const level = (height: number): Curve => ({
  knots: [0, 1],
  at: () => height,
  slope: () => 0,
})

/** From 0 to `height` between `from` and `to`. */
export const rise = (height: number, from = 0, to = 1): Curve => ({
  knots: [0, from, to, 1],
  at: (s) => height * smooth((s - from) / (to - from)),
  slope: (s) => (height * smoothSlope((s - from) / (to - from))) / (to - from),
})

export const add = (...curves: readonly Curve[]): Curve => ({
  knots: curves.flatMap((one) => one.knots),
  at: (s) => curves.reduce((sum, one) => sum + one.at(s), 0),
  slope: (s) => curves.reduce((sum, one) => sum + one.slope(s), 0),
})

export interface Point {
  readonly x: number
  readonly y: number
}

/** Two decimals are a hundredth of a pixel; more only makes the document longer. */
export const short = (n: number): string => String(Math.round(n * 100) / 100)
export const pair = ({ x, y }: Point): string => `${short(x)} ${short(y)}`

const knotsBetween = (curve: Curve, from: number, to: number): number[] =>
  [...new Set([from, ...curve.knots.filter((s) => s > from && s < to), to])].sort((a, b) => a - b)

/** The `C …` parts of a path along the curve; begins where the pen is. Backwards where `to` < `from`. */
export function along(curve: Curve, x: number, width: number, from = 0, to = 1): string {
  const knots = knotsBetween(curve, Math.min(from, to), Math.max(from, to))
  if (to < from) knots.reverse()
  return knots
    .slice(1)
    .map((b, i) => {
      const a = knots[i]!
      const third = (b - a) / 3
      const first = { x: x + (a + third) * width, y: curve.at(a) + inside(curve, a, b) * third }
      const second = { x: x + (b - third) * width, y: curve.at(b) - inside(curve, b, a) * third }
      return `C${pair(first)} ${pair(second)} ${pair({ x: x + b * width, y: curve.at(b) })}`
    })
    .join('')
}

/** The slope at a knot as the piece towards `other` has it; the S-curves are smooth, so both sides agree. */
const inside = (curve: Curve, s: number, other: number): number =>
  curve.slope(s + (other - s) * 1e-9)

/** The area between two curves over one reach, as a closed path. */
export function between(upper: Curve, lower: Curve, x: number, width: number, to = 1): string {
  const start = { x, y: upper.at(0) }
  const turn = { x: x + to * width, y: lower.at(to) }
  return `M${pair(start)}${along(upper, x, width, 0, to)}L${pair(turn)}${along(lower, x, width, to, 0)}Z`
}

export const open = (curve: Curve, x: number, width: number, from: number, to: number): string =>
  `M${pair({ x: x + from * width, y: curve.at(from) })}${along(curve, x, width, from, to)}`
