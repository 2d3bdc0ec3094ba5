// What is a kind of job, and what does its code have in its hands?
import type { Words } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import type { Asks } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'
import type { Data, Jobs } from './jobs.ts'

/** Short work that nobody watches (an automation's steps, a mail). It may run again after a crash: it must bear that. */
export interface QuickKind {
  readonly run: (work: QuickWork) => Promise<void>
}
export interface QuickWork {
  readonly world: World
  readonly jobs: Jobs
  readonly data: Data
  /** The same for every attempt. */
  readonly id: string
  /** Counted from 1. */
  readonly attempt: number
  /** If this one fails by its own fault, that is the end of it. */
  readonly last: boolean
  readonly signal: AbortSignal
}

/** Long work with a card that its owner watches. It goes on where it was when its process died. */
export interface LongKind {
  readonly label: Words
  /** Answers what stands in the card's `result`. A refusal ends the job in words; any other error is tried again. */
  readonly run: (task: Task) => Promise<Data>
  /**
   * Of a kind that keeps its steps: what is there of one that was stopped on its way, by its owner or by a refusal.
   * Its owner may let it go on from there.
   */
  readonly stopped?: (rest: Rest) => Promise<{ result: Data; says: Words }>
  /** Clears away what the job was given, once it has ended and cannot go on. A crash may leave it out. */
  readonly tidy?: (input: Data) => Promise<void>
}
/** Where a job stands. */
export interface Rest {
  readonly world: World
  readonly id: string
  readonly input: Data
  /** Whoever asked for it, with the rights that they have now. */
  readonly who: Who
  /** Where an earlier run of the same job stopped: steps that are committed, and what it had found. */
  readonly done: number
  readonly total: number | null
  readonly found: Data | null
  /** Its owner stopped it and may let it go on. */
  readonly byOwner: boolean
}
export interface Task extends Omit<Rest, 'byOwner'> {
  readonly jobs: Jobs
  readonly signal: AbortSignal
  /**
   * Tells how far the job is, inside the transaction of the step itself, so that step and cursor go together.
   * @throws Cancelled when its owner said stop, Lost when another process has taken it over
   */
  progress(tx: Asks, from: number, done: number, total: number | null, found: Data): Promise<void>
}

export class Cancelled extends Error {}
export class Lost extends Error {}
