// How may a thing of the model be called, by the machine and by people?
import type { Words } from '../error.ts'
import { isFormulaWord } from '../formula/parse.ts'
import type { Say } from '../formula-in.ts'

const plain = /^[a-z][a-z0-9_]{0,48}$/
/** Words that an address of the API already uses. */
const taken = new Set([
  'cockpit',
  'desk',
  'safety',
  'sample',
  'security',
  'work',
  'query',
  'events',
  'model',
  'meta',
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
])

/** Small letters, digits and _, a letter first. */
export const isName = (name: string): boolean => plain.test(name)

/** Says why an object cannot be called so. */
export function checkObjectName(path: string, name: string, say: Say): void {
  if (!isName(name))
    say(
      path,
      `「${name}」不能用作对象名：小写字母开头，只含小写字母、数字和下划线`,
      `“${name}” cannot name an object: lower-case letters, digits and _, a letter first`,
    )
  else if (taken.has(name))
    say(
      path,
      `「${name}」不能用作对象名：系统的接口地址已用此名`,
      `“${name}” cannot name an object: an address of the system is called so`,
    )
  else if (isFormulaWord(name)) sayWord(path, name, say)
}

/** Says why a field cannot be called so. */
export function checkFieldName(path: string, name: string, say: Say): void {
  if (!isName(name))
    say(
      path,
      `「${name}」不能用作字段名：小写字母开头，只含小写字母、数字和下划线`,
      `“${name}” cannot name a field: lower-case letters, digits and _, a letter first`,
    )
  else if (isFormulaWord(name)) sayWord(path, name, say)
}

/** A formula would take the name for its own word: `in = 1` could not be read. */
const sayWord = (path: string, word: string, say: Say): void =>
  say(
    path,
    `「${word}」是公式里的词，不能用作名称，请换一个`,
    `“${word}” is a word of formulas and cannot be a name; choose another`,
  )

/** A name for people in both languages. */
export const isWords = (value: unknown): value is Words =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Words).zh === 'string' &&
  typeof (value as Words).en === 'string' &&
  (value as Words).zh !== ''
