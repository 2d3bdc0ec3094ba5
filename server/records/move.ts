// May this record go to that stage? Decided by the lifecycle; what is missing is told whole, or let pass by whoever may.
import type { GateLine } from '#kernel/api/record-page.ts'
import type { AppObject } from '#kernel/app.ts'
import { type Problem, Refusal, refuse, type Words } from '#kernel/error.ts'
import { flowInto } from '#kernel/lifecycle/approval.ts'
import { type Gate, moveTo } from '#kernel/lifecycle/lifecycle.ts'
import type { Row, Values } from '#kernel/object.ts'
import { isAdmin } from '#kernel/permission.ts'
import { refusals } from '#kernel/refusals.ts'
import { ident, sql } from '#kernel/sql.ts'
import { askApproval } from '#server/approvals/approval.ts'
import { checklist, isInTheWay } from '#server/reading/checklist.ts'
import { contextOf } from '#server/world/context-of.ts'
import { log } from '#server/writing/log.ts'
import { stageLabel } from '#server/world/stage-label.ts'
import { refuseTo, whoMayLetPass, whoMayMove } from '#server/world/who-may.ts'
import { change } from '#server/writing/write.ts'
import { type Doing } from '#server/world/world.ts'

/** Tells every condition that is missing, unless whoever may lets the record pass and says why. */
async function passGate(
  doing: Doing,
  object: AppObject,
  id: string,
  gate: Gate | undefined,
  to: string,
): Promise<void> {
  const missing = (await checklist(doing, object, id, gate)).filter(isInTheWay)
  if (missing.length === 0) return
  if (doing.letPass !== undefined) return letPass(doing, object, id, gate, missing, doing.letPass)
  const list = missing.map((line): Problem => ({
    path: line.field ?? 'stage',
    code: 'gate',
    details: { says: line.says },
  }))
  throw new Refusal(
    'gate-not-met',
    refusals['gate-not-met'],
    { to: stageLabel(object, to), count: missing.length },
    list,
  )
}

export const mayLetPass = (doing: Doing, gate: Gate | undefined): boolean =>
  gate?.exception !== undefined &&
  (isAdmin(doing.who) ||
    gate.exception.by.some((role) => role === '*' || doing.who.roles.includes(role)))

/** The exception is an event of its own: who let it pass, why, and what was missing. */
async function letPass(
  doing: Doing,
  object: AppObject,
  id: string,
  gate: Gate | undefined,
  missing: readonly GateLine[],
  reason: string,
): Promise<void> {
  if (!mayLetPass(doing, gate))
    refuseTo({ zh: '例外放行', en: 'let it pass' }, await whoMayLetPass(doing, object, gate))
  const [row] = await doing.tx.query<{ version: number }>(
    sql`select version from ${ident(object.name)} where id = ${id}::uuid`,
  )
  const said = (language: keyof Words): string =>
    missing.map((line) => line.says[language]).join(language === 'zh' ? '、' : ', ')
  await log(
    doing,
    {
      object: object.name,
      record: id,
      deed: 'exception',
      version: row?.version ?? 1,
      changes: { missing: [null, { zh: said('zh'), en: said('en') }] },
      comment: reason,
    },
    { id },
  )
}

/** Moves a record. `via` is the action that does it; a move that belongs to an action is closed to others. */
export async function move(
  doing: Doing,
  name: string,
  before: Row,
  to: string,
  values: Values = {},
  via: string | null = null,
): Promise<void> {
  const object = doing.app.objects[name]!
  const lifecycle = object.lifecycle
  if (!lifecycle?.stages[to])
    refuse('no-such-move', { from: stageLabel(object, before.stage), to: String(to).slice(0, 60) })
  const found = moveTo(lifecycle, before.stage as string, to, via)
  if (!found || (found.via && found.via !== via))
    refuse('no-such-move', { from: stageLabel(object, before.stage), to: stageLabel(object, to) })
  if (
    via === 'move' &&
    found.by &&
    // What follows from numbers is moved by nobody's hand.
    (found.by.length === 0 || !doing.who.roles.includes('admin')) &&
    !found.by.some((role) => doing.who.roles.includes(role))
  )
    refuseTo(
      {
        zh: `转到「${stageLabel(object, to).zh}」`,
        en: `move to “${stageLabel(object, to).en}”`,
      },
      await whoMayMove(doing, object, found),
    )
  if (Object.keys(values).length)
    await change(doing, name, before.id, values, via === 'move' ? 'person' : 'action')
  await passGate(doing, object, before.id, found.gate, to)
  const flow = found.via ? undefined : flowInto(doing.app.approvals, name, to)
  // An ordinary move into the stage where an approval is waited for is how it is asked for.
  if (flow)
    return void (await askApproval(doing, flow[0], await contextOf(doing).get(name, before.id)))
  const stage = lifecycle.stages[to]!
  const chance =
    stage.probability !== undefined && object.fields.probability
      ? { probability: String(stage.probability) }
      : {}
  await change(doing, name, before.id, chance, 'action', { stage: to, deed: 'move' })
}
