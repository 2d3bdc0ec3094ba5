// Was this page for a stranger ours, and how long ago did we give it out? A number and a moment under our seal.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { derivedKey, type SealSecrets } from './seal.ts'

export interface GivenPage {
  /** Of the page: whatever is sent from it twice is one thing. */
  readonly no: string
  readonly givenAt: number
}

/** A page may stand open for a day. */
const keptMs = 24 * 3_600_000
const shape = /^([A-Za-z0-9_-]{16})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/

const sealOf = (secret: string, form: string, no: string, at: string): Buffer =>
  createHmac('sha256', derivedKey(secret, 'public form')).update(`${form} ${no} ${at}`).digest()

/** A new page of the form, or of the link, by its id. */
export function giveOut({ login }: SealSecrets, form: string, now: Date): string {
  const no = randomBytes(12).toString('base64url')
  const at = now.getTime().toString(36)
  return `${no}.${at}.${sealOf(login, form, no, at).toString('base64url')}`
}

/** The page that the token stands for; null where it is none of this one, or too old. */
export function pageOf(
  { login, before }: SealSecrets,
  form: string,
  token: unknown,
  now: Date,
): GivenPage | null {
  const [, no, at, seal] = (typeof token === 'string' && shape.exec(token)) || []
  if (!no || !at || !seal) return null
  const given = Buffer.from(seal, 'base64url')
  const isOurs = [login, ...(before ? [before] : [])].some((secret) =>
    timingSafeEqual(sealOf(secret, form, no, at), given),
  )
  const givenAt = Number.parseInt(at, 36)
  const age = now.getTime() - givenAt
  return isOurs && age >= 0 && age <= keptMs ? { no, givenAt } : null
}
