// How do people read a formula, and how is what they write turned into the names that the model keeps?
import type { Words } from './error.ts'
import { leadsTo, type FieldDef } from './field.ts'
import { fieldCalled, fieldLabel, isCalled, type LabelledObject } from './field-label.ts'
import { lex, type Token } from './formula/lex.ts'
import { formulaKeywords } from './formula/parse.ts'
import type { Lifecycle } from './lifecycle/lifecycle.ts'

/** What has to be known of the objects: fields and stages, with what people call them. */
export type NamedObjects = Readonly<
  Record<
    string,
    LabelledObject & {
      readonly lifecycle?: Pick<Lifecycle, 'stages'>
    }
  >
>

export interface Reworded {
  readonly text: string
  /** The place in the given text of a place in the new one. */
  readonly back: (at: number) => number
}

type Language = 'zh' | 'en'
/** The new text of one word, and the field that it means; undefined where it means none there. */
type Meant = (
  object: string,
  word: string,
) => { readonly text: string; readonly field: string } | undefined

const plainWord = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u
const wordPart = /[\p{L}\p{N}\p{M}_]/u

/** `stage` → `阶段`, `fee = "high"` → `费用等级 = "高"`: as it is shown to whoever does not know the names. */
export function inLabels(
  text: string,
  object: string,
  objects: NamedObjects,
  language: Language,
  /** The choices of the field whose value it gives, where it is one of several. */
  gives: Choices = {},
): Reworded {
  const meant: Meant = (of, word) => {
    const field = fieldOf(objects, of, word)
    if (!field) return undefined
    return { text: shownName(objects, of, word, language) ?? word, field: word }
  }
  const shown = (choices: Choices, value: string): string | undefined => {
    const label = choices[value]?.[language]
    // Only what leads back to the same choice.
    return label !== undefined && choiceCalled(choices, label) === value ? label : undefined
  }
  return reword(text, object, objects, meant, {
    of: (field, of, value) => shown(choicesOf(objects, of, field), value),
    given: (value) => shown(gives, value),
  })
}

/** The way back; names are understood as well as labels of either language. */
export function inNames(
  text: string,
  object: string,
  objects: NamedObjects,
  gives: Choices = {},
): Reworded {
  const meant: Meant = (of, word) => {
    const known = objects[of]
    const name = fieldOf(objects, of, word) ? word : known && fieldCalled(known, word)
    if (name === undefined) return undefined
    // A field that is called like a word of the language is told from it by its quotes.
    return { text: Object.hasOwn(formulaKeywords, name) ? `[${name}]` : name, field: name }
  }
  const named = (choices: Choices, value: string): string | undefined =>
    Object.hasOwn(choices, value) ? undefined : choiceCalled(choices, value)
  return reword(text, object, objects, meant, {
    of: (field, of, value) => named(choicesOf(objects, of, field), value),
    given: (value) => named(gives, value),
  })
}

/** How a field is written for people; undefined where its label would not lead back to it. */
function shownName(
  objects: NamedObjects,
  object: string,
  name: string,
  language: Language,
): string | undefined {
  const known = objects[object]
  if (!known || !fieldOf(objects, object, name)) return undefined
  const label = fieldLabel(known, name)[language]
  if (!label || fieldOf(objects, object, label) || fieldCalled(known, label) !== name)
    return undefined
  if (plainWord.test(label) && !Object.hasOwn(formulaKeywords, label.toLowerCase())) return label
  const [open, close] = language === 'zh' ? ['【', '】'] : ['[', ']']
  return label.includes(close) ? undefined : `${open}${label}${close}`
}

const fieldOf = (objects: NamedObjects, object: string, name: string): FieldDef | undefined => {
  const fields = objects[object]?.fields
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Values, with what they are called. */
export type Choices = Readonly<Record<string, Words>>

/** The values of a field that is one of several. */
export function choicesOf(objects: NamedObjects, object: string, name: string): Choices {
  const field = fieldOf(objects, object, name)
  return field?.kind === 'stage'
    ? labelsOf(objects[object]?.lifecycle?.stages)
    : field
      ? choicesIn(field)
      : {}
}

/** The choices that the field itself has. */
export const choicesIn = (field: FieldDef): Choices =>
  field.kind === 'choice' || field.kind === 'multi_choice' ? labelsOf(field.choices) : {}

function labelsOf(
  all: Readonly<Record<string, { readonly label: Words } | null>> | undefined,
): Choices {
  return Object.fromEntries(
    Object.entries(all ?? {}).flatMap(([value, one]) => (one ? [[value, one.label]] : [])),
  )
}

function choiceCalled(choices: Choices, word: string): string | undefined {
  const found = Object.entries(choices).filter(([, label]) => isCalled(label, word))
  return found.length === 1 ? found[0]![0] : undefined
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A path that was read from a token on, as far as it leads somewhere. */
interface Way {
  readonly edits: readonly Edit[]
  readonly whole: boolean
  /** The last field of the path, and the token after it. */
  readonly object: string
  readonly field: string
  readonly next: number
}

/** A bracket that is open: whose rows names are looked up in first, and whether it holds a list of values. */
interface Bracket {
  rows: string | null
  readonly list: boolean
  /** Nothing has been read in it yet. */
  fresh: boolean
  /** A text in it may be what the whole formula gives: a branch of an IF. */
  readonly passes: boolean
}

interface ChoiceMeant {
  /** Of the field before it. */
  readonly of: (field: string, object: string, value: string) => string | undefined
  /** Of the field whose value the formula gives. */
  readonly given: (value: string) => string | undefined
}

/** Functions that give what stands in them. */
const passing = new Set(['if', 'ifs', 'switch', 'coalesce', 'ifna', 'ifempty', 'iferror'])

/** Writes the names and choices of a formula anew; all else, and a text that cannot be cut into words, stays. */
function reword(
  text: string,
  root: string,
  objects: NamedObjects,
  meant: Meant,
  choice: ChoiceMeant,
): Reworded {
  const cut = lex(text)
  if ('problems' in cut) return { text, back: (at) => at }
  const { tokens } = cut
  const edits: Edit[] = []
  const open: Bracket[] = []
  let last: Way | undefined
  let i = 0
  while (i < tokens.length) {
    const token = tokens[i]!
    const inside = open.at(-1)
    const starts = [...open.flatMap((one) => one.rows ?? []).reverse(), root]
    const way = isPath(tokens, i) ? longest(starts.map((one) => read(one, i))) : undefined
    if (way) {
      edits.push(...way.edits)
      last = way.whole ? way : undefined
      const field = last && fieldOf(objects, last.object, last.field)
      if (inside?.fresh && field?.kind === 'lines') inside.rows = field.object
      i = pathEnd(tokens, way.next)
    } else if (isPath(tokens, i)) {
      last = undefined
      i = pathEnd(tokens, i + 1)
    } else {
      if (token.kind === 'text') {
        const value = last
          ? choice.of(last.field, last.object, token.value)
          : open.every((one) => one.passes)
            ? choice.given(token.value)
            : undefined
        if (value !== undefined && !value.includes('"'))
          edits.push({ from: token.from, to: token.to, text: `"${value}"` })
      }
      // A choice stands behind its field, or in a list of choices.
      if (isSign(token, ',') && !inside?.list) last = undefined
      if (token.kind === 'word' && !isKeyword(token, 'in')) last = undefined
      if (isSign(token, ')')) open.pop()
      i++
    }
    if (inside) inside.fresh = false
    if (isSign(token, '('))
      open.push({
        rows: null,
        list: isKeyword(tokens[i - 2], 'in'),
        fresh: true,
        passes: passesOn(tokens[i - 2]),
      })
  }
  return edited(text, edits)

  function read(start: string, at: number): Way | undefined {
    let object = start
    let way: Way | undefined
    for (let next = at; ;) {
      const token = tokens[next]!
      const word = token.kind === 'name' ? token.value : wordAt(text, token, object, objects)
      const one = meant(object, word)
      if (!one) return way
      const to = token.kind === 'name' ? token.to : token.from + word.length
      while (tokens[next]!.from < to) next++
      const edit = { from: token.from, to, text: one.text }
      const same = text.slice(token.from, to) === one.text
      const more = isSign(tokens[next], '.') && isStep(tokens[next + 1])
      way = {
        edits: [...(way?.edits ?? []), ...(same ? [] : [edit])],
        whole: !more,
        object,
        field: one.field,
        next,
      }
      const target = leadsTo(fieldOf(objects, object, one.field)!)
      if (!more || !target) return way
      object = target
      next++
    }
  }
}

/** The word at a token; a label with signs in it (`日租金（元）`) is read whole although it is not quoted. */
function wordAt(text: string, token: Token, object: string, objects: NamedObjects): string {
  const known = objects[object]
  const begins = ({ zh, en }: Words) => [zh, en].some((one) => one.startsWith(token.value))
  const labels = Object.entries(known?.fields ?? {})
    .filter(([, field]) => begins(field.label))
    .flatMap(([name, { label }]) => [label, fieldLabel(known!, name)])
    .flatMap(({ zh, en }) => [zh, en])
    .filter(
      (one) =>
        !plainWord.test(one) &&
        text.startsWith(one, token.from) &&
        !wordPart.test(text.charAt(token.from + one.length)),
    )
  return labels.sort((a, b) => b.length - a.length)[0] ?? token.value
}

/** A bracket behind it hands on what stands in it: one of the functions, or no word at all. */
const passesOn = (before: Token | undefined): boolean =>
  before?.kind === 'word' ? passing.has(before.value.toLowerCase()) : before?.kind !== 'name'

const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.value === sign

const isKeyword = (token: Token | undefined, keyword: string): boolean =>
  token?.kind === 'word' && formulaKeywords[token.value.toLowerCase()] === keyword

const isStep = (token: Token | undefined): boolean =>
  token?.kind === 'name' || token?.kind === 'word'

/** A name, or a word that is none of the language's own. */
const isPath = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]!
  return (
    token.kind === 'name' ||
    (token.kind === 'word' && !Object.hasOwn(formulaKeywords, token.value.toLowerCase()))
  )
}

/** Behind the steps of a path of which nobody knows where they lead. */
function pathEnd(tokens: readonly Token[], at: number): number {
  let next = at
  while (isSign(tokens[next], '.') && isStep(tokens[next + 1])) next += 2
  return next
}

/** The way that leads all along, from the innermost rows outward; otherwise the one that leads farthest. */
function longest(ways: readonly (Way | undefined)[]): Way | undefined {
  const found = ways.flatMap((one) => one ?? [])
  return found.find((one) => one.whole) ?? found.toSorted((a, b) => b.next - a.next)[0]
}

function edited(text: string, edits: readonly Edit[]): Reworded {
  let [made, from] = ['', 0]
  /** Where each edit stands in the new text. */
  const places: { at: number; edit: Edit }[] = []
  for (const edit of edits) {
    made += text.slice(from, edit.from)
    places.push({ at: made.length, edit })
    made += edit.text
    from = edit.to
  }
  const back = (at: number): number => {
    const before = places.findLast((one) => one.at <= at)
    if (!before) return at
    const end = before.at + before.edit.text.length
    return at === before.at
      ? before.edit.from
      : at < end
        ? before.edit.to
        : before.edit.to + at - end
  }
  return { text: made + text.slice(from), back }
}
