// Of which words and signs does a formula's text consist?

import { problem } from './problem.ts'
import type { FormulaProblem, Position } from './type.ts'

export interface Token extends Position {
  readonly kind: 'number' | 'text' | 'word' | 'name' | 'sign' | 'end'
  /** The meaning: text without its quotes, a sign in its plain form. A `name` is a quoted word. */
  readonly value: string
}

/** Signs as an input method for Chinese types them, and their plain form. */
const plain: Record<string, string> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '、': ',',
  '；': ',',
  ';': ',',
  '＝': '=',
  '＞': '>',
  '＜': '<',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '％': '%',
  '＆': '&',
  '．': '.',
  '<>': '!=',
  '==': '=',
  '！': '!',
  '！＝': '!=',
  '＞＝': '>=',
  '＜＝': '<=',
  '＜＞': '!=',
  '>＝': '>=',
  '<＝': '<=',
}
const closing: Record<string, string> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '「': '」',
  '`': '`',
  '[': ']',
  '【': '】',
}
const isName = new Set(['`', '[', '【'])
const space = /\s/u
const digit = /[0-9]/
const wordStart = /[\p{L}_]/u
const wordPart = /[\p{L}\p{N}\p{M}_]/u
const signs = ['＜＞', '＜＝', '＞＝', '！＝', '<＝', '>＝', '<>', '<=', '>=', '!=', '==']
const single = new Set('()+-*/^%&=<>,.;（），、；＝＞＜≥≤≠＋－−×＊÷／％＆．')

/** Cuts a text into tokens; stops at the first thing that is none. */
export function lex(text: string): { tokens: Token[] } | { problems: FormulaProblem[] } {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const from = at
    const char = String.fromCodePoint(text.codePointAt(at)!)
    if (space.test(char) || char === '\uFEFF') {
      at += char.length
      continue
    }
    if (digit.test(char) || (char === '.' && digit.test(text[at + 1] ?? ''))) {
      at = numberEnd(text, at)
      tokens.push({ kind: 'number', value: text.slice(from, at), from, to: at })
    } else if (wordStart.test(char)) {
      at = wordEnd(text, at)
      tokens.push({ kind: 'word', value: text.slice(from, at), from, to: at })
    } else if (char in closing) {
      const quoted = readQuoted(text, at, closing[char]!)
      if (!quoted) return { problems: [problem({ from, to: text.length }, 'no-closing-quote')] }
      at = quoted.to
      const bad = unstorable(quoted.value)
      if (bad) return { problems: [problem({ from, to: at }, 'bad-character', { found: bad })] }
      tokens.push({ kind: isName.has(char) ? 'name' : 'text', value: quoted.value, from, to: at })
    } else {
      const sign =
        signs.find((each) => text.startsWith(each, at)) ?? (single.has(char) ? char : undefined)
      if (!sign) {
        const to = from + char.length
        return { problems: [problem({ from, to }, 'bad-character', { found: char })] }
      }
      at += sign.length
      tokens.push({ kind: 'sign', value: plain[sign] ?? sign, from, to: at })
    }
  }
  tokens.push({ kind: 'end', value: '', from: text.length, to: text.length })
  return { tokens }
}

function numberEnd(text: string, at: number): number {
  while (digit.test(text[at] ?? '')) at++
  if (text[at] === '.' && digit.test(text[at + 1] ?? '')) {
    at++
    while (digit.test(text[at] ?? '')) at++
  }
  return at
}

function wordEnd(text: string, at: number): number {
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at)!)
    if (!wordPart.test(char)) break
    at += char.length
  }
  return at
}

/** A closing quote written twice stands for itself, as in a spreadsheet. */
function readQuoted(
  text: string,
  from: number,
  close: string,
): { value: string; to: number } | undefined {
  let value = ''
  let at = from + 1
  for (;;) {
    const end = text.indexOf(close, at)
    if (end < 0) return undefined
    value += text.slice(at, end)
    if (text[end + 1] !== close) return { value, to: end + 1 }
    value += close
    at = end + 2
  }
}

/** PostgreSQL stores neither NUL nor half a character. */
function unstorable(value: string): string | undefined {
  if (value.includes('\0')) return '\\0'
  return value.isWellFormed() ? undefined : '\\uD800'
}
