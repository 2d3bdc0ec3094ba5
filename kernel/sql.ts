// How does a piece of SQL travel? As text and parameters that never mix.

/** A fragment of SQL: literal chunks with a parameter between each two. Only `sql`, `join`, `ident` make one. */
export interface Sql {
  readonly chunks: readonly string[]
  readonly values: readonly unknown[]
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && made.has(value)

const made = new WeakSet<object>()

const make = (chunks: readonly string[], values: readonly unknown[]): Sql => {
  const value = Object.freeze({ chunks, values })
  made.add(value)
  return value
}

/** Template tag: literal text stays text, an inner `Sql` is spliced, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
  const chunks: string[] = [strings[0]!]
  const values: unknown[] = []
  parts.forEach((part, i) => {
    if (isSql(part)) {
      chunks[chunks.length - 1] += part.chunks[0]!
      for (let k = 0; k < part.values.length; k++) {
        values.push(part.values[k])
        chunks.push(part.chunks[k + 1]!)
      }
    } else {
      values.push(part)
      chunks.push('')
    }
    chunks[chunks.length - 1] += strings[i + 1]!
  })
  return make(chunks, values)
}

/** Joins fragments with a fixed separator; the separator is program text, never input. */
export function join(parts: readonly Sql[], separator: ', ' | ' and ' | ' or ' | ' union all ' | ' ' | ' || '): Sql {
  const chunks: string[] = ['']
  const values: unknown[] = []
  parts.forEach((part, i) => {
    if (i) chunks[chunks.length - 1] += separator
    chunks[chunks.length - 1] += part.chunks[0]!
    for (let k = 0; k < part.values.length; k++) {
      values.push(part.values[k])
      chunks.push(part.chunks[k + 1]!)
    }
  })
  return make(chunks, values)
}

/** A quoted identifier. Any Unicode name is safe: quotes are doubled, NUL is refused by throwing. */
export function ident(name: string): Sql {
  if (name.includes('\0') || name.length === 0) throw new TypeError('an identifier is not empty')
  return make([`"${name.replaceAll('"', '""')}"`], [])
}

/** A quoted text literal, for the few places where SQL takes no parameter (DDL defaults, JSON keys). */
export function literal(text: string): Sql {
  if (text.includes('\0')) throw new TypeError('a literal holds no NUL')
  return text.includes('\\')
    ? make([` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`], [])
    : make([`'${text.replaceAll("'", "''")}'`], [])
}

/** SQL that is program text: a keyword, a cast, a function name from a closed list. Never input. */
export const raw = (text: 'asc' | 'desc' | (string & { readonly program?: true })): Sql => make([text], [])

export const empty: Sql = make([''], [])

/** The text with `$1…` and its parameters, as the driver takes them. */
export function compile(fragment: Sql): { text: string; values: unknown[] } {
  let text = fragment.chunks[0]!
  for (let i = 0; i < fragment.values.length; i++) text += `$${i + 1}${fragment.chunks[i + 1]!}`
  return { text, values: [...fragment.values] }
}
