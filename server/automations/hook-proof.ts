// How does a program outside prove who it is? By a token of which we keep the hash, or by signing what it sends.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from '#kernel/sql.ts'
import { seal, type SealSecrets, unseal } from '#server/login/seal.ts'
import type { Asks } from '#server/database/pool.ts'

const settingOf = (name: string): string => `hook.${name}`
/** Where the secret of a hook is sealed: moved to another hook it does not open. */
export const sealPlace = (name: string): string => `hook ${name}`
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const hookHeaders = {
  token: 'X-OpenLTC-Token',
  timestamp: 'X-OpenLTC-Timestamp',
  signature: 'X-OpenLTC-Signature',
} as const

/** A clock may be wrong by so much, and a signature counts for so long. */
const signedForSeconds = 300

/** The hash of the token, or the sealed secret of signatures. */
type Kept = string | { readonly sealed: string }

/** A new secret in place of the one before; what it answers is shown once. */
export async function newSecret(
  db: Asks,
  name: string,
  signed: boolean,
  secrets: () => SealSecrets,
): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  const kept: Kept = signed
    ? { sealed: seal(secrets(), sealPlace(name), secret) }
    : hashOf(secret).toString('hex')
  await db.query(
    sql`insert into setting (name, value) values (${settingOf(name)}, ${JSON.stringify(kept)}::json) on conflict (name) do update set value = excluded.value`,
  )
  return secret
}

const keptOf = async (db: Asks, name: string): Promise<Kept | undefined> =>
  (
    await db.query<{ value: Kept }>(sql`select value from setting where name = ${settingOf(name)}`)
  )[0]?.value

/** Is it the token that was shown? */
export async function isToken(db: Asks, name: string, token: unknown): Promise<boolean> {
  const kept = await keptOf(db, name)
  const stored = Buffer.from(typeof kept === 'string' ? kept : '0'.repeat(64), 'hex')
  const right = timingSafeEqual(hashOf(typeof token === 'string' ? token : ''), stored)
  return right && typeof kept === 'string'
}

export interface ToSign {
  readonly timestamp: string
  /** The `Idempotency-Key`, where the call has one: whoever recorded the call can't make it another one. */
  readonly key: string | null
  /** As it is sent. */
  readonly body: Buffer
}

/** `sha256=` and the HMAC in hex of the moment, the key where there is one, and the body, with dots between them. */
export const signatureOf = (secret: string, { timestamp, key, body }: ToSign): string =>
  `sha256=${createHmac('sha256', secret)
    .update([timestamp, ...(key === null ? [] : [key]), ''].join('.'))
    .update(body)
    .digest('hex')}`

export interface Signed extends Omit<ToSign, 'timestamp'> {
  readonly timestamp: unknown
  readonly signature: unknown
}

/** Did whoever has the secret sign this body? `old`: yes, but not lately, by our clock. */
export async function signedBy(
  db: Asks,
  name: string,
  { timestamp, signature, key, body }: Signed,
  secrets: SealSecrets,
  now: Date,
): Promise<'yes' | 'no' | 'old'> {
  const kept = await keptOf(db, name)
  const secret = typeof kept === 'object' ? unseal(secrets, sealPlace(name), kept.sealed) : null
  const said = typeof timestamp === 'string' && /^\d{1,12}$/.test(timestamp) ? timestamp : ''
  const right = hashOf(signatureOf(secret ?? 'none', { timestamp: said, key, body }))
  const given = hashOf(typeof signature === 'string' ? signature : '')
  if (!timingSafeEqual(right, given) || secret === null || said === '') return 'no'
  const age = now.getTime() / 1000 - Number(said)
  return Math.abs(age) <= signedForSeconds ? 'yes' : 'old'
}
