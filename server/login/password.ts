// How is a password kept and compared? As a scrypt hash; every session that there was ends with a new one.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
const length = 64

/** `salt:key` in hex. Costs 32 MB and some time; callers go through the turnstile. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  return `${salt}:${(await stretch(password, salt)).toString('hex')}`
}

/** Takes as long for nobody (`null`) as for somebody. */
export async function passwordFits(hash: string | null, password: string): Promise<boolean> {
  const [salt, key] = (hash ?? nobody).split(':') as [string, string]
  const theirs = await stretch(password, salt)
  const ours = Buffer.from(key, 'hex')
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) && hash !== null
}

const nobody = `${'0'.repeat(32)}:${'0'.repeat(length * 2)}`

/** The slow way from something short that people keep to bytes that are compared. */
export const stretch = (word: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(word.normalize('NFKC'), salt, length, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

/** Inside the caller's transaction: stores the hash and ends the person's sessions and whatever waited for the old one. */
export async function storePassword(tx: Asks, person: string, hash: string): Promise<void> {
  await tx.query(sql`insert into login_account (person, password) values (${person}::uuid, ${hash})
    on conflict (person) do update set password = excluded.password, updated_at = now()`)
  await tx.query(sql`delete from login_session where person = ${person}::uuid`)
  await tx.query(sql`delete from login_ticket where person = ${person}::uuid`)
}
