// What is a saved view, and which areas does the menu have?
import type { Words } from '../error.ts'

/** A list as someone wants to see it; the same words stand in the page's URL. */
export interface View {
  readonly object: string
  readonly label: Words
  readonly filter?: string
  readonly sort?: string
  readonly columns?: readonly string[]
  readonly as?: 'table' | 'board'
  /** Choice, stage or reference field whose values are the board's columns. */
  readonly group?: string
}

export interface Area {
  readonly label: Words
  readonly objects: readonly string[]
}
