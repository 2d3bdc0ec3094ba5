// How do people read a text with fields in braces, and how does what they write get the names that the model keeps?
import { inLabels, inNames, type NamedObjects } from '../formula-words.ts'
import { ours } from './document.ts'

type Rewrite = (formula: string, object: string) => string

/** `{owner.email}` → `{负责人.邮箱}`; how a value is written (`{amount|capital}`) stays. */
export const templateInLabels = (
  text: string,
  object: string,
  objects: NamedObjects,
  language: 'zh' | 'en',
): string => reworded(text, object, (formula, of) => inLabels(formula, of, objects, language).text)

/** The way back; names are understood as well as labels. */
export const templateInNames = (text: string, object: string, objects: NamedObjects): string =>
  reworded(text, object, (formula, of) => inNames(formula, of, objects).text)

const reworded = (text: string, object: string, rewrite: Rewrite): string =>
  text.replace(/\{([^{}|]+)(\|[^{}]*)?\}/g, (_, formula: string, format = '') => {
    const own = formula.trimStart().startsWith(ours.prefix)
    const said = own
      ? ours.prefix + rewrite(formula.trimStart().slice(ours.prefix.length), ours.object)
      : rewrite(formula, object)
    return `{${said}${format}}`
  })
