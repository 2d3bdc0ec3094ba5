// What did someone write into a record? Each value parsed by its kind; every problem told, with its path.
import type { App, AppObject } from '../app.ts'
import { Problems } from '../error.ts'
import type { FieldDef } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { isJsonObject } from '../json.ts'
import type { Row, Values } from '../object.ts'
import type { View } from '../query/view.ts'

/** As whom the values come: a person, business code, or an import that keeps history. */
export type Writer = 'person' | 'action' | 'history'

export interface ChildInput {
  /** Row of the parent that it belongs to; null = a new child. */
  readonly id: string | null
  readonly values: Values
}
export interface Input {
  readonly values: Values
  /** Field of kind lines → the rows given for it, in order. */
  readonly children: Readonly<Record<string, readonly ChildInput[]>>
}

const system = new Set(['id', 'version', 'created_by', 'updated_by', 'updated_at', 'stage_since'])
const historic = new Set(['created_at', 'stage', 'stage_since'])

/** Values of the kinds' stored form; empty stays as null. Adds problems, never throws. */
export function readInput(
  app: App,
  view: View,
  object: AppObject,
  given: unknown,
  writer: Writer,
  before: Row | null,
  problems: Problems,
  at = '',
): Input {
  const values: Record<string, unknown> = {}
  const children: Record<string, ChildInput[]> = {}
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(at, 'wrong-type', { expected: { zh: '对象', en: 'object' } })
    return { values, children }
  }
  for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
    if (value === undefined) continue
    const path = at ? `${at}.${name}` : name
    const field =
      writer === 'person' ? own(view.objects[object.name]?.fields, name) : own(object.fields, name)
    if (!field) {
      problems.add(path, 'unknown-field', { name: name.slice(0, 100) })
      continue
    }
    if (!mayWrite(view, object, name, field, writer)) {
      // What was read may be sent back unchanged, so that a client can save the record it got.
      if (before && same(before[name], value)) continue
      problems.add(path, 'read-only')
      continue
    }
    if (field.kind === 'lines')
      children[name] = childInputs(app, view, field, value, writer, before, problems, path)
    else if (value === null || value === '') values[name] = null
    else if (before && same(before[name], value)) values[name] = before[name]
    else values[name] = kindOf(field).parse(value, field as never, path, problems)
  }
  return { values, children }
}

const own = (
  fields: Readonly<Record<string, FieldDef>> | undefined,
  name: string,
): FieldDef | undefined => (fields && Object.hasOwn(fields, name) ? fields[name] : undefined)

function mayWrite(
  view: View,
  object: AppObject,
  name: string,
  field: FieldDef,
  writer: Writer,
): boolean {
  if (field.kind === 'formula' || field.kind === 'rollup' || (name === 'position' && object.parent))
    return false
  if (writer === 'person') return view.objects[object.name]!.writable(name)
  if (writer === 'history') return !system.has(name) || historic.has(name)
  return !system.has(name) && name !== 'stage'
}

function childInputs(
  app: App,
  view: View,
  field: Extract<FieldDef, { kind: 'lines' }>,
  value: unknown,
  writer: Writer,
  before: Row | null,
  problems: Problems,
  path: string,
): ChildInput[] {
  if (value === null) return []
  const rows = kindOf(field).parse(value, field as never, path, problems) as unknown[] | null
  const child = app.objects[field.object]!
  if (rows && writer === 'person' && (child.by_actions_only || !child.parent)) {
    problems.add(path, 'read-only')
    return []
  }
  const known = new Map(((before?.[path] ?? []) as Row[]).map((row) => [row.id, row]))
  return (rows ?? []).map((row, i) => {
    const at = `${path}[${i}]`
    if (!isJsonObject(row)) {
      problems.add(at, 'wrong-type', { expected: { zh: '对象', en: 'object' } })
      return { id: null, values: {} }
    }
    const { id, ...rest } = row
    const old = typeof id === 'string' ? known.get(id) : undefined
    if (id !== undefined && id !== null && !old)
      problems.add(`${at}.id`, 'no-such-record', { object: field.object })
    delete rest[field.by]
    const input = readInput(app, view, child, rest, writer, old ?? null, problems, at)
    return { id: old?.id ?? null, values: input.values }
  })
}

/** Are two JSON values the same? Used to take back unchanged what was sent out. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (a ?? null) === (b ?? null) ||
  (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b))
