// In which lines do two versions of a quote differ?
import { sentOf } from './draft-line.ts'
import type { DraftLine } from './draft-line.ts'

export interface LineClash {
  /** Place of the line in mine, counted from one; in theirs where I do not have it. */
  readonly place: number
  readonly mine: DraftLine | null
  readonly theirs: DraftLine | null
}

const same = (one: DraftLine, other: DraftLine): boolean =>
  JSON.stringify(sentOf(one)) === JSON.stringify(sentOf(other))

/** Lines are the same by their id; those that only one has stand without the other. In the order of mine, then theirs. */
export function lineClashes(mine: readonly DraftLine[], theirs: readonly DraftLine[]): LineClash[] {
  const others = new Map(theirs.map((line) => [line.id, line]))
  const own = new Set(mine.map((line) => line.id))
  return [
    ...mine.flatMap((line, at): LineClash[] => {
      const other = (line.id && others.get(line.id)) || null
      return other && same(line, other) ? [] : [{ place: at + 1, mine: line, theirs: other }]
    }),
    ...theirs.flatMap((line, at): LineClash[] =>
      own.has(line.id) ? [] : [{ place: at + 1, mine: null, theirs: line }],
    ),
  ]
}
