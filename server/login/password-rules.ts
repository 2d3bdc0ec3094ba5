// Is this password good enough? Long enough, and none that is guessed at once.
import type { ProblemCode } from '#kernel/error.ts'
import { commonPasswords, commonStems } from './common-passwords.ts'
import { wasLeaked } from './guessed.ts'

export const longestPassword = 128

export interface Weakness {
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, number>>
}

/**
 * What is wrong with the password, or null. At least 10 characters, or 8 of two kinds (letters, digits, others);
 * at most 128; not among those that leaked (with a few digits and signs behind or not), no run or repetition, and not the person's own name or e-mail.
 * @param own what everybody knows of the person: name, e-mail, company
 */
export function weaknessOf(password: string, own: readonly string[] = []): Weakness | null {
  const signs = [...password]
  if (signs.length > longestPassword) return { code: 'too-long', details: { max: longestPassword } }
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length
  if (signs.length < 8 || (signs.length < 10 && kinds < 2))
    return { code: 'weak-password', details: {} }
  return isGuessable(password.toLowerCase(), own) ? { code: 'common-password', details: {} } : null
}

function isGuessable(password: string, own: readonly string[]): boolean {
  if (
    commonPasswords.has(password) ||
    wasLeaked(password) ||
    isRepeated(password) ||
    isRun(password)
  )
    return true
  // "Admin@2026" is "admin" with what everybody adds.
  const stem = password.replace(/[\d\s\p{P}\p{S}]+$/u, '').replace(/^[\d\s\p{P}\p{S}]+/u, '')
  if (commonStems.has(stem) && /^\D*(?:\d{0,4}|1?2345\d*)\D*$/.test(password.replace(stem, '')))
    return true
  // A leaked word with a year or a sign behind it is the second thing that is tried.
  if (stem !== password && password.length - stem.length <= 5 && wasLeaked(stem)) return true
  return own.some((word) =>
    known(word).some(
      (part) => part === password || (part === stem && password.length - part.length <= 4),
    ),
  )
}

/** Of an e-mail also what stands before the @. */
const known = (word: string): string[] =>
  [word, word.split('@')[0]!].map((one) => one.trim().toLowerCase()).filter((one) => one.length > 2)

const isRepeated = (text: string): boolean => /^(.{1,4})\1+.?$/su.test(text)

/** `abcdefgh`, `98765432`: each character next to the one before. */
function isRun(text: string): boolean {
  const steps = new Set(
    [...text].slice(1).map((sign, i) => sign.codePointAt(0)! - text.codePointAt(i)!),
  )
  return steps.size === 1 && (steps.has(1) || steps.has(-1))
}
