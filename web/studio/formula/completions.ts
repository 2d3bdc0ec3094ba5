// What may stand next in a formula that is being typed? Fields along paths, functions, and the choices of the field before.
import { type FieldDef, leadsTo } from '#kernel/field.ts'
import { fieldLabel, isCalled } from '#kernel/field-label.ts'
import { type Choices, choicesOf, inNames } from '#kernel/formula-words.ts'
import { functionsHelp } from '#kernel/formula/functions.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { say } from '#web/words.ts'

/** One thing that may stand next: the text that is taken, and how it is offered. */
export interface Offer {
  readonly name: string
  readonly says: string
  readonly more: string
}

export interface Offers {
  /** So many letters before the caret are what is being typed: they give way to what is taken. */
  readonly typed: number
  /** What is typed is complete: it stays unless somebody goes to an offer. */
  readonly complete: boolean
  readonly list: readonly Offer[]
}

/** `text` ends at the caret; `gives` are the choices of the field whose value the formula gives. */
export function offersFor(
  model: WholeModel,
  object: string,
  text: string,
  gives: Choices = {},
): Offers {
  const whole = /^\s*(["“]?)([^"”]*)$/u.exec(text)
  if (whole?.[1]) {
    const list = called(gives, whole[2]!)
    if (list.length) return { typed: 1 + whole[2]!.length, complete: false, list }
  }
  const value = /([\p{L}\w.【】[\]（）]+)\s*(?:=|!=|<>|≠)\s*(["“]?)([^"”]*)$/u.exec(text)
  if (value) {
    const [, path = '', quote = '', begun = ''] = value
    const list = choicesFor(model, object, path, begun)
    // Without a quote it may be anything else as well.
    if (list.length && (quote || /^[\p{L}\w]*$/u.test(begun)))
      return { typed: quote.length + begun.length, complete: false, list }
  }
  const word = /[\p{L}\w.【】[\]]*$/u.exec(text)?.[0] ?? ''
  return {
    typed: word.length,
    complete: isName(model, object, inNames(word, object, model.objects).text),
    list: word ? namesFor(model, object, word) : [],
  }
}

/** Does it name a field of the object, or one along a path? */
function isName(model: WholeModel, object: string, word: string): boolean {
  const steps = word.split('.')
  const at = along(model, object, steps.slice(0, -1))
  return at !== undefined && model.objects[at]?.fields[steps.at(-1) ?? ''] !== undefined
}

/** The choices of the field at the path that begin so, or say so somewhere. */
function choicesFor(model: WholeModel, object: string, path: string, begun: string): Offer[] {
  const steps = inNames(path, object, model.objects).text.split('.')
  const at = along(model, object, steps.slice(0, -1))
  const field = steps.at(-1)
  if (at === undefined || field === undefined) return []
  return called(choicesOf(model.objects, at, field), begun)
}

function called(choices: Choices, begun: string): Offer[] {
  const all = Object.entries(choices)
  const wanted = begun.trim().toLowerCase()
  return all
    .filter(
      ([value, { zh, en }]) =>
        value !== begun && [value, zh, en].some((one) => one.toLowerCase().includes(wanted)),
    )
    .slice(0, 12)
    .map(([value, label]) => {
      const one = all.filter(([, other]) => isCalled(other, say(label))).length === 1
      return { name: `"${one ? say(label) : value}"`, says: say(label), more: one ? '' : value }
    })
}

/** Functions by the beginning of their name, or by a word of what they do. */
const functionsFor = (word: string): Offer[] =>
  functionsHelp()
    .filter(
      (one) =>
        one.name.toLowerCase().startsWith(word) ||
        (word.length > 1 &&
          /[^a-z0-9_]/.test(word) &&
          [one.help.zh, one.help.en].some((help) => help.toLowerCase().includes(word))),
    )
    .slice(0, 4)
    .map((one) => ({ name: `${one.name}()`, says: one.name, more: say(one.help) }))

/** The object to which the steps lead; undefined where they lead nowhere. */
function along(model: WholeModel, object: string, steps: readonly string[]): string | undefined {
  let at: string | undefined = object
  for (const step of steps) {
    const field: FieldDef | undefined = at === undefined ? at : model.objects[at]?.fields[step]
    at = field && (leadsTo(field) ?? undefined)
  }
  return at
}

/** Fields whose name or label, in either language, begins with or contains the word, along paths such as `account.owner`. */
function namesFor(model: WholeModel, object: string, word: string): Offer[] {
  const steps = inNames(word.replace(/\.?[^.]*$/, ''), object, model.objects)
    .text.split('.')
    .filter(Boolean)
  const last = (word.split('.').at(-1) ?? '').replace(/^[【[]/, '').toLowerCase()
  const at = along(model, object, steps)
  const known = at === undefined ? undefined : model.objects[at]
  if (!known) return []
  const before = steps.length ? `${steps.join('.')}.` : ''
  const texts = (name: string): string[] => {
    const { zh, en } = known.fields[name]!.label
    return [name, zh.toLowerCase(), en.toLowerCase()]
  }
  const fields = Object.keys(known.fields)
    .filter((name) => {
      if (!texts(name).some((one) => one.includes(last))) return false
      // What is written out already is not offered, unless it is the label of several.
      return name !== last && !isCalled(fieldLabel(known, name), last)
    })
    .sort((a, b) => Number(begins(texts(b), last)) - Number(begins(texts(a), last)))
    .slice(0, 6)
    .map((name) => ({ name: before + name, says: say(fieldLabel(known, name)), more: name }))
  return steps.length ? fields : [...fields, ...functionsFor(last)].slice(0, 8)
}

const begins = (texts: readonly string[], word: string): boolean =>
  texts.some((one) => one.startsWith(word))
