// How does a side stream leave the river? Exact at the bank, then ever thinner to its word.
import { pair, type Point, smooth } from './curve.ts'

export interface Stream {
  /** Where it turns away from the river, at its middle. */
  readonly leaves: Point
  /** Where its word stands. */
  readonly ends: Point
  readonly width: number
}

/** Past the bank the width has no meaning, so it thins out to a thread. */
const thread = 1.2
const steps = 16

interface Station {
  readonly middle: Point
  readonly across: Point
  readonly width: number
}

function stations({ leaves, ends, width }: Stream): Station[] {
  const first = { x: leaves.x + (ends.x - leaves.x) * 0.9, y: leaves.y }
  const second = { x: ends.x, y: ends.y - (ends.y - leaves.y) * 0.5 }
  return Array.from({ length: steps + 1 }, (_, i): Station => {
    const u = i / steps
    const v = 1 - u
    const place = (axis: 'x' | 'y'): number =>
      v * v * v * leaves[axis] +
      3 * v * v * u * first[axis] +
      3 * v * u * u * second[axis] +
      u * u * u * ends[axis]
    const speed = (axis: 'x' | 'y'): number =>
      3 * v * v * (first[axis] - leaves[axis]) +
      6 * v * u * (second[axis] - first[axis]) +
      3 * u * u * (ends[axis] - second[axis])
    const length = Math.hypot(speed('x'), speed('y')) || 1
    return {
      middle: { x: place('x'), y: place('y') },
      across: { x: -speed('y') / length, y: speed('x') / length },
      width: Math.max(Math.min(width, thread), width + (thread - width) * smooth(u * 1.15)),
    }
  })
}

/** `side` from −1 (the bank nearer to the river) to 1. */
const beside = ({ middle, across, width }: Station, side: number): Point => ({
  x: middle.x + (across.x * width * side) / 2,
  y: middle.y + (across.y * width * side) / 2,
})

/** A smooth line through points; begins where the pen is, at the first of them. */
function through(points: readonly Point[]): string {
  return points
    .slice(1)
    .map((to, i) => {
      const from = points[i]!
      const before = points[i - 1] ?? from
      const after = points[i + 2] ?? to
      const out = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 }
      const into = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 }
      return `C${pair(out)} ${pair(into)} ${pair(to)}`
    })
    .join('')
}

/** The two sides of the stream from the bank on: the upper forwards, the lower backwards, to be joined. */
export function streamSides(stream: Stream): { upper: string; lower: string } {
  const all = stations(stream)
  const lower = all.map((one) => beside(one, 1)).reverse()
  return {
    upper: through(all.map((one) => beside(one, -1))),
    lower: `L${pair(lower[0]!)}${through(lower)}`,
  }
}

/** A counting line inside the stream, followed until it would run into its neighbours. */
export const streamLine = (stream: Stream, side: number): string =>
  through(
    stations(stream)
      .slice(0, Math.round(steps * 0.72))
      .map((one) => beside(one, side)),
  )
