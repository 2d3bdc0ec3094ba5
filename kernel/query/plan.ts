// Which objects, fields and joins does a question mean? Every unknown name is told, all at once.
import type { AppObject } from '../app.ts'
import { Problems, refuse } from '../error.ts'
import { type FieldDef, targetOf } from '../field.ts'
import { check, type Checked } from '../formula/check.ts'
import { type Ask, type GroupAsk, orderOf, sortOf } from './ask.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { planBy, type PlanGroup, planMeasure, type PlanMeasure } from './gather.ts'
import { type View, type ViewObject, viewScope } from './view.ts'

export interface PlanColumn {
  /** The key in the answer: the path as it was asked. */
  readonly key: string
  readonly path: readonly string[]
  readonly field: FieldDef
}
export interface PlanSort {
  readonly path: readonly string[]
  readonly descending: boolean
  readonly key: string
  readonly field: FieldDef
}
interface PlanBase {
  readonly view: View
  readonly object: AppObject
  readonly where: Checked | null
  readonly search: readonly string[]
  readonly removed: boolean
  readonly ids: readonly string[] | null
}
export interface Plan extends PlanBase {
  readonly columns: readonly PlanColumn[]
  readonly children: readonly {
    readonly key: string
    readonly object: string
    readonly by: string
    readonly columns: readonly PlanColumn[]
  }[]
  readonly sort: readonly PlanSort[]
  readonly limit: number
  readonly after: Cursor | null
  /** Only so many of the first rows of the order are searched. */
  readonly walk?: number
}
export interface GroupPlan extends PlanBase {
  readonly by: readonly PlanGroup[]
  readonly measures: readonly PlanMeasure[]
  readonly sort: readonly { readonly key: string; readonly descending: boolean }[]
  readonly limit: number
}

/** The object as the view has it, or "no such": a hidden object and a missing one are the same. */
export const seen = (view: View, name: string): ViewObject =>
  Object.hasOwn(view.objects, name) ? view.objects[name]! : refuse('not-found', { what: name })

/** The field at the end of a path through references, as the view has it. */
export function fieldAt(view: View, object: string, path: readonly string[]): FieldDef | null {
  let at: string | null = object
  let field: FieldDef | null = null
  for (const step of path) {
    if (at === null) return null
    const fields: Readonly<Record<string, FieldDef>> | undefined = view.objects[at]?.fields
    field = fields && Object.hasOwn(fields, step) ? fields[step]! : null
    if (!field) return null
    at = targetOf(field)
  }
  return field
}

export function plan(view: View, ask: Ask): Plan {
  const { object } = seen(view, ask.from)
  const problems = new Problems()
  const base = planBase(view, object, ask, problems, 'filter')
  const chosen = ask.select ?? Object.keys(view.objects[ask.from]!.fields)
  const columns: PlanColumn[] = []
  const children: Plan['children'][number][] = []
  for (const key of new Set(chosen)) {
    const path = key.split('.')
    const field = path.length > 6 ? null : fieldAt(view, ask.from, path)
    if (!field) problems.add('select', 'unknown-field', { name: key.slice(0, 100) })
    else if (field.kind !== 'lines') columns.push({ key, path, field })
    else if (path.length === 1 && (ask.children || ask.select))
      children.push(childPlan(view, key, field))
  }
  const sort = planSort(view, ask, problems)
  const after = ask.after === undefined ? null : readCursor(ask.after, orderOf(ask), sort.length)
  if (ask.after !== undefined && !after)
    problems.add('after', 'wrong-type', { expected: { zh: '游标', en: 'cursor' } })
  const limit = ask.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    problems.add('limit', 'wrong-type', { expected: '1 … 1000' })
  problems.done()
  return { ...base, columns, children, sort, limit, after }
}

function childPlan(
  view: View,
  key: string,
  field: Extract<FieldDef, { kind: 'lines' }>,
): Plan['children'][number] {
  const fields = view.objects[field.object]!.fields
  const columns = Object.entries(fields).flatMap(([name, it]) =>
    it.kind === 'lines' || name === field.by ? [] : [{ key: name, path: [name], field: it }],
  )
  return { key, object: field.object, by: field.by, columns }
}

function planBase(
  view: View,
  object: AppObject,
  ask: Ask | GroupAsk,
  problems: Problems,
  called: 'filter' | 'where',
): PlanBase {
  let where: Checked | null = null
  if (ask.where !== undefined && ask.where.trim() !== '') {
    const answer = check(ask.where, viewScope(view, object.name), { type: 'boolean' })
    if ('checked' in answer) where = answer.checked
    else
      for (const one of answer.problems)
        problems.add(called, 'formula', { at: one.from + 1, reason: one.says })
  }
  const search = (ask.search ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
  return {
    view,
    object,
    where,
    search,
    removed: 'removed' in ask && ask.removed === true,
    ids: 'ids' in ask && ask.ids ? ask.ids : null,
  }
}

function planSort(view: View, ask: Ask, problems: Problems): PlanSort[] {
  const asked = sortOf(ask)
  // The id that makes the order total is not counted, and nobody need be able to read it.
  if (asked.filter((one) => one.key !== 'id').length > 5)
    problems.add('sort', 'too-big', { max: 5 })
  return asked.flatMap(({ key, descending }) => {
    const path = key.split('.')
    const field =
      key === 'id'
        ? view.app.objects[ask.from]!.fields.id!
        : path.length > 6
          ? null
          : fieldAt(view, ask.from, path)
    if (field && field.kind !== 'lines') return [{ path, descending, key, field }]
    problems.add('sort', 'unknown-field', { name: key.slice(0, 100) })
    return []
  })
}

export function planGroup(view: View, ask: GroupAsk): GroupPlan {
  const { object } = seen(view, ask.from)
  const problems = new Problems()
  const base = planBase(view, object, ask, problems, 'where')
  const scope = viewScope(view, ask.from)
  const by = (ask.by ?? []).flatMap((key, i) => planBy(key, `by[${i}]`, scope, problems) ?? [])
  const measures = Object.entries(ask.measure ?? { n: 'count()' }).flatMap(([key, text]) => {
    const path = `measure.${key.slice(0, 60)}`
    if (typeof text === 'string' && /^[\p{L}_][\p{L}\p{N}_]{0,60}$/u.test(key))
      return planMeasure(key, text, path, scope, problems) ?? []
    problems.add(path, 'wrong-type', { expected: 'count() / sum(field) …' })
    return []
  })
  // Without either there is no group to tell of.
  if (!ask.by?.length && Object.keys(ask.measure ?? { n: '' }).length === 0)
    problems.add('measure', 'required')
  if (by.length > 4) problems.add('by', 'too-big', { max: 4 })
  if (measures.length > 20) problems.add('measure', 'too-big', { max: 20 })
  const keys = new Set(by.map((one) => one.key))
  // An answer has each name once, or the one value would hide the other.
  by.forEach((one, i) => {
    if (by.findIndex((other) => other.key === one.key) < i)
      problems.add(`by[${i}]`, 'already-used', { value: one.key.slice(0, 100) })
  })
  for (const { key } of measures) {
    if (keys.has(key)) problems.add(`measure.${key}`, 'already-used', { value: key })
    keys.add(key)
  }
  const sort = (ask.sort ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => ({ key: one.replace(/^[-+]/, ''), descending: one.startsWith('-') }))
  for (const one of sort)
    if (!keys.has(one.key)) problems.add('sort', 'unknown-field', { name: one.key.slice(0, 100) })
  const limit = ask.limit ?? 1000
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    problems.add('limit', 'wrong-type', { expected: '1 … 10000' })
  problems.done()
  return { ...base, by, measures, sort, limit }
}
