// Was this password in one of the lists that leaked and are tried first? Asked of a filter that ships with the program; nothing is asked of anybody outside.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * A Bloom filter of some 48,000 leaked passwords (from the MIT-licensed @zxcvbn-ts/language-common; made by
 * tools/make-guessed.ts): what is in it is always found, and of what is not, one in a hundred thousand is refused too.
 */
const filter = readFileSync(new URL('guessed-passwords.bin', import.meta.url))

const perWord = 24
const hashes = 17

/** A filter for so many words, a byte each three bits. */
export const emptyFilter = (words: number): Buffer => Buffer.alloc(Math.ceil((words * perWord) / 8))

/** The bits that stand for a word: two numbers of one hash, combined. */
export function bitsOf(word: string, bytes: number): number[] {
  const hash = createHash('sha256').update(word).digest()
  const [first, second] = [hash.readUInt32LE(0), (hash.readUInt32LE(4) | 1) >>> 0]
  return Array.from({ length: hashes }, (_, i) => (first + i * second) % (bytes * 8))
}

/** In small letters, as a whole. */
export const wasLeaked = (word: string): boolean =>
  word.length >= 4 &&
  bitsOf(word, filter.length).every((bit) => (filter[bit >> 3]! & (1 << (bit & 7))) !== 0)
