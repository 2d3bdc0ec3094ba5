// Which lines must an approver see first? Those below the floor and the most discounted one, then the largest amounts.
import type { Values } from '#kernel/object.ts'
import { rowNumbers } from '#web/parts/row-numbers.ts'

export interface CardLine {
  /** Place in the document, from 1. */
  readonly place: number
  /** As it is counted: "2", or "2.1" under a bundle. */
  readonly number: string
  readonly row: Values
  /** The line with the largest discount, if there is any. */
  readonly worst: boolean
  /** Its price is below the floor. */
  readonly low: boolean
}

const size = (value: unknown): number =>
  typeof value === 'string' || typeof value === 'number' ? Number(value) || 0 : 0

/** At most `most` lines, in the order of the document, the worst always among them; the rest is counted. */
export function cardLines(
  lines: readonly Values[],
  most: number,
): { shown: CardLine[]; rest: number } {
  const largest = Math.max(0, ...lines.map((line) => size(line.discount_percent)))
  const numbers = rowNumbers(lines.map((line) => typeof line.bundle === 'string'))
  const all = lines.map((row, at): CardLine => ({
    place: at + 1,
    number: numbers[at]!,
    row,
    worst: largest > 0 && size(row.discount_percent) === largest,
    low: row.below_floor === true,
  }))
  if (all.length <= most) return { shown: all, rest: 0 }
  const ranked = all.toSorted(
    (a, b) =>
      Number(b.low) - Number(a.low) ||
      Number(b.worst) - Number(a.worst) ||
      size(b.row.net) - size(a.row.net) ||
      a.place - b.place,
  )
  const kept = new Set(ranked.slice(0, most))
  return { shown: all.filter((line) => kept.has(line)), rest: all.length - most }
}
