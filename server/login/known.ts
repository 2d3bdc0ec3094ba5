// Who is known at the door just now? Persons, sessions, keys and rules, remembered for some seconds and forgotten at once in every process.
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Database } from '#server/database/pool.ts'
import { hashOf } from './hash.ts'
import { findKey, type FoundKey, keyShape } from './keys.ts'
import { Remembered } from './remembered.ts'
import { readRules, type SignInRules } from './second-factor.ts'
import type { Session } from './session.ts'
import { readWho } from './who.ts'

const rememberMs = 10_000
/** Every process hears when people, sessions, keys or rules change. */
const peopleChannel = 'openltc_people'

export interface Known {
  person(id: string): Promise<Who | null>
  key(key: string, now: Date): Promise<FoundKey | null>
  /** By its cookie; `find` is asked where it is not remembered. */
  session(cookie: string, find: () => Promise<Session | null>): Promise<Session | null>
  forgetSession(cookie: string): void
  rules(): Promise<SignInRules>
  /** All of it is read again by this process. */
  forget(): void
  /** And by every other one. */
  changed(): Promise<void>
  whenForgotten(tell: () => void): () => void
  close(): Promise<void>
}

/** What was taken back counts at once, in every process that remembers. */
export const tellEveryProcess = (db: Asks): Promise<unknown> =>
  db.query(sql`select pg_notify(${peopleChannel}, '')`)

export async function openKnown(db: Database): Promise<Known> {
  const persons = new Remembered<Who>(rememberMs)
  const sessions = new Remembered<Session>(rememberMs)
  const keys = new Remembered<FoundKey>(rememberMs)
  const rules = new Remembered<SignInRules>(rememberMs)
  const waiting = new Set<() => void>()
  const forget = (): void => {
    for (const one of [persons, sessions, keys, rules]) one.forget()
    waiting.forEach((tell) => tell())
  }
  const unlisten = await db.listen(peopleChannel, forget)
  return {
    person: async (id) => persons.get(id, () => readWho(db, id)),
    key: async (key, now) =>
      keyShape.test(key) ? keys.get(hashOf(key), () => findKey(db, key, now)) : null,
    session: async (cookie, find) => sessions.get(hashOf(cookie), find),
    forgetSession: (cookie) => sessions.forget(hashOf(cookie)),
    rules: async () => (await rules.get('', () => readRules(db)))!,
    forget,
    async changed() {
      forget()
      await tellEveryProcess(db)
    },
    whenForgotten(tell) {
      waiting.add(tell)
      return () => void waiting.delete(tell)
    },
    close: () => unlisten().catch(() => {}),
  }
}
