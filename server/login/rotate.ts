// How is the secret replaced? One command: what was sealed is sealed anew, every session ends, and the old secret opens nothing any more.
import { randomBytes } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import { sealPlace } from '#server/automations/hook-proof.ts'
import type { Database, Tx } from '#server/database/pool.ts'
import { seal, type SealSecrets, unseal } from './seal.ts'
import { type Secrets, storeSecrets } from './secrets.ts'

/** Processes that run read their secrets again when they hear this. */
export const secretChannel = 'openltc_secret'

export interface Rotated {
  readonly sessions: number
  readonly sealed: number
  /** Sealed by a secret that is gone: to be set up anew. */
  readonly lost: number
}

/**
 * In three steps, each of which may be the last one before a crash: the file holds new and old secret; the database is
 * sealed anew in one transaction; the file holds the new one alone. A start in between goes on with `finishRotation`.
 */
export async function rotate(db: Database, dataDir: string, now: Secrets): Promise<Rotated> {
  const next: SealSecrets = { login: randomBytes(48).toString('base64url'), before: now.login }
  await storeSecrets(dataDir, next)
  return finishRotation(db, dataDir, next)
}

/** Seals anew what the secret before sealed, ends every session, and forgets the secret before. */
export async function finishRotation(
  db: Database,
  dataDir: string | null,
  secrets: SealSecrets,
): Promise<Rotated> {
  const rotated = await db.transaction(async (tx) => {
    // A process that starts meanwhile does the same; the second one finds nothing to do.
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc secret'))`)
    const done = await resealAll(tx, secrets)
    const sessions = await tx.query(sql`delete from login_session returning 1`)
    await tx.query(sql`delete from login_ticket`)
    await tx.query(sql`select pg_notify(${secretChannel}, '')`)
    return { ...done, sessions: sessions.length }
  })
  if (dataDir !== null) await storeSecrets(dataDir, { login: secrets.login })
  return rotated
}

async function resealAll(tx: Tx, secrets: SealSecrets): Promise<{ sealed: number; lost: number }> {
  let [sealed, lost] = [0, 0]
  const anew = (place: string, old: string): string | null => {
    const text = unseal(secrets, place, old)
    if (text === null) lost++
    else sealed++
    return text === null ? null : seal({ login: secrets.login }, place, text)
  }
  for (const { person, secret } of await tx.query<{ person: string; secret: string }>(
    sql`select person, secret from login_totp for update`,
  )) {
    const next = anew(`totp ${person}`, secret)
    if (next !== null)
      await tx.query(sql`update login_totp set secret = ${next} where person = ${person}::uuid`)
  }
  for (const { name, secret } of await tx.query<{ name: string; secret: string }>(
    sql`select name, secret from login_provider for update`,
  )) {
    const next = anew(`provider ${name}`, secret)
    if (next !== null)
      await tx.query(sql`update login_provider set secret = ${next} where name = ${name}`)
  }
  for (const { name, value } of await tx.query<{ name: string; value: { sealed: string } }>(
    sql`select name, value from setting where name like 'hook.%' and json_typeof(value) = 'object' for update`,
  )) {
    const next = anew(sealPlace(name.slice('hook.'.length)), value.sealed)
    if (next !== null)
      await tx.query(
        sql`update setting set value = ${JSON.stringify({ sealed: next })}::json where name = ${name}`,
      )
  }
  return { sealed, lost }
}
