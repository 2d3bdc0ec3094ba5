// Where does each of the people who decide stand in the picture, and what does it come to?
import type { Values } from '#kernel/object.ts'

export const influences = ['high', 'medium', 'low'] as const
export const stances = ['against', 'unknown', 'neutral', 'for'] as const

/** Those of one field of the picture, deciders first; what was not said is medium and not known. */
export const placed = (
  rows: readonly Values[],
  influence: (typeof influences)[number],
  stance: (typeof stances)[number],
): Values[] =>
  rows
    .filter(
      (row) =>
        row.contact &&
        (row.influence ?? 'medium') === influence &&
        (row.stance ?? 'unknown') === stance,
    )
    .toSorted((a, b) => Number(b.role === 'decider') - Number(a.role === 'decider'))

export interface Standing {
  readonly deciders: number
  /** Deciders who are for us. */
  readonly with: number
  /** Anybody of large influence who is against us. */
  readonly against: number
}

export function standing(rows: readonly Values[]): Standing {
  const deciders = rows.filter((row) => row.role === 'decider')
  return {
    deciders: deciders.length,
    with: deciders.filter((row) => row.stance === 'for').length,
    against: rows.filter((row) => row.stance === 'against' && row.influence === 'high').length,
  }
}
