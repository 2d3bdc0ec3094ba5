// With which key does a program come in? Made once, shown once, kept as a hash.
import { randomBytes } from 'node:crypto'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { uuid7 } from '#server/records/uuid7.ts'
import { hashOf } from './hash.ts'

export interface KeyOptions {
  /** The key only reads, whatever its person may do. */
  readonly onlyRead?: boolean
  readonly expiresAt?: Date
  readonly now: Date
}

/** A key as lists show it; the key itself is never seen again. */
export interface ApiKey {
  readonly id: string
  readonly person: string
  readonly person_name: string
  readonly name: string
  /** Its first characters, to tell keys apart. */
  readonly start: string
  readonly only_read: boolean
  readonly created_at: string
  readonly expires_at: string | null
  readonly last_used_at: string | null
  readonly revoked_at: string | null
}

/** `oltc_` and 256 random bits. */
export const keyShape = /^oltc_[A-Za-z0-9_-]{43}$/

/** Makes a key for the person and answers its text, which nobody can read again. */
export async function createKey(
  db: Asks,
  person: string,
  name: string,
  { onlyRead = false, expiresAt, now }: KeyOptions,
): Promise<string> {
  const key = `oltc_${randomBytes(32).toString('base64url')}`
  await db.query(sql`insert into api_key (id, person, name, hash, start, only_read, created_at, expires_at) values
    (${uuid7(now.getTime())}::uuid, ${person}::uuid, ${name}, ${hashOf(key)}, ${key.slice(0, 9)}, ${onlyRead}::boolean,
    ${now.toISOString()}::timestamptz, ${expiresAt?.toISOString() ?? null}::timestamptz)`)
  return key
}

/** The person's keys, newest first, the revoked ones too. `person` null: everybody's (administrators). */
export const listKeys = (db: Asks, person: string | null): Promise<ApiKey[]> =>
  db.query<ApiKey>(sql`select k.id, k.person, p.name as person_name, k.name, k.start, k.only_read, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
    from api_key k join person p on p.id = k.person where ${person}::uuid is null or k.person = ${person}::uuid order by k.id desc limit 1000`)

/** Ends a key for good; `not-found` where the person has no such key. `person` null: of whomever (administrators). */
export async function revokeKey(
  db: Asks,
  id: string,
  person: string | null,
  now: Date,
): Promise<void> {
  const rows =
    await db.query(sql`update api_key set revoked_at = coalesce(revoked_at, ${now.toISOString()}::timestamptz)
    where id = ${id}::uuid and (${person}::uuid is null or person = ${person}::uuid) returning id`)
  if (rows.length === 0) refuse('not-found', { what: { zh: '密钥', en: 'key' } })
}

export interface FoundKey {
  readonly id: string
  readonly person: string
  readonly only_read: boolean
  readonly expires_at: string | null
}

/** The living key with this text. */
export async function findKey(db: Asks, key: string, now: Date): Promise<FoundKey | null> {
  const [row] = await db.query<FoundKey>(sql`select id, person, only_read, expires_at from api_key
    where hash = ${hashOf(key)} and revoked_at is null and (expires_at is null or expires_at > ${now.toISOString()}::timestamptz)`)
  return row ?? null
}

/** Writes down that the keys were used, at most once a minute each. */
export async function noteUse(db: Asks, ids: readonly string[], now: Date): Promise<void> {
  const at = now.toISOString()
  await db.query(sql`update api_key set last_used_at = ${at}::timestamptz where id = any(${[...ids].sort()}::uuid[])
    and (last_used_at is null or last_used_at < ${at}::timestamptz - interval '1 minute')`)
}
