// What is a sentence about money that `openltc check` asks of what is stored?
import type { Words } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'

/** True of every row of an object. */
export interface RowCheck {
  /** The numbered invariant. */
  readonly id: string
  readonly says: Words
  readonly from: string
  /** Formula: true for a row that breaks it. */
  readonly where: string
  /** Where no formula can say it: asked of each row that `where` finds. */
  readonly holds?: (row: Values, currency: string) => Promise<boolean>
}

/** Of sums that must agree, for each value of the keys: the ledger against the documents, notes against their lines. */
export interface SumCheck {
  readonly id: string
  readonly says: Words
  /** The sides; for each set of keys all of them together are 0, or at least not below 0. */
  readonly holds: 'zero' | 'not_below'
  readonly sides: readonly {
    readonly from: string
    /** Formulas; the same number of them on each side. */
    readonly by: readonly string[]
    readonly where?: string
    readonly sum: string
  }[]
}

/** Of a series of numbers: each of 1 … the last given stands on a record. */
export interface SeriesCheck {
  readonly id: string
  readonly says: Words
  readonly from: string
  readonly field: string
  readonly pattern: string
}

export const check = (id: string, from: string, where: string, says: Words): RowCheck => ({
  id,
  from,
  where,
  says,
})
