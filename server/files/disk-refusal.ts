// What is said when the disk does not do what it should?
import { Refusal } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'

const full = ['ENOSPC', 'EDQUOT']
const away = [
  'EIO',
  'ESTALE',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTCONN',
  'EHOSTDOWN',
  'EMFILE',
  'ENOTDIR',
  'EEXIST',
]

/**
 * A disk that is full, taken off or turned read-only is nobody's bug: `no-space` or `files-away`. Throws the error itself
 * where it says neither.
 */
export function diskRefusal(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const says = full.includes(code) ? 'no-space' : away.includes(code) ? 'files-away' : null
  if (says === null) throw error
  const refusal = new Refusal(says, refusals[says])
  refusal.cause = error
  throw refusal
}
