// When was a key or a session last used? Noted once a minute, so that no request waits for it.
import type { Database } from '#server/database/pool.ts'
import { noteUse } from './keys.ts'
import { noteSessions } from './session.ts'
import { tidyLogin } from './tables.ts'

export interface Uses {
  key(id: string): void
  session(id: string): void
  /** Ends the timers and writes what is still in hand. */
  close(): Promise<void>
}

export function noteUses(db: Database, now: () => Date): Uses {
  const keys = new Set<string>()
  const sessions = new Set<string>()
  const note = async (): Promise<void> => {
    const [ofKeys, ofSessions] = [[...keys], [...sessions]]
    keys.clear()
    sessions.clear()
    if (ofKeys.length) await noteUse(db, ofKeys, now())
    if (ofSessions.length) await noteSessions(db, ofSessions)
  }
  // Neither keeps the process alive, and neither may end it: the next turn does what this one could not.
  const timers = [
    setInterval(() => void note().catch(() => {}), 60_000),
    setInterval(() => void tidyLogin(db).catch(() => {}), 3_600_000),
  ]
  timers.forEach((timer) => timer.unref())
  return {
    key: (id) => void keys.add(id),
    session: (id) => void sessions.add(id),
    async close() {
      timers.forEach((timer) => clearInterval(timer))
      await note()
    },
  }
}
