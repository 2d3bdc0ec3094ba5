// What is different between a record before and after, and which of it is worth a line in the log?
import { isDeepStrictEqual } from 'node:util'
import { Decimal } from 'decimal.js'
import type { AppObject } from '#kernel/app.ts'
import { isItsLine } from '#kernel/fields/address.ts'
import type { Row, Values } from '#kernel/object.ts'
import { storedFields, type StoredField } from './columns.ts'
import type { Doing } from '#server/world/world.ts'

/** Rows of a record, by the field that holds them. */
export type Children = Record<string, Values[]>

/** A value that is kept as JSON, in its parts: on its way to the table it is a text. */
export const inParts = (value: unknown, type: string): unknown =>
  type === 'jsonb' && typeof value === 'string' ? JSON.parse(value) : (value ?? null)

/** Are two stored values the same? Numbers by value: "2" is "2.00". */
export function equal(a: unknown, b: unknown, type: string): boolean {
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null)
  if (type === 'numeric') return new Decimal(a as string).eq(b as string)
  if (type === 'timestamptz')
    return new Date(a as string).getTime() === new Date(b as string).getTime()
  if (type === 'jsonb') return isDeepStrictEqual(inParts(a, type), inParts(b, type))
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : String(a) === String(b)
}

/**
 * Does the field hold what it held? An amount also by its digits: 10.00 that became yen is to be stored as 10, or its
 * document would show digits that its currency does not have.
 */
export function same(field: StoredField, a: unknown, b: unknown): boolean {
  if (!equal(a, b, field.type)) return false
  const amount = field.field.kind === 'money' && typeof a === 'string' && typeof b === 'string'
  return !amount || places(a) === places(b)
}

const places = (amount: string): number => amount.split('.')[1]?.length ?? 0

const quiet = new Set([
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'stage_since',
  'position',
])

export function changesOf(
  object: AppObject,
  before: Values,
  after: Values,
  children: Children,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {}
  for (const one of storedFields(object)) {
    const value = after[one.name]
    if (!quiet.has(one.name) && value !== undefined && value !== null)
      changes[one.name] = [before[one.name] ?? null, inParts(value, one.type)]
  }
  for (const [field, rows] of Object.entries(children))
    if (rows.length) changes[field] = [null, rows.map((row) => withoutQuiet(row))]
  return changes
}

const withoutQuiet = (row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) => !quiet.has(name) && value !== null && value !== undefined,
    ),
  )

export const brief = (rows: readonly Values[] | undefined): Values[] =>
  (rows ?? []).map(withoutQuiet)

/** Where a record is another than it was. */
export interface Difference {
  /** Its columns that are. */
  readonly fields: readonly StoredField[]
  readonly changed: readonly string[]
  /** Its lists of rows that are. */
  readonly touched: readonly string[]
}

/** `children` are the lists that were given; those that were not stay as they are. */
export function differenceOf(
  doing: Doing,
  object: AppObject,
  before: Row,
  row: Values,
  children: Children,
): Difference {
  const fields = storedFields(object).filter((one) => isAnother(one, before, row))
  return {
    fields,
    changed: fields.map((one) => one.name),
    touched: Object.keys(children).filter(
      (field) => !sameRows(doing, object, field, before, children[field]!),
    ),
  }
}

/** An address that came as its one line, and is that of the parts that are there, is the same. */
const isAnother = (one: StoredField, before: Row, row: Values): boolean =>
  !same(one, before[one.name], row[one.name]) &&
  !(one.field.kind === 'address' && isItsLine(before[one.name], inParts(row[one.name], one.type)))

/** What the log keeps of a difference: both sides of each field, and the rows before and after. */
export function bothSides(
  { fields, touched }: Difference,
  before: Row,
  row: Values,
  children: Children,
): Record<string, readonly [unknown, unknown]> {
  const sides: Record<string, readonly [unknown, unknown]> = {}
  for (const { name, type } of fields)
    sides[name] = [before[name] ?? null, inParts(row[name], type)]
  for (const name of touched)
    sides[name] = [brief(before[name] as Values[]), brief(children[name]!)]
  return sides
}

function sameRows(
  doing: Doing,
  object: AppObject,
  field: string,
  before: Row,
  rows: readonly Values[],
): boolean {
  const old = (before[field] ?? []) as Row[]
  const stored = storedFields(doing.app.objects[object.children[field]!.object]!)
  return (
    old.length === rows.length &&
    old.every((row, i) => row.id === rows[i]!.id && !differs(stored, row, rows[i]!))
  )
}

export const differs = (stored: ReturnType<typeof storedFields>, a: Values, b: Values): boolean =>
  stored.some(
    (one) =>
      !['version', 'updated_at', 'updated_by', 'created_at'].includes(one.name) &&
      one.name in b &&
      one.name in a &&
      !same(one, a[one.name], b[one.name]),
  )
