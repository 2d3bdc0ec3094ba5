// Which part of the model does an address name? `objects/lead/fields` is where the document has it.
import { Problems, refuse } from '#kernel/error.ts'
import type { Lifecycle } from '#kernel/lifecycle/lifecycle.ts'
import { isSafeKey } from '#kernel/merge.ts'
import { type Changes, modelMaps } from '#kernel/app.ts'
import { isJsonObject, jsonObject } from '#kernel/json.ts'

const roots = new Set<string>(modelMaps)
/** The maps of named things: what POST may add to. */
const maps = new Set([
  ...roots,
  'fields',
  'stages',
  'moves',
  'choices',
  'checks',
  'rules',
  'steps',
  'measures',
  'blocks',
  'filters',
])

/** The steps of an address under /api/v1/model/, as the server has decoded it. */
export function pathOf(address: string): string[] {
  const steps = address.split('/').filter(Boolean)
  const good =
    steps.length > 0 &&
    steps.length <= 10 &&
    roots.has(steps[0]!) &&
    steps.every((one) => isSafeKey(one) && one.length <= 63)
  return good
    ? steps
    : refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
}

/** A patch with the value at the path. */
export const patchAt = (path: readonly string[], value: unknown): Changes =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Changes

/** POST: the body names the new thing itself: `{ "name": "budget", "kind": "money", … }`. */
export function addition(
  path: readonly string[],
  body: unknown,
): { path: string[]; value: Record<string, unknown>; name: string } {
  const problems = new Problems()
  const given = jsonObject(inBoth(body))
  if (!maps.has(path.at(-1)!)) refuse('method-not-allowed', { method: 'POST' })
  const { name, ...value } = given
  if (typeof name !== 'string' || name === '') problems.add('name', 'required')
  else if (!isSafeKey(name))
    problems.add('name', 'wrong-type', { expected: { zh: '名称', en: 'name' } })
  problems.done()
  return {
    path: [...path, name as string],
    value: completed(path.at(-1)!, value, name as string),
    name: name as string,
  }
}

/** Of `objects/lead/lifecycle/stages`: the lifecycle that the stage belongs to. */
const isStages = (path: readonly string[]): boolean =>
  path.length === 4 && path[0] === 'objects' && path[2] === 'lifecycle' && path[3] === 'stages'

/** Where a thing that is added must have its place: the first stage makes the lifecycle of its object. */
export const placeOf = (path: readonly string[]): readonly string[] =>
  isStages(path.slice(0, -1)) ? path.slice(0, 2) : path.slice(0, -2)

/**
 * The patch for one more thing. A new stage comes with a move to it: from the stages it names, or from every open one.
 * The first one of all begins the lifecycle.
 */
export function patchAdding(
  path: readonly string[],
  value: Record<string, unknown>,
  lifecycle: Lifecycle | undefined,
): Changes {
  const name = path.at(-1)!
  if (!isStages(path.slice(0, -1))) return patchAt(path, value)
  const { from, ...stage } = value
  if (!lifecycle)
    return patchAt(path.slice(0, -2), { first: name, stages: { [name]: stage }, moves: {} })
  const open = Object.entries(lifecycle.stages).flatMap(([one, it]) =>
    it && (it.kind ?? 'open') === 'open' ? [one] : [],
  )
  return patchAt(path.slice(0, -2), {
    stages: { [name]: stage },
    moves: { [`to_${name}`]: { label: stage.label, from: from ?? open, to: name } },
  })
}

/** The patch that retires a thing; the moves to a stage and from it go with it. */
export function patchRetiring(path: readonly string[], lifecycle: Lifecycle | undefined): Changes {
  const name = path.at(-1)!
  if (!lifecycle || !isStages(path.slice(0, -1))) return patchAt(path, null)
  const moves = Object.entries(lifecycle.moves).flatMap(([key, move]): [string, unknown][] => {
    if (!move || (move.to !== name && !move.from.includes(name))) return []
    const from = move.from.filter((one) => one !== name)
    return [[key, move.to === name || from.length === 0 ? null : { from }]]
  })
  return patchAt(path.slice(0, -2), { stages: { [name]: null }, moves: Object.fromEntries(moves) })
}

const wordy = new Set(['label', 'help', 'plural', 'says', 'sop'])
/** Maps of a company's own names, whatever they are called, to formulas and values. */
const named = new Set(['set', 'input', 'on', 'values'])

/** One text serves both languages, wherever the model has words for people. */
export function inBoth(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inBoth)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      typeof part === 'string' && wordy.has(key)
        ? { zh: part, en: part }
        : named.has(key)
          ? part
          : inBoth(part),
    ]),
  )
}

/** Without a label a new thing is called by its name; a new object has what every object needs. */
function completed(
  map: string,
  value: Record<string, unknown>,
  name: string,
): Record<string, unknown> {
  const words = value.label ?? { zh: name, en: name }
  if (map === 'fields') return { ...value, label: words, ...choicesOf(value), custom: true }
  if (map === 'objects') {
    const fields = (value.fields ?? {}) as Record<string, unknown>
    const whole = Object.keys(fields).length
      ? fields
      : { name: { kind: 'text', label: { zh: '名称', en: 'Name' }, required: true, search: true } }
    const full = Object.fromEntries(
      Object.entries(whole).map(([key, field]) => [
        key,
        typeof field === 'object' && field !== null
          ? completed('fields', field as Record<string, unknown>, key)
          : field,
      ]),
    )
    return {
      allow: [{ role: '*', deeds: ['read', 'create', 'change', 'remove', 'export', 'import'] }],
      ...value,
      title: value.title ?? Object.keys(full)[0],
      label: words,
      fields: full,
      custom: true,
    }
  }
  return map === 'checks' || map === 'rules' ? value : { ...value, label: words }
}

/** Choices may be given as a list of names, or each by its label alone. */
function choicesOf(value: Record<string, unknown>): Record<string, unknown> {
  if (isJsonObject(value.choices))
    return {
      choices: Object.fromEntries(
        Object.entries(value.choices).map(([name, one]) => [
          name,
          typeof one === 'string' ? { label: { zh: one, en: one } } : one,
        ]),
      ),
    }
  if (!Array.isArray(value.choices)) return {}
  const pairs = value.choices.map((one: unknown) => {
    if (typeof one === 'string') return [one, { label: { zh: one, en: one } }]
    const { value: name, label } = (one ?? {}) as { value?: unknown; label?: unknown }
    return [
      name,
      {
        label:
          typeof label === 'object' && label !== null
            ? label
            : { zh: String(label ?? name), en: String(label ?? name) },
      },
    ]
  })
  return { choices: Object.fromEntries(pairs) }
}
