// How may a thing of the model be called, by the machine and by people?
import type { Words } from '../error.ts'

const plain = /^[a-z][a-z0-9_]{0,48}$/
/** Words that an address of the API or a formula already uses. */
const taken = new Set([
  'query',
  'events',
  'model',
  'meta',
  'me',
  'people',
  'keys',
  'search',
  'inbox',
  'river',
  'jobs',
  'files',
  'hooks',
  'setup',
  'openapi',
  'docs',
  'health',
  'reports',
  'true',
  'false',
  'empty',
  'none',
  'null',
  'and',
  'or',
  'not',
  'in',
])

/** Small letters, digits and _, a letter first. */
export const isName = (name: string): boolean => plain.test(name)

/** Does an address or a formula mean something else by it? */
export const isTaken = (name: string): boolean => taken.has(name)

/** A name for people in both languages. */
export const isWords = (value: unknown): value is Words =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Words).zh === 'string' &&
  typeof (value as Words).en === 'string' &&
  (value as Words).zh !== ''
