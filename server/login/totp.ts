// How does a code of an authenticator app prove that somebody has the phone? RFC 6238, each code once; and codes on paper for when the phone is lost.
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { stretch } from './password.ts'
import { seal, type SealSecrets, unseal } from './seal.ts'

const period = 30
/** A phone's clock may be this many steps off. */
const window = 1

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: 'OpenLTC',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })

/** A new key for an app: as text to type, and as the address that a QR code shows. Kept nowhere yet. */
export function newTotp(label: string): { secret: string; url: string } {
  const { base32 } = new Secret({ size: 20 })
  return { secret: base32, url: totpOf(base32, label).toString() }
}

/** How a key is kept, from the moment it is shown: also while nobody has confirmed it, the database alone has no use for it. */
export const sealTotp = (secrets: SealSecrets, person: string, secret: string): string =>
  seal(secrets, `totp ${person}`, secret)

/** The step of time for which the code is right, or null. */
function stepOf(secret: string, code: string): number | null {
  const now = Date.now()
  const delta = /^\d{6}$/.test(code)
    ? totpOf(secret).validate({ token: code, window, timestamp: now })
    : null
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}

/** Keeps the app's key, sealed, once its owner has shown a code of it; false where the code is wrong. */
export async function addTotp(
  tx: Tx,
  secrets: SealSecrets,
  person: string,
  sealed: string,
  code: string,
): Promise<boolean> {
  const secret = unseal(secrets, `totp ${person}`, sealed)
  const step = secret === null ? null : stepOf(secret, code)
  if (step === null) return false
  await tx.query(sql`insert into login_totp (person, secret, step, created_at) values (${person}::uuid, ${sealed}, ${step}::bigint, now())
    on conflict (person) do update set secret = excluded.secret, step = excluded.step, created_at = excluded.created_at`)
  return true
}

/** Is the code right, and was it not used before? Of two that come with the same code at once, one is let in. */
export async function totpFits(
  db: Asks,
  secrets: SealSecrets,
  person: string,
  code: string,
): Promise<boolean> {
  const [row] = await db.query<{ secret: string }>(
    sql`select secret from login_totp where person = ${person}::uuid`,
  )
  const secret = row ? unseal(secrets, `totp ${person}`, row.secret) : null
  const step = secret === null ? null : stepOf(secret, code)
  if (step === null) return false
  return (
    (
      await db.query(
        sql`update login_totp set step = ${step}::bigint where person = ${person}::uuid and step < ${step}::bigint returning 1`,
      )
    ).length === 1
  )
}

/** Without letters that look like digits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const codeCount = 10

/** Ten new codes for paper, `abcde-fghjk`; the old ones end. Only slow hashes of them are kept. */
export async function newRecoveryCodes(tx: Tx, person: string): Promise<string[]> {
  const word = (): string =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  const codes = Array.from({ length: codeCount }, () => `${word()}-${word()}`)
  // One salt for the ten, so that a try costs one slow hash.
  const salt = randomBytes(16).toString('hex')
  const hashes: string[] = []
  for (const code of codes) hashes.push((await stretch(code, salt)).toString('hex'))
  await tx.query(sql`delete from login_recovery where person = ${person}::uuid`)
  await tx.query(
    sql`insert into login_recovery (person, salt, hash) select ${person}::uuid, ${salt}, unnest(${hashes}::text[])`,
  )
  return codes
}

/** Takes the code: it is right once. */
export async function takeRecoveryCode(db: Asks, person: string, typed: string): Promise<boolean> {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  const rows = await db.query<{ salt: string; hash: string }>(
    sql`select salt, hash from login_recovery where person = ${person}::uuid`,
  )
  const key = await stretch(`${plain.slice(0, 5)}-${plain.slice(5, 15)}`, rows[0]?.salt ?? '0')
  const found = rows.find((one) => timingSafeEqual(Buffer.from(one.hash, 'hex'), key))
  if (!found) return false
  return (
    (
      await db.query(
        sql`delete from login_recovery where person = ${person}::uuid and hash = ${found.hash} returning 1`,
      )
    ).length === 1
  )
}
