// How does one ask for work that is done later? In the transaction from which it follows.
import type { Words } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import type { Asks } from '#server/database/pool.ts'

export type Data = Readonly<Record<string, unknown>>

export interface EnqueueOptions {
  readonly startAfter?: Date
  /** While a job with this key waits, another one is not added. */
  readonly singletonKey?: string
}

export interface Jobs {
  /** Adds short work; it exists exactly if the caller's transaction commits. */
  enqueue(tx: Asks, kind: string, data: Data, options?: EnqueueOptions): Promise<void>
  /** Adds long work with a card; answers the card's id. */
  begin(tx: Asks, who: Who, kind: string, input: Data, label?: Words): Promise<string>
  /** Lets long work go on that its owner had stopped, where its kind can. */
  goOn(tx: Asks, who: Who, id: string): Promise<void>
  /** Short work by the clock of the company's zone: cron with five parts. What was missed is done once. The same name replaces. */
  every(name: string, cron: string, kind: string, data: Data): Promise<void>
  /** Ends the work by the clock whose name begins so and is not in `keep`. */
  forget(prefix: string, keep: ReadonlySet<string>): Promise<void>
  /** Takes no new work, lets what runs come to an end (up to `ms`), and leaves the rest to others. */
  stop(ms?: number): Promise<void>
}
