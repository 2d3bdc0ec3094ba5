// What has the person said of the columns so far? The mapping of the public contract, changed one answer at a time.
import type { ImportPreview } from '#kernel/api.ts'
import type { FieldDef, Kind } from '#kernel/field.ts'
import { goalField } from '#kernel/import/mapping.ts'
import type { ColumnGoal, Mapping, NewKind } from '#kernel/import/mapping.ts'

export type Fields = Readonly<Record<string, FieldDef>>
export type Mutable = { -readonly [K in keyof Mapping]: Mapping[K] }

/** The answer for one column as a text for a picker: "" left out, `field`, or `+kind`. */
export const pickOf = (goal: ColumnGoal | undefined): string =>
  goal === null || goal === undefined
    ? ''
    : typeof goal === 'string'
      ? goal
      : goal.new
        ? `+${goal.new}`
        : goal.field

/** The field that a column goes to. */
export const fieldOf = (mapping: Mapping, column: string): string | undefined =>
  goalField(mapping.columns[column])

/** The mapping after one column was given another goal; a field belongs to one column, so others let it go. */
export function withPick(
  mapping: Mapping,
  column: string,
  pick: string,
  freshName: (taken: Readonly<Record<string, unknown>>) => string,
): Mapping {
  const columns: Record<string, ColumnGoal> = { ...mapping.columns }
  const taken = Object.fromEntries(
    Object.entries(columns).flatMap(([one, goal]) => {
      const field = goalField(goal)
      return field !== undefined && one !== column ? [[field, true]] : []
    }),
  )
  if (pick === '') columns[column] = null
  else if (pick.startsWith('+'))
    columns[column] = { field: freshName(taken), new: pick.slice(1) as NewKind }
  else {
    for (const [one, goal] of Object.entries(columns))
      if (goalField(goal) === pick) columns[one] = null
    columns[column] = pick
  }
  return tidied({ ...mapping, columns })
}

/** Without answers about fields that no column goes to any more. */
function tidied(mapping: Mapping): Mapping {
  const reached = new Set(Object.values(mapping.columns).flatMap((goal) => goalField(goal) ?? []))
  const next: Mutable = { ...mapping }
  if (next.key !== undefined && !reached.has(next.key)) delete next.key
  if (next.values) {
    next.values = Object.fromEntries(
      Object.entries(next.values).filter(
        ([field, words]) => reached.has(field) && Object.keys(words).length > 0,
      ),
    )
    if (!Object.keys(next.values).length) delete next.values
  }
  if (next.create_missing) {
    next.create_missing = next.create_missing.filter((field) => reached.has(field))
    if (!next.create_missing.length) delete next.create_missing
  }
  return next
}

/** What the file calls a value means this choice; "" means empty, undefined takes the answer back. */
export function withValue(
  mapping: Mapping,
  field: string,
  word: string,
  value: string | undefined,
): Mapping {
  const { [word]: _before, ...rest } = mapping.values?.[field] ?? {}
  return tidied({
    ...mapping,
    values: {
      ...mapping.values,
      [field]: value === undefined ? rest : { ...rest, [word]: value },
    },
  })
}

/** Sets or takes away one of the plain answers. */
export function withAnswer<K extends keyof Mapping>(
  mapping: Mapping,
  name: K,
  value: Mapping[K] | undefined,
): Mapping {
  const { [name]: _before, ...rest } = mapping
  return (value === undefined ? rest : { ...rest, [name]: value }) as Mapping
}

export const withCreate = (mapping: Mapping, field: string, create: boolean): Mapping => {
  const others = (mapping.create_missing ?? []).filter((one) => one !== field)
  return tidied({ ...mapping, create_missing: create ? [...others, field] : others })
}

/** The words of a column in the rows that were looked at, each once, those with a problem first. */
export function wordsIn(
  preview: ImportPreview,
  column: string,
): { word: string; wrong: boolean }[] {
  const at = preview.columns.findIndex((one) => one.name === column)
  const found = new Map<string, boolean>()
  for (const row of preview.first) {
    const cell = row.cells[at]
    if (typeof cell !== 'string' || cell.trim() === '') continue
    const wrong = row.problems.some((one) => one.column === column)
    found.set(cell.trim(), wrong || (found.get(cell.trim()) ?? false))
  }
  return [...found]
    .map(([word, wrong]) => ({ word, wrong }))
    .sort((a, b) => Number(b.wrong) - Number(a.wrong))
}

/** Required fields that no column fills: their rows would all be refused. */
export const notFilled = (mapping: Mapping, fields: Fields): string[] => {
  const reached = new Set(Object.values(mapping.columns).flatMap((goal) => goalField(goal) ?? []))
  return Object.entries(fields).flatMap(([name, field]) =>
    field.required && !field.read_only && field.default === undefined && !reached.has(name)
      ? [name]
      : [],
  )
}

const reaches =
  (...kinds: Kind[]) =>
  (mapping: Mapping, fields: Fields): boolean =>
    Object.values(mapping.columns).some((goal) => {
      const kind =
        goal && typeof goal === 'object' && goal.new
          ? goal.new
          : fields[goalField(goal) ?? '']?.kind
      return kind !== undefined && kinds.includes(kind)
    })

/** Do any of the mapped columns hold days, so that their order matters? */
export const hasDates = reaches('date', 'datetime')
/** Does a column say whose a record is? */
export const hasOwners = (mapping: Mapping): boolean =>
  Object.values(mapping.columns).some((goal) => goalField(goal) === 'owner')
/** Shares, of which `0.3` may mean 30 %. */
export const hasShares = reaches('percent')

/** Do the rows that were looked at rather write shares as fractions: all up to 1, some between 0 and 1? */
export function looksFractional(mapping: Mapping, fields: Fields, preview: ImportPreview): boolean {
  const bare = preview.columns.flatMap(({ name }, at) =>
    fields[fieldOf(mapping, name) ?? '']?.kind === 'percent'
      ? preview.first.flatMap((row) => row.cells[at] ?? [])
      : [],
  )
  const numbers = bare.filter((cell) => !cell.includes('%')).map(Number)
  return numbers.some((one) => one > 0 && one < 1) && numbers.every((one) => one >= 0 && one <= 1)
}

/** Numbers with decimals, so that their sign matters? */
export const hasNumbers = reaches('decimal', 'money', 'percent')
