// What is a session? A random token in a cookie, kept as a hash, with how and from where it began.
import { randomBytes } from 'node:crypto'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { hashOf } from './hash.ts'

/** It ends so long after its last use, */
export const sessionSeconds = 30 * 86_400
/** and however much it is used, so long after its beginning. */
const longestSeconds = 90 * 86_400
/** In use it is made longer once a day. */
export const renewSeconds = 86_400

/** How somebody proved who they are. */
export interface Proof {
  /** `password`, `passkey` or `sso <provider>` */
  readonly way: string
  /** A second factor was part of it. */
  readonly second: boolean
}

/** From where: as the browser and the connection say it. */
export interface Device {
  readonly agent: string
  readonly address: string
}

export interface Session extends Proof {
  readonly id: string
  readonly person: string
  /** ms since 1970: when its person proved themselves. */
  readonly created: number
  readonly updated: number
  readonly expires: number
}

/** Begins a session and answers its token. */
export async function startSession(
  db: Asks,
  person: string,
  { way, second }: Proof,
  { agent, address }: Device,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query(sql`insert into login_session (id, token_hash, person, way, second, user_agent, address, created_at, updated_at, seen_at, expires_at) values
    (${uuid7(Date.now())}::uuid, ${hashOf(token)}, ${person}::uuid, ${way}, ${second}::boolean, ${agent.slice(0, 300)}, ${address}, now(), now(), now(),
    now() + make_interval(secs => ${sessionSeconds}::int))`)
  return token
}

/** The session of the token, if it goes on. */
export async function findSession(db: Asks, token: string): Promise<Session | null> {
  const [row] = await db.query<
    Proof & {
      id: string
      person: string
      created_at: string
      updated_at: string
      expires_at: string
    }
  >(
    sql`select id, person, way, second, created_at, updated_at, expires_at from login_session where token_hash = ${hashOf(token)} and expires_at > now()`,
  )
  if (!row) return null
  const { created_at, updated_at, expires_at, ...rest } = row
  return {
    ...rest,
    created: Date.parse(created_at),
    updated: Date.parse(updated_at),
    expires: Date.parse(expires_at),
  }
}

/** Makes it longer; answers the seconds that it has now. */
export async function renewSession(db: Asks, id: string): Promise<number> {
  const [row] = await db.query<{ seconds: number }>(sql`update login_session set updated_at = now(),
    expires_at = least(now() + make_interval(secs => ${sessionSeconds}::int), created_at + make_interval(secs => ${longestSeconds}::int))
    where id = ${id}::uuid and expires_at > now() returning greatest(0, floor(extract(epoch from expires_at - now())))::int as seconds`)
  return row?.seconds ?? 0
}

/** Writes down that the sessions were used. */
export const noteSessions = (db: Asks, ids: readonly string[]): Promise<unknown> =>
  db.query(sql`update login_session set seen_at = now() where id = any(${[...ids].sort()}::uuid[])`)

/** A session as its owner and administrators see it. */
export interface ShownSession extends Proof {
  readonly id: string
  readonly user_agent: string
  readonly address: string
  readonly created_at: string
  readonly seen_at: string
}

export const sessionsOf = (db: Asks, person: string): Promise<ShownSession[]> =>
  db.query<ShownSession>(sql`select id, way, second, coalesce(user_agent, '') as user_agent, coalesce(address, '') as address, created_at, seen_at
    from login_session where person = ${person}::uuid and expires_at > now() order by seen_at desc, id desc limit 200`)

/** Ends one session of the person; `not-found` where they have no such. */
export async function endSession(db: Asks, person: string, id: string): Promise<void> {
  const rows = await db.query(
    sql`delete from login_session where id = ${id}::uuid and person = ${person}::uuid returning id`,
  )
  if (rows.length === 0) refuse('not-found', { what: { zh: '登录', en: 'session' } })
}

/** Ends all sessions of the person but the one to keep; answers how many. */
export const endSessions = async (
  db: Asks,
  person: string,
  keep: string | null = null,
): Promise<number> =>
  (
    await db.query(
      sql`delete from login_session where person = ${person}::uuid and id is distinct from ${keep}::uuid returning id`,
    )
  ).length
