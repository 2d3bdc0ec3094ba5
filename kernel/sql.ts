// How does a piece of SQL travel? As text and parameters that never mix.

// A fragment is a tree: fragments stand in fragments until one walk makes the text, so that printing stays linear.
class Fragment {
  readonly strings: readonly string[]
  readonly parts: readonly unknown[]
  constructor(strings: readonly string[], parts: readonly unknown[]) {
    this.strings = strings
    this.parts = parts
  }
}

/** A fragment of SQL. Only this file makes one: `sql`, `join`, `ident`, `literal`, `raw`. */
export type Sql = Fragment

/** Template tag: literal text stays text, an inner `Sql` is spliced, anything else becomes a parameter. */
export const sql = (strings: TemplateStringsArray, ...parts: unknown[]): Sql =>
  new Fragment(strings, parts)

type Separator = ', ' | ' and ' | ' or ' | ' union all ' | ' ' | ' || '

/** Joins fragments with a fixed separator; the separator is program text, never input. */
export function join(parts: readonly Sql[], separator: Separator): Sql {
  if (parts.length === 0) return empty
  const strings = [...Array<string>(parts.length).fill(separator), '']
  strings[0] = ''
  return new Fragment(strings, parts)
}

/** A quoted identifier. Any Unicode name is safe: quotes are doubled, NUL is refused by throwing. */
export function ident(name: string): Sql {
  if (name.includes('\0') || name.length === 0) throw new TypeError('an identifier is not empty')
  return new Fragment([`"${name.replaceAll('"', '""')}"`], [])
}

/** A quoted text literal, for the few places where SQL takes no parameter (DDL defaults, JSON keys). */
export function literal(text: string): Sql {
  if (text.includes('\0')) throw new TypeError('a literal holds no NUL')
  const quoted = text.replaceAll("'", "''")
  return new Fragment(
    [text.includes('\\') ? ` E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`],
    [],
  )
}

/** SQL that is program text: a keyword, a cast, a function name from a closed list. Never input. */
export const raw = (text: string): Sql => new Fragment([text], [])

export const empty: Sql = new Fragment([''], [])

/** The same fragment without fragments in it, for a statement that is sent again and again. */
export function flat(fragment: Sql): Sql {
  const strings = ['']
  const parts: unknown[] = []
  const write = (one: Sql): void => {
    strings[strings.length - 1] += one.strings[0]!
    one.parts.forEach((part, i) => {
      if (part instanceof Fragment) write(part)
      else {
        parts.push(part)
        strings.push('')
      }
      strings[strings.length - 1] += one.strings[i + 1]!
    })
  }
  write(fragment)
  return new Fragment(formOf(strings), parts)
}

// Statements of many people differ in their parameters only: one form, and one text, for all of them.
const forms = new Map<string, readonly string[]>()
const mostForms = 5000
const mostAround = 1000
const numbers = new WeakMap<readonly string[], number>()
let lastNumber = 0

function formOf(strings: readonly string[]): readonly string[] {
  const key = strings.join('\0')
  let form = forms.get(key)
  if (!form) {
    if (forms.size >= mostForms) forms.clear()
    forms.set(key, (form = strings))
    numbers.set(form, ++lastNumber)
  }
  return form
}

/** The number of a kept form, or of a place in the program that writes no other fragment into its text this time. */
function numberOf({ strings, parts }: Sql): number | undefined {
  const number = numbers.get(strings)
  if (number !== undefined && !isPlace(strings)) return number
  if (!isPlace(strings) || parts.some((part) => part instanceof Fragment)) return undefined
  if (number === undefined) numbers.set(strings, ++lastNumber)
  return number ?? lastNumber
}

/** A template of the program: one and the same for all its calls. */
const isPlace = (strings: readonly string[]): boolean => 'raw' in strings

/** A flat fragment with other parameters, as many and in the same order. */
export const withParts = (fragment: Sql, parts: readonly unknown[]): Sql =>
  new Fragment(fragment.strings, parts)

/** A flat fragment with another parameter in the place of one. */
export const withPart = (fragment: Sql, from: unknown, to: unknown): Sql =>
  new Fragment(
    fragment.strings,
    fragment.parts.map((part) => (part === from ? to : part)),
  )

/** The same with each parameter as a quoted literal, for statements that the database keeps as text (functions). */
export function inlined(fragment: Sql): Sql {
  const { strings, parts } = flat(fragment)
  const quoted = (value: unknown): Sql => {
    if (value === null || value === undefined) return raw('null')
    return Array.isArray(value)
      ? sql`array[${join(value.map(quoted), ', ')}]`
      : literal(String(value))
  }
  return flat(new Fragment(strings, parts.map(quoted)))
}

/** The text with `$1…` and its parameters, as the driver takes them. */
export function compile(fragment: Sql): { text: string; values: unknown[] } {
  const { strings, parts } = fragment
  if (!parts.some((part) => part instanceof Fragment))
    return { text: textOf(strings), values: [...parts] }
  const values: unknown[] = []
  // A NUL stands in no fragment: what follows it says that here is a parameter, or a kept form.
  let key = ''
  let holdsForm = false
  const read = (one: Sql): void => {
    const number = numberOf(one)
    if (number === undefined) {
      key += one.strings[0]!
      one.parts.forEach((part, i) => {
        if (part instanceof Fragment) read(part)
        else {
          values.push(part)
          key += '\0p'
        }
        key += one.strings[i + 1]!
      })
    } else {
      values.push(...one.parts)
      key += `\0f${number};`
      holdsForm = true
    }
  }
  read(fragment)
  return { text: holdsForm ? textAround(key, fragment) : written(fragment), values }
}

function written(fragment: Sql): string {
  let text = ''
  let n = 0
  const write = (one: Sql): void => {
    text += one.strings[0]!
    one.parts.forEach((part, i) => {
      if (part instanceof Fragment) write(part)
      else text += `$${++n}`
      text += one.strings[i + 1]!
    })
  }
  write(fragment)
  return text
}

/** The text of a statement around kept forms: they are most of it, and are named in the key by their numbers. */
const around = new Map<string, string>()

function textAround(key: string, fragment: Sql): string {
  let text = around.get(key)
  if (text === undefined) {
    if (around.size >= mostAround) around.clear()
    around.set(key, (text = written(fragment)))
  }
  return text
}

// One text for all calls of a statement: whoever looks it up need not read through it again.
const texts = new WeakMap<readonly string[], string>()

function textOf(strings: readonly string[]): string {
  let text = texts.get(strings)
  if (text === undefined)
    texts.set(strings, (text = strings.map((part, i) => (i ? `$${i}${part}` : part)).join('')))
  return text
}
