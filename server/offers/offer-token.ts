// What does a customer have in their hands to read a quote? A token that nobody guesses; the database knows it only by its hash.
import { createHmac } from 'node:crypto'
import { hashOf } from '#server/login/hash.ts'
import { derivedKey, type SealSecrets } from '#server/login/seal.ts'

const shape = /^[A-Za-z0-9_-]{43}$/

/**
 * The token of a link: 256 bits that only whoever holds our secret can work out again, so that a colleague can copy the
 * link once more although it is kept nowhere.
 */
export const tokenOf = ({ login }: Pick<SealSecrets, 'login'>, link: string): string =>
  createHmac('sha256', derivedKey(login, 'offer')).update(link).digest('base64url')

/** By what it is found; null where it is no token at all. */
export const tokenHash = (token: unknown): string | null =>
  typeof token === 'string' && shape.test(token) ? hashOf(token) : null
