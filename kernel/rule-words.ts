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

const among: typeof empty = {
  zh: (field) => `${field}中有本人及团队`,
  en: (field) => `own people among ${field}`,
}
const amongMe: typeof empty = {
  zh: (field) => `${field}中有本人`,
  en: (field) => `oneself among ${field}`,
}
const me: Words = { zh: '本人', en: 'oneself' }
const isMe: typeof empty = {
  zh: (field) => `${field}是本人`,
  en: (field) => `${field} is oneself`,
}
/** Those whom a formula calls by a function. */
const mine: Readonly<Record<string, Words>> = {
  my_people: { zh: '本人及团队', en: 'own people' },
  my_teams: { zh: '本人的团队', en: 'own teams' },
  my_roles: { zh: '本人的角色', en: 'own roles' },
}
const isAmong: Readonly<Record<Language, (field: string, whom: string) => string>> = {
  zh: (field, whom) => `${field}属于${whom}`,
  en: (field, whom) => `${field} is one of ${whom}`,
}
const isSaid: typeof isAmong = {
  zh: (field, value) => `${field}为「${value}」`,
  en: (field, value) => `${field} is “${value}”`,
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
    if (text === 'id = me') return me[language]
    const name = (path: string | undefined) => path && called(objects, object, path, language)
    const asFormula = () => inLabels(text, object, objects, language).text
    return (
      ofPeople(text, language, name) ??
      ofField(text, language, name, asFormula) ??
      asFormula().replace(
        /\b(my_\w+)\(\)/gi,
        (call, whom: string) => whomOf(whom, language) ?? call,
      )
    )
  }
  return { zh: said(rule, 'zh'), en: said(rule, 'en') }
}

type NameOf = (path: string | undefined) => string | undefined

const whomOf = (called: string, language: Language): string | undefined =>
  mine[called.toLowerCase()]?.[language]

/** A part that asks who somebody is; undefined for any other. */
function ofPeople(text: string, language: Language, name: NameOf): string | undefined {
  const of = name(/^([\w.]+)\.owner in my_people\(\)$/i.exec(text)?.[1])
  if (of) return ownOf[language](of)
  const [, path, called] = /^([\w.]+) in (my_\w+)\(\)$/i.exec(text) ?? []
  const [who, whom] = [name(path), called && whomOf(called, language)]
  if (who && whom) return isAmong[language](who, whom)
  const self = name(/^([\w.]+) = me$/.exec(text)?.[1])
  if (self) return isMe[language](self)
  const [, rows, asked] = /^ANY\(([\w.]+), [\w.]+ (in my_people\(\)|= me)\)$/i.exec(text) ?? []
  const list = name(rows)
  return list && (asked === '= me' ? amongMe : among)[language](list)
}

/** A part that asks what one field says; undefined for any other. */
function ofField(
  text: string,
  language: Language,
  name: NameOf,
  asFormula: () => string,
): string | undefined {
  const there = /^([\w.]+) is (not )?empty$/.exec(text)
  const asked = name(there?.[1])
  if (asked) return (there![2] ? filled : empty)[language](asked)
  const field = name(/^([\w.]+) = "[^"]*"$/.exec(text)?.[1])
  const value = /= "([^"]*)"$/.exec(asFormula())?.[1]
  if (field && value) return isSaid[language](field, value)
  return /^[a-z][\w.]*$/.test(text) ? name(text) : undefined
}

/** The same text without what is said in quotes, where an "or" is a word like any other. */
const unsaid = (text: string): string =>
  text.replace(/"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」/g, (quoted) => '"'.repeat(quoted.length))

/** The parts between a word that stands in no brackets. */
function parted(text: string, word: string): string[] {
  const bare = unsaid(text)
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (bare[at] === '(') depth++
    else if (bare[at] === ')') depth--
    else if (depth === 0 && bare.startsWith(word, at)) {
      parts.push(text.slice(from, at).trim())
      from = at + word.length
    }
  }
  return [...parts, text.slice(from).trim()]
}

/** Do its first and last sign belong to each other? */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false
  const bare = unsaid(text)
  let depth = 0
  for (let at = 0; at < text.length - 1; at++) {
    if (bare[at] === '(') depth++
    else if (bare[at] === ')' && --depth === 0) return false
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
