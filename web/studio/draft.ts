// What has the administrator changed and not yet published? A patch over the model, in the form that the server takes.
import type { AppObject, Changes } from '#kernel/app.ts'
import { isFormulaWord } from '#kernel/formula/parse.ts'
import { compose, living, merge } from '#kernel/merge.ts'
import { closingFields, systemFields } from '#kernel/system-fields.ts'
import { inOrder } from '#kernel/view/view.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { isJsonObject, type Json } from '#kernel/json.ts'

export type Patch = Changes

export const isEmpty = (patch: Patch): boolean => Object.keys(patch).length === 0

/** A patch with the value at the path. */
const patchAt = (path: readonly string[], value: unknown): Patch =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Patch

/**
 * The patch that makes `after` of `before`: what is gone becomes null, lists are replaced as a whole, what stays the
 * same is not named. Undefined where nothing differs.
 */
export function difference(before: unknown, after: unknown): unknown {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined
  if (!isJsonObject(before) || !isJsonObject(after)) return after
  const patch: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (after[key] === undefined) {
      if (before[key] !== undefined && before[key] !== null) patch[key] = null
      continue
    }
    const inner = difference(before[key], after[key])
    if (inner !== undefined) patch[key] = inner
  }
  return Object.keys(patch).length ? patch : undefined
}

/** The patch with a further change at a path. What comes back to the published model is no longer part of it. */
export function changed(
  model: unknown,
  patch: Patch,
  path: readonly string[],
  value: unknown,
): Patch {
  const wished = withValue(merge(model, patch), path, value)
  return tidy(model, compose(patch, change(merge(model, patch), wished)))
}

const change = (before: unknown, after: unknown): Patch =>
  (difference(before, after) as Patch | undefined) ?? {}

/** The same with another value at a path; undefined takes the place away. */
export function withValue(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const map = isJsonObject(whole) ? whole : {}
  const next = withValue(map[key], rest, value)
  const result: Record<string, unknown> = { ...map, [key]: next }
  if (next === undefined) delete result[key]
  return result
}

/** Without parts that change nothing: a value as published, null for what never was. */
export function tidy(model: unknown, patch: Patch): Patch {
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(patch)) {
    const published = isJsonObject(model) ? model[key] : undefined
    if (value === null && (published === undefined || published === null)) continue
    if (isJsonObject(value)) {
      const inner = isJsonObject(published) ? tidy(published, value) : tidy({}, value)
      if (Object.keys(inner).length || !isJsonObject(published)) result[key] = inner
    } else if (JSON.stringify(value) !== JSON.stringify(published)) result[key] = value
  }
  return result
}

export { patchAt }

/** The model as it will be; what the draft retires is left out of its maps of named things. */
export function drafted(model: WholeModel, patch: Patch): WholeModel {
  const whole = merge(model, patch)
  return {
    ...whole,
    objects: Object.fromEntries(
      Object.entries(living(whole.objects)).map(([name, object]) => [
        name,
        draftedObject(name, object as AppObject),
      ]),
    ),
    roles: living(whole.roles),
    documents: living(whole.documents),
    areas: inOrder(living(whole.areas)),
  }
}

function draftedObject(name: string, object: AppObject): AppObject {
  const { lifecycle } = object
  const own = living(object.fields)
  // What every record has, also where the object, or its lifecycle, is not published yet.
  const system = { ...systemFields(name, object), ...closingFields }
  const first = Object.keys(systemFields(name, object)).map((key) => [key, own[key] ?? system[key]])
  return {
    ...object,
    name,
    fields: { ...Object.fromEntries(first), ...own, ...missingOf(own, closingFields) },
    allow: object.allow ?? [],
    ...(lifecycle && {
      lifecycle: {
        ...lifecycle,
        stages: living(lifecycle.stages),
        moves: living(lifecycle.moves),
      },
    }),
  }
}

const missingOf = <T>(own: Readonly<Record<string, T>>, all: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(own, name)))

/** Names of a map that the draft adds, changes or retires. */
export function marks(
  model: unknown,
  patch: Patch,
  path: readonly string[],
): ReadonlyMap<string, 'added' | 'changed' | 'retired'> {
  const at = (whole: unknown): Json => {
    const found = path.reduce<unknown>(
      (map, key) => (isJsonObject(map) ? map[key] : undefined),
      whole,
    )
    return isJsonObject(found) ? found : {}
  }
  const published = at(model)
  return new Map(
    Object.entries(at(patch)).map(([name, value]) => [
      name,
      value === null ? 'retired' : published[name] === undefined ? 'added' : 'changed',
    ]),
  )
}

/** `Real estate` → `real_estate`: a name that tables and formulas can use; "" where nothing of it is left. */
export const nameOf = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)

/** The wished name, or with a number behind it where that is taken; no field or object is called by a word of formulas. */
export function freeName(
  wish: string,
  taken: Readonly<Record<string, unknown>>,
  otherwise: string,
): string {
  const base = wish || otherwise
  let name = base
  const spoken = otherwise === 'field' || otherwise === 'object'
  for (let n = 2; Object.hasOwn(taken, name) || (spoken && isFormulaWord(name)); n += 1)
    name = `${base}_${n}`
  return name
}
