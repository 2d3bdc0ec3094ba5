// How is a rule of rights told to people? Its common parts as words, anything else as the formula with labels.
import { leadsTo } from './field.ts'
import type { Words } from './error.ts'
import { inLabels, type NamedObjects } from './formula-words.ts'

/** The rule that most lines have: what belongs to me or to the people whom I lead. */
export const ownRule = 'owner in my_people()'

type Language = 'zh' | 'en'

const or: Words = { zh: '，或', en: ', or ' }
const and: Words = { zh: '，且', en: ' and ' }
const brackets: Readonly<Record<Language, (text: string) => string>> = {
  zh: (text) => `（${text}）`,
  en: (text) => `(${text})`,
}
const own: Words = { zh: '本人及团队', en: 'own and team' }
const ownOf: Readonly<Record<Language, (field: string) => string>> = {
  zh: (field) => `本人及团队的${field}`,
  en: (field) => `${field} of own people`,
}
const empty: Readonly<Record<Language, (field: string) => string>> = {
  zh: (field) => `没有${field}`,
  en: (field) => `no ${field}`,
}

const filled: typeof empty = {
  zh: (field) => `有${field}`,
  en: (field) => `any ${field}`,
}

const among: Readonly<Record<Language, (field: string) => string>> = {
  zh: (field) => `${field}中有本人及团队`,
  en: (field) => `own people among ${field}`,
}

/** 本人及团队，或没有负责人: in both languages, over the records of an object. */
export function ruleWords(rule: string, object: string, objects: NamedObjects): Words {
  const said = (text: string, language: Language): string =>
    parted(text, ' or ')
      .map((part) => all(part, language))
      .join(or[language])
  const all = (text: string, language: Language): string =>
    parted(text, ' and ')
      .map((part) => one(part, language))
      .join(and[language])
  const one = (text: string, language: Language): string => {
    if (isBracketed(text)) return brackets[language](said(text.slice(1, -1).trim(), language))
    if (text === ownRule) return own[language]
    const name = (path: string | undefined) => path && called(objects, object, path, language)
    const of = name(/^([\w.]+)\.owner in my_people\(\)$/.exec(text)?.[1])
    if (of) return ownOf[language](of)
    const there = /^([\w.]+) is (not )?empty$/.exec(text)
    const asked = name(there?.[1])
    if (asked) return (there![2] ? filled : empty)[language](asked)
    const rows = name(/^ANY\(([\w.]+), [\w.]+ in my_people\(\)\)$/.exec(text)?.[1])
    if (rows) return among[language](rows)
    const plain = /^[a-z][\w.]*$/.test(text) && name(text)
    return plain || inLabels(text, object, objects, language).text
  }
  // Inside a text an "or" may be a word like any other.
  const words = (language: Language): string =>
    /["']/.test(rule) ? inLabels(rule, object, objects, language).text : said(rule, language)
  return { zh: words('zh'), en: words('en') }
}

/** The parts between a word that stands in no brackets. */
function parted(text: string, word: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (depth === 0 && text.startsWith(word, at)) {
      parts.push(text.slice(from, at).trim())
      from = at + word.length
    }
  }
  return [...parts, text.slice(from).trim()]
}

/** Do its first and last sign belong to each other? */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false
  let depth = 0
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return false
  }
  return true
}

/** What the field at the end of a path is called; undefined where it leads nowhere. */
function called(
  objects: NamedObjects,
  object: string,
  path: string,
  language: Language,
): string | undefined {
  let at = object
  let label: string | undefined
  for (const step of path.split('.')) {
    const field = objects[at]?.fields[step]
    if (!field) return undefined
    label = field.label[language]
    at = leadsTo(field) ?? ''
  }
  return label
}
