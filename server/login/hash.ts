// How is a long random secret (session token, key) stored, so that a copy of the database opens nothing?
import { createHash } from 'node:crypto'

/** SHA-256 in hex. Enough for 256 random bits, which nobody can guess; never for a password. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
