// How is a rule of rights told to people? Its common parts as words, anything else as the formula with labels.
import { leadsTo } from './field.ts'
import type { Words } from './error.ts'
import { inLabels, type NamedObjects } from './formula-words.ts'

/** The rule that most lines have: what belongs to me or to the people whom I lead. */
export const ownRule = 'owner in my_people()'

type Language = 'zh' | 'en'

const or: Words = { zh: '，或', en: ', or ' }
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

/** 本人及团队，或没有负责人: in both languages, over the records of an object. */
export function ruleWords(rule: string, object: string, objects: NamedObjects): Words {
  const said = (language: Language): string => {
    // Inside brackets or texts an "or" may belong to something else.
    if (/["'()]/.test(rule.replaceAll('my_people()', '')))
      return inLabels(rule, object, objects, language).text
    return rule
      .split(/\s+or\s+/)
      .map((text) => part(text.trim(), language))
      .join(or[language])
  }
  const part = (text: string, language: Language): string => {
    if (text === ownRule) return own[language]
    const of = /^([\w.]+)\.owner in my_people\(\)$/.exec(text)
    const field = of && called(objects, object, of[1]!, language)
    if (field) return ownOf[language](field)
    const there = /^([\w.]+) is (not )?empty$/.exec(text)
    const asked = there && called(objects, object, there[1]!, language)
    if (asked) return (there[2] ? filled : empty)[language](asked)
    return inLabels(text, object, objects, language).text
  }
  return { zh: said('zh'), en: said('en') }
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
