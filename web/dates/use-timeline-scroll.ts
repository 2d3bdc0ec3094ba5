// Which days and lines of the timeline are in sight? Those of its day at first; later those the keys go to.
import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { Range } from '#kernel/view/period.ts'
import { rowHeight } from './timeline-line.tsx'
import type { Line } from './timeline-rows.ts'

const headHeight = 44

interface Sight {
  readonly range: Range
  /** The day around which it is drawn. */
  readonly at: number
  readonly px: number
  /** What the lines are made of; another one begins anew. Null while it is not there yet. */
  readonly of: string | null
}

/**
 * Brings the days and the lines of a new window into sight and says which line is the first there.
 * @returns brings a line into sight, and its bar
 */
export function useTimelineScroll(
  box: RefObject<HTMLElement | null>,
  { range, at, px, of }: Sight,
  lines: readonly Line[],
  onFirst: (line: number) => void,
): (line: number) => void {
  const first = useRef(onFirst)
  first.current = onFirst
  // A new window begins with its day a quarter in from the left.
  useLayoutEffect(() => {
    const node = box.current
    if (node) node.scrollLeft = Math.max(0, (at - range.from) * px - daysWide(node) / 4)
  }, [box, range, px, at])
  // And with the records of that time in sight: those that were over before are above.
  const seen = useRef<string | null>(null)
  useLayoutEffect(() => {
    const node = box.current
    if (!node || !lines.length || of === null) return
    const window = `${range.from} ${at} ${of}`
    if (seen.current === window) return
    seen.current = window
    const left = range.from + node.scrollLeft / px
    const found = lines.findIndex(
      (line) => (line.kind === 'group' ? line.to : line.dated.to) >= left,
    )
    node.scrollTop = Math.max(0, found) * rowHeight
    first.current(Math.max(0, found))
  }, [box, range, px, at, of, lines])

  return (place) => {
    const node = box.current
    if (!node) return
    const top = place * rowHeight
    const high = node.clientHeight - headHeight
    if (top < node.scrollTop) node.scrollTop = top
    else if (top + rowHeight > node.scrollTop + high) node.scrollTop = top + rowHeight - high
    const line = lines[place]
    if (line?.kind !== 'row') return
    const left = (line.dated.from - range.from) * px
    if (left < node.scrollLeft || left > node.scrollLeft + daysWide(node))
      node.scrollLeft = Math.max(0, left - 40)
  }
}

/** How much of the box is days, without the names. */
const daysWide = (node: HTMLElement): number =>
  node.clientWidth - (node.querySelector('.tl-corner')?.clientWidth ?? 0)
