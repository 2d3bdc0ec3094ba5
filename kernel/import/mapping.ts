// Which column of a file goes to which field, and is that mapping sound?
import { Problems } from '../error.ts'
import type { FieldDef, Kind } from '../field.ts'
import { isZone } from '../formula/zone.ts'
import { dateOrderOf, type DateOrder } from './date-text.ts'
import type { DecimalSign } from './number-text.ts'
import { isJsonObject } from '../json.ts'

/** Kinds of field that an import may add to the object. */
export const newKinds = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'datetime',
  'yes_no',
  'choice',
  'multi_choice',
  'person',
  'phone',
  'email',
  'url',
] as const satisfies readonly Kind[]
export type NewKind = (typeof newKinds)[number]

export const encodings = [
  'auto',
  'utf-8',
  'gb18030',
  'gbk',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'shift_jis',
] as const
export type Encoding = (typeof encodings)[number]

/** What other programs call them. UTF-16 without an order says it by its mark. */
const otherNames: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-8-bom': 'utf-8',
  gb2312: 'gbk',
  cp936: 'gbk',
  'utf-16': 'auto',
  utf16: 'auto',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  cp1252: 'windows-1252',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
}

/** The encoding that is meant by a name, letters large or small. */
function encodingOf(said: string): Encoding | undefined {
  const name = said.trim().toLowerCase()
  return Object.hasOwn(otherNames, name) ? otherNames[name] : encodings.find((one) => one === name)
}

/**
 * A column's goal: a field, a field to be added (`new`), or null for a column that is left out. With `stage` the column
 * says when the record came into that stage; its field is `stage_since`.
 */
export type ColumnGoal =
  string | { readonly field: string; readonly new?: NewKind; readonly stage?: string } | null

/**
 * The mapping of the public contract; the wizard writes it, the command line and the API take it.
 */
export interface Mapping {
  /** The field by which a row finds the record that it changes; without it rows only create. */
  readonly key?: string
  readonly columns: Readonly<Record<string, ColumnGoal>>
  /** field → what the file calls a value → the value; "" means empty. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** References and people that are made where the file names new ones; choices that are added. */
  readonly create_missing?: readonly string[]
  /**
   * Columns that decide whether a row is meant at all: one of these values, or with none given anything but nothing
   * and 0 (the money that came in, of a statement that also has what went out). Other rows are passed over.
   */
  readonly only?: Readonly<Record<string, readonly string[]>>
  /** Which rows go in: all, those of new records, or those of records that are there. */
  readonly rows?: (typeof rowRules)[number]
  readonly dates?: DateOrder
  readonly decimal?: DecimalSign
  /** What a share without a sign means: `whole` 30 is 30 % (the standard), `fraction` 0.3 is. */
  readonly percent?: (typeof percentRules)[number]
  readonly encoding?: Encoding
  readonly delimiter?: (typeof delimiters)[number]
  /** Name of the workbook's sheet, or its place counted from 1. */
  readonly sheet?: string | number
  /** Row of the headers, counted from 1. */
  readonly header_row?: number
  /** Merged cells count for each row that they cover. */
  readonly fill_merged?: boolean
  /** Texts that mean nothing, such as `-` or `N/A`. */
  readonly empty?: readonly string[]
  /** IANA time zone of times without one. */
  readonly zone?: string
  /**
   * Whose is a new record of which no column says it: whoever imports it (the standard), or nobody's. A lead that is
   * nobody's comes into the pool that takes it, and is shared out as the pool says.
   */
  readonly owner?: (typeof ownerRules)[number]
  /** Rows arrive in any stage with their own dates, numbers and owners. */
  readonly history?: boolean
}

/** How the file itself is read, before there are columns. It is of one file, not of files like it. */
const readingSettings = ['encoding', 'delimiter', 'sheet', 'header_row', 'fill_merged'] as const
export type FileReading = Pick<Mapping, (typeof readingSettings)[number]>

export const readingOf = (mapping: FileReading): FileReading =>
  Object.fromEntries(
    readingSettings.flatMap((name) => (mapping[name] === undefined ? [] : [[name, mapping[name]]])),
  )

export const percentRules = ['whole', 'fraction'] as const
export const ownerRules = ['mine', 'nobody'] as const
export const rowRules = ['all', 'new', 'existing'] as const
export const delimiters = [',', ';', '\t', '|'] as const
export type Fields = Readonly<Record<string, FieldDef | null>>

/** The name of the field that a column goes to; undefined for one that is left out. */
export const goalField = (goal: ColumnGoal | undefined): string | undefined =>
  goal === null || goal === undefined ? undefined : typeof goal === 'string' ? goal : goal.field

/**
 * Everything that is wrong with a mapping, at once: settings that don't exist, fields that the
 * object lacks, two columns for one field, values for no choice, and with `headers` columns that
 * the file lacks. `fields` are those of the object and the system's (`external_id`, `owner`,
 * `created_at` …).
 */
export function checkMapping(
  mapping: unknown,
  fields: Fields,
  headers?: readonly string[],
): Problems {
  const problems = new Problems()
  if (!isJsonObject(mapping)) {
    problems.add('', 'wrong-type', { expected: '{ columns: … }' })
    return problems
  }
  for (const [name, value] of Object.entries(mapping)) {
    const check = Object.hasOwn(settings, name) ? settings[name as keyof Mapping] : undefined
    if (!check) problems.add(name, 'unknown-key', { name })
    else if (value !== undefined) check(value, name, problems)
  }
  if (headers && isJsonObject(mapping['only']))
    for (const header of Object.keys(mapping['only']))
      if (!headers.includes(header))
        problems.add(`only.${header}`, 'no-such-column', { name: header })
  const reached = checkColumns(mapping['columns'], fields, headers, problems)
  const known = (field: unknown, path: string): void => {
    if (typeof field === 'string' && !reached.has(field)) {
      if (Object.hasOwn(fields, field)) problems.add(path, 'not-mapped', { name: field })
      else problems.add(path, 'unknown-field', { name: field })
    }
  }
  if ('key' in mapping) known(mapping['key'], 'key')
  if (isJsonObject(mapping['values']))
    for (const field of Object.keys(mapping['values'])) known(field, `values.${field}`)
  if (Array.isArray(mapping['create_missing'])) {
    mapping['create_missing'].forEach((field, i) => known(field, `create_missing[${i}]`))
  }
  return problems
}

/**
 * The mapping, once it is known to be sound, its columns called as the file calls them; refuses
 * `not-valid` with every problem otherwise.
 */
export function readMapping(
  mapping: unknown,
  fields: Fields,
  headers?: readonly string[],
): Mapping {
  checkMapping(mapping, fields, headers).done()
  const sound = plainSettings(mapping as Mapping)
  if (!headers) return sound
  const called = headersOf(Object.keys(sound.columns), headers)
  return {
    ...sound,
    columns: Object.fromEntries(
      Object.entries(sound.columns).flatMap(([column, goal]) => {
        const header = called.get(column)
        return header === undefined ? [] : [[header, goal]]
      }),
    ),
  }
}

/** A sound mapping, its settings in the words of this program. */
export const plainSettings = (sound: Mapping): Mapping => ({
  ...sound,
  ...(sound.dates && { dates: dateOrderOf(sound.dates)! }),
  ...(sound.encoding && { encoding: encodingOf(sound.encoding)! }),
})

/** Columns that would have added a field, and that the file does not have. */
export const missingColumns = (mapping: unknown, headers: readonly string[]): readonly string[] => {
  const columns =
    isJsonObject(mapping) && isJsonObject(mapping['columns']) ? mapping['columns'] : {}
  const called = headersOf(Object.keys(columns), headers)
  return Object.keys(columns).filter((column) => !called.has(column) && columns[column] !== null)
}

/** Column of the mapping → header of the file: the same word, large or small, wide or narrow. */
function headersOf(
  columns: readonly string[],
  headers: readonly string[],
): ReadonlyMap<string, string> {
  const called = new Map(columns.filter((one) => headers.includes(one)).map((one) => [one, one]))
  const free = new Set(headers.filter((one) => !called.has(one)))
  for (const column of columns) {
    if (called.has(column)) continue
    const like = [...free].filter((one) => plainHeader(one) === plainHeader(column))
    if (like.length !== 1) continue
    called.set(column, like[0]!)
    free.delete(like[0]!)
  }
  return called
}

const plainHeader = (said: string): string =>
  said.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

function checkColumns(
  columns: unknown,
  fields: Fields,
  headers: readonly string[] | undefined,
  problems: Problems,
): Set<string> {
  const reached = new Set<string>()
  if (columns === undefined) problems.add('columns', 'required')
  if (!isJsonObject(columns)) return reached
  const called = headers && headersOf(Object.keys(columns), headers)
  for (const [header, goal] of Object.entries(columns)) {
    const path = `columns.${header}`
    if (goal === null) continue
    // A mapping is used again for the next file; one without a column for a new field adds none.
    const optional = isJsonObject(goal) && goal['new'] !== undefined
    if (called && !called.has(header) && !optional)
      problems.add(path, 'no-such-column', { name: header })
    const field = typeof goal === 'string' ? goal : isJsonObject(goal) ? goal['field'] : undefined
    if (typeof field !== 'string' || field === '') {
      problems.add(path, 'wrong-type', { expected: '"field" / { "field", "new"? } / null' })
      continue
    }
    const adds = isJsonObject(goal) && goal['new'] !== undefined
    if (isJsonObject(goal)) checkGoal(goal, path, problems)
    if (adds && !/^[a-z][a-z0-9_]{0,62}$/.test(field))
      problems.add(`${path}.field`, 'wrong-type', { expected: 'snake_case' })
    // A field that was added by an earlier run of the same mapping is there already, which is well.
    if (!adds && (!Object.hasOwn(fields, field) || !fields[field]))
      problems.add(path, 'unknown-field', { name: field })
    const goes =
      isJsonObject(goal) && typeof goal['stage'] === 'string' ? `${field}:${goal['stage']}` : field
    if (reached.has(goes)) problems.add(path, 'mapped-twice', { name: field })
    reached.add(goes)
  }
  return reached
}

function checkGoal(
  goal: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problems,
): void {
  for (const name of Object.keys(goal)) {
    if (!['field', 'new', 'stage'].includes(name))
      problems.add(`${path}.${name}`, 'unknown-key', { name })
  }
  if (goal['stage'] !== undefined && (!isName(goal['stage']) || goal['field'] !== 'stage_since'))
    problems.add(`${path}.stage`, 'wrong-type', {
      expected: '{ "field": "stage_since", "stage": "…" }',
    })
  if (goal['new'] !== undefined) oneOf(newKinds)(goal['new'], `${path}.new`, problems)
}

type Check = (value: unknown, path: string, problems: Problems) => void

const oneOf =
  (all: readonly string[]): Check =>
  (value, path, problems) => {
    if (typeof value !== 'string') problems.add(path, 'wrong-type', { expected: all.join(' / ') })
    else if (!all.includes(value)) problems.add(path, 'not-a-choice', { value: value.slice(0, 60) })
  }

const known =
  (expected: string, read: (said: string) => unknown): Check =>
  (value, path, problems) => {
    if (typeof value !== 'string') problems.add(path, 'wrong-type', { expected })
    else if (read(value) === undefined)
      problems.add(path, 'not-a-choice', { value: value.slice(0, 60) })
  }

const must =
  (expected: string, holds: (value: unknown) => boolean): Check =>
  (value, path, problems) => {
    if (!holds(value)) problems.add(path, 'wrong-type', { expected })
  }

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1
const yesNo = must('true / false', (value) => typeof value === 'boolean')
const names = must('["…"]', (value) => Array.isArray(value) && value.every(isName))

const values: Check = (value, path, problems) => {
  if (!isJsonObject(value))
    return problems.add(path, 'wrong-type', { expected: '{ field: { "…": "…" } }' })
  for (const [field, words] of Object.entries(value)) {
    if (!isJsonObject(words) || Object.values(words).some((word) => typeof word !== 'string')) {
      problems.add(`${path}.${field}`, 'wrong-type', { expected: '{ "…": "…" }' })
    }
  }
}

const zone = must('Asia/Shanghai', (value) => isName(value) && isZone(value))

const settings: Readonly<Record<keyof Mapping, Check>> = {
  key: must('"field"', isName),
  columns: must('{ "column": "field" }', isJsonObject),
  values,
  create_missing: names,
  only: must(
    '{ "column": ["…"] }',
    (value) =>
      isJsonObject(value) &&
      Object.values(value).every(
        (list) => Array.isArray(list) && list.every((one) => typeof one === 'string'),
      ),
  ),
  rows: oneOf(rowRules),
  dates: known('YYYY-MM-DD / M/D/YYYY / D/M/YYYY', dateOrderOf),
  decimal: oneOf(['.', ',']),
  percent: oneOf(percentRules),
  encoding: known(encodings.join(' / '), encodingOf),
  delimiter: oneOf(delimiters),
  sheet: must('"name" / 1', (value) => isName(value) || isCount(value)),
  header_row: must('1', isCount),
  fill_merged: yesNo,
  empty: must(
    '["…"]',
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  ),
  zone,
  owner: oneOf(ownerRules),
  history: yesNo,
}
