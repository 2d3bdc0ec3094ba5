// Which lines of a draft are one position, how is each counted, and what becomes of a bundle's lines when its own changes? Pure.
import { exact } from '#kernel/money/exact.ts'
import { rowNumbers } from '#web/parts/row-numbers.ts'
import type { DraftLine } from './draft-line.ts'

type Draft = readonly DraftLine[]

/** The place of the line that each stands under; its own where it stands by itself. */
export function headsOf(lines: Draft): number[] {
  let head = 0
  return lines.map((line, at) => {
    if (!line.bundle) head = at
    return head
  })
}

/** Places of the lines of the position that a line heads. */
export function blockAt(lines: Draft, place: number): number[] {
  const heads = headsOf(lines)
  return lines.flatMap((_, at) => (heads[at] === place ? [at] : []))
}

/** "2" for a position, "2.1" for the first line under it. */
export const numbersOf = (lines: Draft): string[] =>
  rowNumbers(lines.map((line) => line.bundle !== null))

/** Without the line, and without those under it. */
export function without(lines: Draft, place: number): DraftLine[] {
  const gone = new Set([place, ...blockAt(lines, place)])
  return lines.filter((_, at) => !gone.has(at))
}

/** The position of a line one further up or down, whole; a line under a bundle only among its own. */
export function moved(lines: Draft, place: number, down: boolean): Draft {
  const heads = headsOf(lines)
  const line = lines[place]
  if (!line) return lines
  if (heads[place] !== place) {
    const to = place + (down ? 1 : -1)
    if (to === heads[place] || heads[to] !== heads[place]) return lines
    const next = [...lines]
    next[place] = lines[to]!
    next[to] = line
    return next
  }
  const starts = lines.flatMap((_, at) => (heads[at] === at ? [at] : []))
  const to = starts[starts.indexOf(place) + (down ? 1 : -1)]
  if (to === undefined) return lines
  const [first, second] = [Math.min(place, to), Math.max(place, to)]
  const upper = blockAt(lines, first).map((at) => lines[at]!)
  const lower = blockAt(lines, second).map((at) => lines[at]!)
  return [
    ...lines.slice(0, first),
    ...lower,
    ...upper,
    ...lines.slice(first + upper.length + lower.length),
  ]
}

/** Only offered, or counted; with a bundle all that stands under it. */
export function asOption(lines: Draft, place: number, optional: boolean): DraftLine[] {
  const block = new Set([place, ...blockAt(lines, place)])
  return lines.map((line, at) => (block.has(at) ? { ...line, optional } : line))
}

const isNumber = (text: string): boolean =>
  /^\d+(\.\d+)?$/.test(text) && exact(text).greaterThan('0')

/**
 * What follows for other lines from a change of some: with so many more bundles there is so much more of what stands under
 * them, and a line whose bundle went, or became another product, stands by itself.
 */
export function settled(before: Draft, now: Draft): Draft {
  if (!now.some((line) => line.bundle)) return now
  const old = new Map(before.map((line) => [line.key, line]))
  const heads = headsOf(now)
  return now.map((line, at) => {
    if (!line.bundle) return line
    const head = now[heads[at]!]!
    if (heads[at] === at || head.product !== line.bundle) return byItself(line)
    const was = old.get(head.key)
    const own = old.get(line.key)
    const scales =
      was &&
      own &&
      was.quantity !== head.quantity &&
      own.quantity === line.quantity &&
      [was.quantity, head.quantity, line.quantity].every(isNumber)
    if (!scales) return line
    const quantity = exact(line.quantity).times(head.quantity).dividedBy(was.quantity)
    return { ...line, quantity: quantity.toDecimalPlaces(6).toFixed() }
  })
}

const byItself = (line: DraftLine): DraftLine => ({
  ...line,
  bundle: null,
  ...(line.price_by === 'bundle' ? { unit_price: '', price_by: '' } : {}),
})
