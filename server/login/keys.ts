// With which key does a program come in? Made once, shown once, kept as a hash; never wider than its person, and as narrow as one likes.
import { randomBytes } from 'node:crypto'
import { refuse } from '#kernel/error.ts'
import type { Deed, Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { systemWho } from '#server/world/world.ts'
import { hashOf } from './hash.ts'
import { readWho } from './who.ts'

/** How a key is narrower than its person. What is absent is as wide as the person is at that moment. */
export interface KeyScope {
  /** The key only reads, whatever its person may do. */
  readonly onlyRead?: boolean
  /** Only these roles of the person count. */
  readonly roles?: readonly string[] | null
  /** Only these objects, each with these deeds, and nothing of the administration. */
  readonly objects?: Readonly<Record<string, readonly Deed[]>> | null
}
export interface KeyOptions extends KeyScope {
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
  readonly roles: readonly string[] | null
  readonly objects: Readonly<Record<string, readonly Deed[]>> | null
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
  { onlyRead = false, roles = null, objects = null, expiresAt, now }: KeyOptions,
): Promise<string> {
  const key = `oltc_${randomBytes(32).toString('base64url')}`
  await db.query(sql`insert into api_key (id, person, name, hash, start, only_read, roles, objects, created_at, expires_at) values
    (${uuid7(now.getTime())}::uuid, ${person}::uuid, ${name}, ${hashOf(key)}, ${key.slice(0, 9)}, ${onlyRead}::boolean, ${roles && JSON.stringify(roles)}::json, ${objects && JSON.stringify(objects)}::json,
    ${now.toISOString()}::timestamptz, ${expiresAt?.toISOString() ?? null}::timestamptz)`)
  return key
}

/** The person's keys, newest first, the revoked ones too. `person` null: everybody's (administrators). */
export const listKeys = (db: Asks, person: string | null): Promise<ApiKey[]> =>
  db.query<ApiKey>(sql`select k.id, k.person, p.name as person_name, k.name, k.start, k.only_read, k.roles, k.objects, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
    from api_key k join person p on p.id = k.person where ${person}::uuid is null or k.person = ${person}::uuid order by k.id desc limit 1000`)

/** Ends a key for good; `not-found` where the person has no such key. `person` null: of whomever (administrators). Answers whose it was. */
export async function revokeKey(
  db: Asks,
  id: string,
  person: string | null,
  now: Date,
): Promise<{ person: string; name: string }> {
  const [row] = await db.query<{
    person: string
    name: string
  }>(sql`update api_key set revoked_at = coalesce(revoked_at, ${now.toISOString()}::timestamptz)
    where id = ${id}::uuid and (${person}::uuid is null or person = ${person}::uuid) returning person, name`)
  return row ?? refuse('not-found', { what: { zh: '密钥', en: 'key' } })
}

export interface FoundKey {
  readonly id: string
  readonly person: string
  readonly only_read: boolean
  readonly roles: readonly string[] | null
  readonly objects: Readonly<Record<string, readonly Deed[]>> | null
  readonly expires_at: string | null
}

const found = sql`select id, person, only_read, roles, objects, expires_at from api_key`

/** The living key with this text. */
export async function findKey(db: Asks, key: string, now: Date): Promise<FoundKey | null> {
  const [row] = await db.query<FoundKey>(
    sql`${found} where hash = ${hashOf(key)} and revoked_at is null and (expires_at is null or expires_at > ${now.toISOString()}::timestamptz)`,
  )
  return row ?? null
}

/** The living key with this id. */
async function keyAt(db: Asks, id: string, now: Date): Promise<FoundKey | null> {
  const [row] = await db.query<FoundKey>(
    sql`${found} where id = ${id}::uuid and revoked_at is null and (expires_at is null or expires_at > ${now.toISOString()}::timestamptz)`,
  )
  return row ?? null
}

/** The person as far as the key goes: never more than the person is now. */
export const narrowed = (who: Who, { id, only_read, roles, objects }: FoundKey): Who => ({
  ...who,
  key: id,
  ...(only_read && { only_read: true }),
  ...(roles && { roles: who.roles.filter((role) => roles.includes(role)) }),
  ...(objects && { only: objects }),
})

/** Whoever asked for work, with the rights of now; null where they may no longer act, or the key they came by has ended. */
export async function whoNow(
  db: Asks,
  person: string,
  key: string | null,
  now: Date,
): Promise<Who | null> {
  if (person === systemWho.id) return systemWho
  const who = await readWho(db, person)
  if (!who || key === null) return who
  const found = await keyAt(db, key, now)
  return found && narrowed(who, found)
}

/** Writes down that the keys were used, at most once a minute each. */
export async function noteUse(db: Asks, ids: readonly string[], now: Date): Promise<void> {
  const at = now.toISOString()
  await db.query(sql`update api_key set last_used_at = ${at}::timestamptz where id = any(${[...ids].sort()}::uuid[])
    and (last_used_at is null or last_used_at < ${at}::timestamptz - interval '1 minute')`)
}
