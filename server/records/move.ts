// May this record go to that stage, and what is still missing? Decided by the lifecycle, asked of the row in SQL.
import type { AppObject } from '#kernel/app.ts'
import { type Problem, Refusal, refusals, refuse, type Words } from '#kernel/error.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { invariant } from '#kernel/error.ts'
import { check } from '#kernel/formula/check.ts'
import { toSql } from '#kernel/formula/to-sql.ts'
import { type Gate, moveTo } from '#kernel/lifecycle/lifecycle.ts'
import { living } from '#kernel/merge.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sourcesOf } from '#kernel/query/sources.ts'
import { join, sql } from '#kernel/sql.ts'
import { relation } from '#kernel/query/relation.ts'
import { change, stageLabel } from './write.ts'
import { type Doing } from './world.ts'

export interface GateLine {
  readonly says: Words
  readonly ok: boolean
  readonly giver: string | null
  readonly field: string | null
}

/** The checklist of a gate for a record: required fields, then checks, each with what is missing. */
export async function checklist(doing: Doing, object: AppObject, id: string, gate: Gate | undefined): Promise<GateLine[]> {
  const required = gate?.require ?? []
  const checks = Object.values(living(gate?.checks))
  if (required.length + checks.length === 0) return []
  const sources = sourcesOf(doing.app, null, doing.at)
  const scope = sources.system(object.name, 't')
  const formulas = [...required.map(field => `${field} is not empty`), ...checks.map(one => one.if)].map(text => {
    const answer = check(text, fullScope(doing.app.objects, object.name), { type: 'boolean' })
    invariant('checked' in answer, `the gate of ${object.name} was checked when the App was made`)
    return sql`coalesce(${toSql(answer.checked, scope, doing.at)}, false)`
  })
  const [row] = await doing.tx.query<{ met: boolean[] }>(
    sql`select array[${join(formulas, ', ')}] as met from ${relation(doing.app, object.name)} t ${sources.joins()} where t.id = ${id}::uuid`)
  const met = row?.met ?? []
  const fields = required.map((field, i): GateLine => {
    const label = labelOf(doing, object, field)
    return { says: { zh: `填写${label.zh}`, en: `Fill in ${label.en}` }, ok: met[i] ?? false, giver: null, field: field.split('.')[0]! }
  })
  return [...fields, ...checks.map((one, i): GateLine => ({ says: one.says, ok: met[required.length + i] ?? false, giver: one.giver ?? null, field: null }))]
}

function labelOf(doing: Doing, object: AppObject, path: string): Words {
  const field = object.fields[path.split('.')[0]!]
  return field?.label ?? doing.app.objects[path]?.label ?? { zh: path, en: path }
}

/** Tells every condition that is missing. */
export async function passGate(doing: Doing, object: AppObject, id: string, gate: Gate | undefined, to: string): Promise<void> {
  const missing = (await checklist(doing, object, id, gate)).filter(line => !line.ok)
  if (missing.length === 0) return
  const list = missing.map((line): Problem => ({ path: line.field ?? 'stage', code: 'gate', details: { says: line.says } }))
  throw new Refusal('gate-not-met', refusals['gate-not-met'], { to: stageLabel(object, to), count: missing.length }, list)
}

/** Moves a record. `via` is the action that does it; a move that belongs to an action is closed to others. */
export async function move(doing: Doing, name: string, before: Row, to: string, values: Values = {}, via: string | null = null): Promise<void> {
  const object = doing.app.objects[name]!
  const lifecycle = object.lifecycle
  if (!lifecycle?.stages[to]) refuse('no-such-move', { from: stageLabel(object, before.stage), to: String(to).slice(0, 60) })
  const found = moveTo(lifecycle, before.stage as string, to, via)
  if (!found || (found.via && found.via !== via)) refuse('no-such-move', { from: stageLabel(object, before.stage), to: stageLabel(object, to) })
  if (via === 'move' && found.by && !doing.who.roles.includes('admin') && !found.by.some(role => doing.who.roles.includes(role)))
    refuse('not-allowed', { deed: { zh: `转到「${stageLabel(object, to).zh}」`, en: `move to “${stageLabel(object, to).en}”` } })
  if (Object.keys(values).length) await change(doing, name, before.id, values, via === 'move' ? 'person' : 'action')
  await passGate(doing, object, before.id, found.gate, to)
  const stage = lifecycle.stages[to]!
  const chance = stage.probability !== undefined && object.fields.probability ? { probability: String(stage.probability) } : {}
  await change(doing, name, before.id, chance, 'action', { stage: to, deed: 'move' })
}
