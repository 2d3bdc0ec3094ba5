// How is a secret kept that we must be able to read again (of a second factor, of another house)? Sealed, so that the database alone opens nothing.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { invariant } from '#kernel/invariant.ts'

/** The secret of now, and the one before while a rotation is not finished. */
export interface SealSecrets {
  readonly login: string
  readonly before?: string
}

/** A key of its own for each purpose: what is made with one is nothing under another. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `openltc ${purpose}`, 32))

const keyOf = (secret: string): Buffer => derivedKey(secret, 'seal')
const nameOf = (secret: string): string =>
  createHash('sha256').update(`openltc seal ${secret}`).digest('hex').slice(0, 12)

/**
 * AES-256-GCM under a key derived from the secret.
 * @param place where it is stored (`totp <person>`): moved elsewhere it does not open
 */
export function seal({ login }: SealSecrets, place: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(login), iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    nameOf(login),
    ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url')),
  ].join('.')
}

/** The text again, or null where another secret sealed it: then it has to be set up anew. */
export function unseal(
  { login, before }: SealSecrets,
  place: string,
  sealed: string,
): string | null {
  const [name, iv, tag, body] = sealed.split('.')
  const secret = [login, before].find((one) => one !== undefined && nameOf(one) === name)
  if (!secret) return null
  invariant(iv && tag && body !== undefined, `what is sealed at ${place} has four parts`)
  const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), Buffer.from(iv, 'base64url'), {
    authTagLength: 16,
  }).setAAD(Buffer.from(place))
  cipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString(
    'utf8',
  )
}
