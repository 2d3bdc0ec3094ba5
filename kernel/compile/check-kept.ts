// What does the standard say about money that no company's change takes away? The books stand on it (docs/decisions/money-stays.md).
import type { FieldDef } from '../field.ts'
import type { Say } from '../formula-in.ts'
import { bare } from '../merge.ts'
import type { ObjectDef } from '../object.ts'

type Objects = Readonly<Record<string, ObjectDef | null>>

/** What decides which amount a field holds; how it is called, shown and to whom is the company's. */
const ofAmount = ['kind', 'formula', 'gives', 'read_only', 'currency', 'unit_price', 'object', 'by']

/** Says each place of the standard's books that a change would alter; whatever the company adds is its own. */
export function checkKept(standard: Objects, merged: Objects, say: Say): void {
  for (const [name, def] of Object.entries(standard)) {
    const now = merged[name] && bare(merged[name])
    // Whatever is retired is missed by those that name it, and told there.
    if (!def || !now) continue
    const path = `objects.${name}`
    for (const [key, rule] of Object.entries(def.always ?? {}))
      if (now.always?.[key]?.if !== rule.if) stays(say, `${path}.always.${key}`)
    for (const flag of ['by_actions_only', 'append_only'] as const)
      if (def[flag] && !now[flag]) stays(say, `${path}.${flag}`)
    if (def.period && !same(def.period, now.period)) stays(say, `${path}.period`)
    checkFrozen(path, def, now, say)
    if (holdsMoney(standard, def)) checkFields(path, def, now, say)
  }
}

/** An object with sentences that are always true, or the rows of one. */
function holdsMoney(standard: Objects, def: ObjectDef): boolean {
  if (def.always || def.append_only || def.by_actions_only) return true
  const above = def.parent === undefined ? undefined : def.fields[def.parent]
  return above?.kind === 'ref' && standard[above.object]?.always !== undefined
}

function checkFields(path: string, def: ObjectDef, now: ObjectDef, say: Say): void {
  for (const [name, field] of Object.entries(def.fields)) {
    const changed = now.fields[name]
    if (!field || !changed || !isKept(field)) continue
    const [a, b] = [field, bare(changed)] as unknown as Record<string, unknown>[]
    for (const part of ofAmount)
      if (!same(a![part], b![part])) stays(say, `${path}.fields.${name}.${part}`)
  }
}

/** Amounts that follow from others: nobody writes them. */
const isKept = (field: FieldDef): boolean =>
  (field.kind === 'money' && field.read_only === true) ||
  ((field.kind === 'formula' || field.kind === 'rollup') && field.gives === 'money')

/** What is issued stays as it is; only fields of the company's own may be left open. */
function checkFrozen(path: string, def: ObjectDef, now: ObjectDef, say: Say): void {
  if (def.frozen) {
    const there = new Set(now.frozen?.stages)
    if (!def.frozen.stages.every((stage) => there.has(stage))) stays(say, `${path}.frozen.stages`)
    for (const part of ['except', 'once'] as const)
      if (opens(def, def.frozen[part], now.frozen?.[part])) stays(say, `${path}.frozen.${part}`)
  }
  if (!def.frozen_with_parent) return
  const { frozen_with_parent: with_parent } = now
  if (!with_parent || opens(def, def.frozen_with_parent.except, with_parent.except))
    stays(say, `${path}.frozen_with_parent`)
}

/** Does it leave a field of the standard open that was not? */
const opens = (
  def: ObjectDef,
  before: readonly string[] = [],
  after: readonly string[] = [],
): boolean => after.some((name) => Object.hasOwn(def.fields, name) && !before.includes(name))

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const stays = (say: Say, path: string): void =>
  say(
    path,
    '账目靠它保持一致，不能更改',
    'the books are held together by this, so it stays as it is',
  )
