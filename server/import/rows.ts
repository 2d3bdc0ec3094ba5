// What does a row of a file want to write? Its cells as values of fields, with what is wrong in it.
import { type Problem, Problems } from '#kernel/error.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { cellText } from '#kernel/import/cell.ts'
import { convertCell } from '#kernel/import/convert.ts'
import { currenciesMeant } from '#kernel/import/currency-mark.ts'
import { currencyName } from '#kernel/money/currency-name.ts'
import type { Table, TableRow } from '#server/files/read-table.ts'
import type { ImportColumn, ImportPlan } from './plan-import.ts'

/** A row on its way in; references are names until they are resolved. */
export interface Draft {
  readonly line: number
  readonly cells: readonly string[]
  /** Only cells that say something: an empty cell leaves a record as it is. */
  readonly values: Record<string, unknown>
  /** Paths are field names, or headers where the cell itself could not be read. */
  readonly problems: Problem[]
  /** Names that fit several records: which is meant shows the record that is there, or nothing does. */
  readonly doubts: Doubt[]
  /** When the record came into which stage, as far as columns of their own say so. */
  readonly entered: Readonly<Record<string, string>>
  /** The mapping does not mean such rows. */
  readonly passed: boolean
  /** What further rows of the file say about the same record, in their order. */
  readonly later?: readonly Readonly<Record<string, unknown>>[]
}

export interface Doubt {
  readonly name: string
  readonly ids: readonly string[]
  readonly problem: Problem
}

export function draftOf(plan: ImportPlan, row: TableRow): Draft {
  const values: Record<string, unknown> = {}
  const entered: Record<string, string> = {}
  const passed = isWhole(row) && isPassed(plan, row)
  const problems: Problem[] = passed ? [] : [...(row.problems ?? [])]
  if (problems.length === 0 && !passed)
    for (const column of plan.columns) {
      const read = convertCell(row.cells[column.at] ?? null, column.target, plan.reading)
      if ('problem' in read) problems.push({ ...read.problem, path: column.name })
      else if (read.value !== null && column.stage) entered[column.stage] = String(read.value)
      else if (read.value !== null) values[column.name] = read.value
    }
  if (problems.length === 0) problems.push(...otherCurrencies(plan, row, values))
  const unknown = passed || row.problems?.length ? null : unknownOf(plan, values)
  if (unknown) problems.push(unknown)
  const cells = row.cells.map(cellText)
  return { line: row.line, cells, values, problems, doubts: [], entered, passed }
}

/**
 * Amounts that say another currency than their row does, or than the company's where it says none: taken as the figure
 * alone they would be another sum.
 */
function otherCurrencies(plan: ImportPlan, row: TableRow, values: Draft['values']): Problem[] {
  return plan.columns.flatMap(({ at, name, field }) => {
    if (field.kind !== 'money' || values[name] === undefined) return []
    const value = row.cells[at]
    const meant = typeof value === 'string' ? currenciesMeant(value) : null
    const currency = currencyOfRow(plan, field.currency, values)
    if (!meant || currency === null || meant.includes(currency)) return []
    const called = { zh: currencyName(currency, 'zh'), en: currencyName(currency, 'en') }
    return [
      {
        path: name,
        code: 'other-currency',
        details: { value: cellText(value ?? null), currency: called },
      },
    ]
  })
}

/** Null where it stands on another record. */
function currencyOfRow(
  { object, home }: ImportPlan,
  at: string | undefined,
  values: Draft['values'],
): string | null {
  if (at === undefined || at === 'our.currency') return home
  return Object.hasOwn(object.fields, at) ? String(values[at] ?? home) : null
}

/**
 * A row that does not say by what its record is known would be created by each import of the same file, so it comes back.
 * What the system itself gives (ids, numbers) nobody can say of a new record: such a row is a new one.
 */
export function unknownOf(plan: ImportPlan, values: Draft['values']): Problem | null {
  const [key] = plan.keys
  if (!key || isGiven(key) || plan.mapping.rows === 'existing') return null
  if (values[key.name] !== undefined) return null
  return { path: key.name, code: 'no-key', details: { field: key.field.label } }
}

/** Is it a name that the system gives to its records? */
export const isGiven = ({ name, field }: ImportColumn): boolean =>
  name === 'id' || field.kind === 'auto_number' || field.read_only === true

/** Its cells stand under their headers; of a sum it is only doubted that it is meant. */
const isWhole = (row: TableRow): boolean =>
  (row.problems ?? []).every((one) => one.code === 'total-row')

/** Is it one of the rows that the mapping does not mean? */
export const isPassed = (plan: ImportPlan, row: TableRow): boolean =>
  plan.only.some(({ at, words }) => !isMeant(cellText(row.cells[at] ?? null).trim(), words))

const isMeant = (text: string, words: readonly string[]): boolean =>
  words.length ? words.includes(text) : !/^([-–—]*|[¥￥]?0*([.,]0*)?)$/.test(text)

/**
 * What a row calls its record; undefined where it does not say. `138 0013 8000` and `+86 13800138000` are one phone, in a
 * file as in a column.
 */
export const keyOf = (plan: ImportPlan, { values }: Pick<Draft, 'values'>): string | undefined =>
  plan.keys.length && values[plan.keys[0]!.name] !== undefined
    ? JSON.stringify(
        plan.keys.map((one) => storedKey(one, values[one.name]) ?? values[one.name] ?? null),
      )
    : undefined

/** A key as the column holds it, null where it says nothing that could be there. */
export function storedKey({ name, field }: ImportColumn, value: unknown): string | null {
  if (value === undefined || value === null) return null
  const stored =
    name === 'id'
      ? isUuid(value)
        ? value.toLowerCase()
        : null
      : kindOf(field).parse(value, field as never, '', new Problems())
  return stored === null || stored === undefined ? null : String(stored)
}

/** The same of a row whose other cells were not read; undefined also where they cannot be. */
function keyOfRow(plan: ImportPlan, row: TableRow): string | undefined {
  const values: Record<string, unknown> = {}
  for (const { at, name, target } of plan.keys) {
    const read = convertCell(row.cells[at] ?? null, target, plan.reading)
    if ('problem' in read) return undefined
    if (read.value !== null) values[name] = read.value
  }
  return keyOf(plan, { values })
}

/** Above this many keys the memory is worth more than rows that are told as changed twice. */
const mostKeys = 2_000_000
/** Of a file in which most rows have one key (a wrong one) only so many are looked at ahead. */
const mostLater = 50

/** For lines that others with the same key come after: what those say, in their order. */
export async function laterValues(
  plan: ImportPlan,
  table: Table,
): Promise<(line: number) => Draft['later']> {
  const first = new Map<string, number>()
  const repeated = new Map<string, Record<string, unknown>[]>()
  const places = new Map<number, { all: readonly Record<string, unknown>[]; at: number }>()
  if (plan.keys.length)
    for await (const row of table.rows) {
      const key = row.problems || isPassed(plan, row) ? undefined : keyOfRow(plan, row)
      if (key === undefined) continue
      const before = first.get(key)
      if (before === undefined) {
        if (first.size < mostKeys) first.set(key, row.line)
        continue
      }
      const { values, problems } = draftOf(plan, row)
      if (problems.length) continue
      const all = repeated.get(key) ?? []
      if (all.length === 0) places.set(before, { all, at: 0 })
      repeated.set(key, all)
      all.push(values)
      places.set(row.line, { all, at: all.length })
    }
  return (line) => {
    const place = places.get(line)
    return place && place.at < place.all.length
      ? place.all.slice(Math.max(place.at, place.all.length - mostLater))
      : undefined
  }
}
