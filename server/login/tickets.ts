// How is something given out that counts once? A random token for one purpose, kept as a hash, with an end.
import { randomBytes } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { hashOf } from './hash.ts'

/** What a ticket is good for, and for how long at most. One purpose never stands in for another. */
const seconds = {
  /** A new password by a link in a mail. */
  recovery: 30 * 60,
  /** A first password, by a link in a mail or handed over. */
  invitation: 72 * 3600,
  /** The first step of a sign-in is done, the second one is waited for. */
  second: 10 * 60,
  /** The first step is done, and a second factor has to be set up before anything else. */
  enrol: 20 * 60,
  /** A key of an authenticator app that its owner has not confirmed yet. */
  totp: 20 * 60,
  /** A challenge for a passkey that signs in. */
  passkey: 5 * 60,
  /** A challenge for a new passkey. */
  new_passkey: 5 * 60,
  /** Somebody is away at another house to prove who they are. */
  sso: 10 * 60,
} as const
export type Purpose = keyof typeof seconds

export interface Ticket {
  readonly purpose: Purpose
  readonly person: string | null
  readonly data: Readonly<Record<string, unknown>>
}

const shape = /^[A-Za-z0-9_-]{43}$/

/** Gives out a ticket; answers the token, which is nowhere else, and its end. */
export async function issue(
  db: Asks,
  purpose: Purpose,
  person: string | null,
  data: Readonly<Record<string, unknown>> = {},
): Promise<{ token: string; expires_at: string }> {
  const token = randomBytes(32).toString('base64url')
  const [row] = await db.query<{
    expires_at: string
  }>(sql`insert into login_ticket (hash, purpose, person, data, expires_at)
    values (${hashOf(token)}, ${purpose}, ${person}::uuid, ${JSON.stringify(data)}::json, now() + make_interval(secs => ${seconds[purpose]}::int)) returning expires_at`)
  return { token, expires_at: row!.expires_at }
}

/** The living ticket, left where it is; null where there is none with this purpose. */
export async function look(
  db: Asks,
  purpose: readonly Purpose[],
  token: string,
): Promise<Ticket | null> {
  if (!shape.test(token)) return null
  const [row] = await db.query<Ticket>(sql`select purpose, person, data from login_ticket
    where hash = ${hashOf(token)} and purpose = any(${purpose}::text[]) and expires_at > now()`)
  return row ?? null
}

/** Takes the ticket: whoever comes second finds nothing, also at the same moment. */
export async function take(
  db: Asks,
  purpose: readonly Purpose[],
  token: string,
): Promise<Ticket | null> {
  if (!shape.test(token)) return null
  const [row] = await db.query<Ticket>(sql`delete from login_ticket
    where hash = ${hashOf(token)} and purpose = any(${purpose}::text[]) and expires_at > now() returning purpose, person, data`)
  return row ?? null
}

const mostTries = 5

/** Counts a try of something that could be guessed; after five the ticket is gone, and the first step begins anew. */
export async function tryWith(
  db: Asks,
  purpose: readonly Purpose[],
  token: string,
): Promise<Ticket | null> {
  if (!shape.test(token)) return null
  const [row] = await db.query<
    Ticket & { tries: number }
  >(sql`update login_ticket set tries = tries + 1
    where hash = ${hashOf(token)} and purpose = any(${purpose}::text[]) and expires_at > now() and tries < ${mostTries}::int returning purpose, person, data, tries`)
  return row ?? null
}

/** Ends every ticket of the person for these purposes. */
export const endTickets = (
  db: Asks,
  purpose: readonly Purpose[],
  person: string,
): Promise<unknown> =>
  db.query(
    sql`delete from login_ticket where person = ${person}::uuid and purpose = any(${purpose}::text[])`,
  )
