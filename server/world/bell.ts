// How do all processes hear that the log has grown? This one at once, the others by one notification for many changes.
import { randomUUID } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'

export interface Bell {
  /** Something was committed. */
  ring(): void
  /** Called after something was committed, here or elsewhere. Answers the function that ends it. */
  hear(hear: () => void): () => void
}

const channel = 'openltc_log'
const gatherMs = 100

/**
 * A notification inside of each transaction would let PostgreSQL commit only one of them at a time, so it is sent
 * afterwards, for all that happened within a tenth of a second. Whoever must not miss one looks now and then as well.
 */
export function openBell(db: Database): Bell {
  const own = randomUUID()
  const ears = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let listening: Promise<unknown> | undefined
  const tellHere = (): void => ears.forEach((hear) => hear())
  return {
    ring() {
      tellHere()
      timer ??= setTimeout(() => {
        timer = undefined
        // A database that is closed or away: the others look by themselves.
        db.query(sql`select pg_notify(${channel}, ${own})`).catch(() => {})
      }, gatherMs).unref()
    },
    hear(hear) {
      ears.add(hear)
      listening ??= db
        .listen(channel, (from) => from === own || tellHere())
        .catch(() => (listening = undefined))
      return () => void ears.delete(hear)
    },
  }
}
