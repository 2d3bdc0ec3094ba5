// How do statements that write alone share their way? Those that wait at the same time travel together.

import { refuse } from '#kernel/error.ts'
import type { Sql } from '#kernel/sql.ts'
import { isLost, isStale, outcomeUnknown } from './errors.ts'
import type { Connection } from './connection.ts'
import type { Lanes } from './lanes.ts'
import { NotTogether } from './statement.ts'
import { alone } from './transaction.ts'

interface Waiting {
  readonly statement: Sql
  readonly resolve: (rows: never[]) => void
  readonly reject: (error: unknown) => void
}

/** More than this waiting: new work is refused at once, so that no pile builds up. */
const waitingMax = 1_500
/** So many go together; while they are under way the next gather, whose answers the server meanwhile sends. */
const together = 8
/** A convoy that takes longer than this (a row that somebody holds) does not keep the next waiting. */
const heldMs = 20

/**
 * A commit costs PostgreSQL as much as the statement itself, and each connection that is awake takes the processor from
 * the others. So while one transaction is under way, others gather, and go as one when it is done. Whoever comes alone
 * goes at once, and alone.
 */
export class Convoy {
  readonly #lanes: Lanes
  #waiting: Waiting[] = []
  /** When each convoy that is under way set out. */
  readonly #underWay = new Set<{ readonly since: number }>()
  #isSoon = false
  #isLater = false

  constructor(lanes: Lanes) {
    this.#lanes = lanes
  }

  send<T>(statement: Sql): Promise<T[]> {
    if (this.#waiting.length >= waitingMax) refuse('busy')
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statement, resolve, reject })
      // After all calls that have come in by now.
      if (this.#isSoon) return
      this.#isSoon = true
      setImmediate(() => {
        this.#isSoon = false
        this.#setOut()
      })
    })
  }

  async close(): Promise<void> {
    await this.#lanes.close()
  }

  #setOut(): void {
    if (this.#waiting.length === 0) return
    const now = performance.now()
    if ([...this.#underWay].some(({ since }) => now - since < heldMs)) {
      this.#lookAgain()
      return
    }
    const going = this.#waiting.splice(0, together)
    const convoy = { since: now }
    this.#underWay.add(convoy)
    void this.#carry(going).finally(() => {
      this.#underWay.delete(convoy)
      this.#setOut()
    })
  }

  /** What is under way may be held up, and nobody else may come. */
  #lookAgain(): void {
    if (this.#isLater) return
    this.#isLater = true
    setTimeout(() => {
      this.#isLater = false
      this.#setOut()
    }, heldMs)
  }

  async #carry(going: readonly Waiting[]): Promise<void> {
    try {
      const lane = await this.#lanes.take()
      await (going.length === 1 ? onItsOwn(lane, going[0]!) : inOne(lane, going))
    } catch (error) {
      going.forEach(({ reject }) => reject(error))
    }
  }
}

const onItsOwn = (lane: Connection, { statement, resolve, reject }: Waiting): Promise<void> =>
  alone<never>(lane, statement).then(resolve, reject)

/** Where one can't be done it is told so, and the others go on their own: they may have been in its way, or it in theirs. */
async function inOne(lane: Connection, going: readonly Waiting[]): Promise<void> {
  try {
    const rows = await lane.together(going.map(({ statement }) => statement))
    going.forEach(({ resolve }, i) => resolve(rows[i] as never[]))
  } catch (error) {
    if (!(error instanceof NotTogether)) throw error
    if (isLost(error.cause)) throw outcomeUnknown(error.cause)
    const culprit = isStale(error.cause) ? undefined : going[error.at]
    culprit?.reject(error.cause)
    await Promise.all(going.filter((one) => one !== culprit).map((one) => onItsOwn(lane, one)))
  }
}
