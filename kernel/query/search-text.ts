// What is written beside a record so that it is found by any part of its names, and by pinyin initials?
import { pinyin } from 'pinyin-pro'
import type { AppObject } from '../app.ts'
import type { Values } from '../object.ts'

const han = /\p{Script=Han}/u

/** Is it a Chinese character? The common ones and everything Latin are told by their number alone. */
function isHan(sign: string): boolean {
  const code = sign.charCodeAt(0)
  if (code < 0x2e80) return false
  return (code >= 0x4e00 && code <= 0x9fff) || han.test(sign)
}

/** The text as it is compared: compatibility forms folded, lower case, no white space. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/**
 * A part as a number (FNV-1a, 32 bits): a quarter of the room of text, and compared without a collation. Two
 * parts that share a number only make the text be looked at once more.
 */
export function gramNumber(part: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** Parts of 1 and 2 Chinese characters, of 2 (where `short`) and 3 others; they never cross white space. */
export function grams(text: string, short: boolean, into: Set<string>): void {
  for (const word of text.split(/\s+/)) {
    const signs = [...word]
    for (let i = 0; i < signs.length; i++) {
      const a = signs[i]!
      const b = signs[i + 1]
      if (isHan(a)) {
        into.add(a)
        if (b !== undefined) into.add(a + b)
      } else if (b !== undefined) {
        if (short || isHan(b)) into.add(a + b)
        const c = signs[i + 2]
        if (c !== undefined && !isHan(b) && !isHan(c)) into.add(a + b + c)
      }
    }
  }
}

/** The grams of a searched word that all its hits must have; empty where the word is one Latin letter. */
export function gramsOfWord(word: string): string[] {
  const signs = [...word]
  const all = new Set<string>()
  for (let i = 0; i < signs.length; i++) {
    const [a, b, c] = [signs[i]!, signs[i + 1], signs[i + 2]]
    if (isHan(a)) {
      if (b !== undefined) all.add(a + b)
      else if (signs.length === 1) all.add(a)
    } else if (b !== undefined && isHan(b)) all.add(a + b)
    else if (c !== undefined && b !== undefined && !isHan(c)) all.add(a + b + c)
    else if (b !== undefined && signs.length === 2) all.add(a + b)
  }
  // A few parts narrow as well as many; the comparison with the text decides.
  const list = [...all]
  return list.length <= 4
    ? list
    : [list[0]!, list[(list.length / 3) | 0]!, list[((2 * list.length) / 3) | 0]!, list.at(-1)!]
}

const searched = new WeakMap<AppObject, readonly string[]>()

export function searchedFields(object: AppObject): readonly string[] {
  let names = searched.get(object)
  if (!names)
    searched.set(
      object,
      (names = Object.entries(object.fields).flatMap(([name, field]) =>
        field.search ? [name] : [],
      )),
    )
  return names
}

const runs = /\p{Script=Han}+/gu

/** The first letters of the pinyin of a text; what is not Chinese stays, without white space. */
const initialsOf = (text: string): string =>
  text
    .replace(runs, (run) => initialsOfRun.get(run) ?? spelled(run))
    .toLowerCase()
    .replace(/\s+/g, '')

/** One name comes again as lead, customer, contact and deal, and is looked up word by word each time. */
const initialsOfRun = new Map<string, string>()
const keptRuns = 2_000

function spelled(run: string): string {
  const initials = pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  if (initialsOfRun.size >= keptRuns) initialsOfRun.clear()
  if (run.length <= 40) initialsOfRun.set(run, initials)
  return initials
}

/** The haystack and its grams for a row, or nulls where nothing in it is searched. */
export function searchText(
  object: AppObject,
  row: Values,
): { search: string | null; grams: number[] | null } {
  const lines: string[] = []
  const parts = new Set<string>()
  for (const name of searchedFields(object)) {
    const value = row[name]
    if (typeof value !== 'string' || value === '') continue
    const text = folded(value)
    const kind = object.fields[name]!.kind
    lines.push(text)
    grams(text, kind === 'text', parts)
    if (kind === 'text' && han.test(text)) {
      const initials = initialsOf(value)
      lines.push(initials)
      grams(initials, true, parts)
    }
  }
  return lines.length
    ? { search: lines.join('\n'), grams: Array.from(parts, gramNumber) }
    : { search: null, grams: null }
}
