// What came of the rows of a file? How many went in, and which did not, with their reasons.
import type { Problem } from '#kernel/error.ts'

export interface Counts {
  rows: number
  created: number
  changed: number
  unchanged: number
  refused: number
}

export interface RefusedRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly Problem[]
}

export const none = (): Counts => ({ rows: 0, created: 0, changed: 0, unchanged: 0, refused: 0 })
