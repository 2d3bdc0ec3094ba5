// How is a password kept and compared? As a scrypt hash; every session that there was ends with a new one.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

/** How hard it is made: 32 MB and about a tenth of a second; what OWASP's cheat sheet on passwords asks of scrypt (2^15, 8, 3) in other factors. */
interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}
const passwordCost: Cost = { N: 16_384, r: 16, p: 3 }
/** For codes that a machine has made: nobody guesses 50 random bits however cheap a guess is. */
const codeCost: Cost = { N: 16_384, r: 16, p: 1 }
const length = 64

/** `N.r.p:salt:key`, so that the cost can grow. Callers go through the turnstile. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  const { N, r, p } = passwordCost
  return `${N}.${r}.${p}:${salt}:${(await stretch(password, salt, passwordCost)).toString('hex')}`
}

/** Takes as long for nobody (`null`) as for somebody; what was not written by us fits nothing. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const hash = stored !== null && written.test(stored) ? stored : null
  const [cost, salt, key] = (hash ?? nobody).split(':') as [string, string, string]
  const [N, r, p] = cost.split('.').map(Number) as [number, number, number]
  const theirs = await stretch(password, salt, { N, r, p })
  const ours = Buffer.from(key, 'hex')
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) && hash !== null
}

const written = /^[1-9]\d{0,6}\.[1-9]\d?\.[1-9]\d?:[0-9a-f]{32}:[0-9a-f]{128}$/
const nobody = `${Object.values(passwordCost).join('.')}:${'0'.repeat(32)}:${'0'.repeat(length * 2)}`

/** The slow way from something short that people keep to bytes that are compared. */
export const stretch = (word: string, salt: string, cost = codeCost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(
      word.normalize('NFKC'),
      salt,
      length,
      { ...cost, maxmem: 256 * cost.N * cost.r },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  )

/** Inside the caller's transaction: stores the hash and ends the person's sessions and whatever waited for the old one. */
export async function storePassword(tx: Asks, person: string, hash: string): Promise<void> {
  await tx.query(sql`insert into login_account (person, password) values (${person}::uuid, ${hash})
    on conflict (person) do update set password = excluded.password, updated_at = now()`)
  await tx.query(sql`delete from login_session where person = ${person}::uuid`)
  await tx.query(sql`delete from login_ticket where person = ${person}::uuid`)
}
