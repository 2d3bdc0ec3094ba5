// What can be done with this record now, by this person? Its moves with their checklists, its actions, its approval.
import type { RecordPage, Words } from '#kernel/api.ts'
import { movesFrom } from '#kernel/lifecycle/lifecycle.ts'
import { seen } from '#kernel/query/plan.ts'
import { sql } from '#kernel/sql.ts'
import { mayRun } from './act.ts'
import { approvalCard } from './approval-card.ts'
import { checklist } from './move.ts'
import { getHeld } from './read.ts'
import type { Doing } from './world.ts'
import { personalView, stageLabel, wholeView } from './write.ts'

const day = 86_400_000

export async function recordPage(doing: Doing, name: string, id: string): Promise<RecordPage> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const { record, rights } = await getHeld(doing.tx, { whole: wholeView(doing), person: view }, doing.at, name, id, ['change', 'remove'])
  const frozen = object.frozen?.stages.includes(record.stage as string) ?? false
  const direct = !object.by_actions_only && !object.append_only && !object.parent
  return {
    can: { change: direct && rights[1]! && !frozen, remove: direct && rights[2]! && !frozen },
    stage: stageOf(doing, object, record.stage, record.stage_since),
    visited: await visited(doing, id, record),
    moves: await moves(doing, name, id, record.stage as string | undefined, rights[1]!),
    actions: await actions(doing, name, id, record, rights[1]!),
    approval: await approvalCard(doing, record.id),
  }
}

function stageOf(doing: Doing, object: ReturnType<typeof seen>['object'], stage: unknown, since: unknown): RecordPage['stage'] {
  if (!object.lifecycle || typeof stage !== 'string' || typeof since !== 'string') return null
  const def = object.lifecycle.stages[stage]
  const days = Math.max(0, Math.floor((doing.at.now.getTime() - new Date(since).getTime()) / day))
  const limit = def?.limit_days ?? null
  return { name: stage, since, days, limit_days: limit, stuck: limit !== null && (def?.kind ?? 'open') === 'open' && days > limit }
}

async function visited(doing: Doing, id: string, record: Readonly<Record<string, unknown>>): Promise<Record<string, number>> {
  const rows = await doing.tx.query<{ stage: string; seconds: string }>(sql`select stage, extract(epoch from sum(left_at - entered_at))::bigint::text as seconds from stage_visit where record = ${id}::uuid group by stage`)
  const days: Record<string, number> = Object.fromEntries(rows.map(row => [row.stage, Math.floor(Number(row.seconds) / 86_400)]))
  if (typeof record.stage === 'string' && typeof record.stage_since === 'string')
    days[record.stage] = (days[record.stage] ?? 0) + Math.max(0, Math.floor((doing.at.now.getTime() - new Date(record.stage_since).getTime()) / day))
  return days
}

async function moves(doing: Doing, name: string, id: string, stage: string | undefined, mayChange: boolean): Promise<RecordPage['moves']> {
  const object = doing.app.objects[name]!
  if (!object.lifecycle || stage === undefined) return []
  return Promise.all(movesFrom(object.lifecycle, stage).map(async one => {
    const lines = await checklist(doing, object, id, one.gate)
    const via = one.via ? object.actions[one.via] : null
    const allowed = via ? mayRun(doing.who, via) && (!!via.by || mayChange) : mayChange && (!one.by || doing.who.roles.includes('admin') || one.by.some(role => doing.who.roles.includes(role)))
    return { name: one.name, to: one.to, via: one.via ?? null, allowed, open: lines.every(line => line.ok), checklist: lines }
  }))
}

async function actions(doing: Doing, name: string, id: string, record: Readonly<Record<string, unknown>>, mayChange: boolean): Promise<RecordPage['actions']> {
  const object = doing.app.objects[name]!
  const list = Object.values(object.actions).filter(one => mayRun(doing.who, one) && (one.by || mayChange))
  return Promise.all(list.map(async one => {
    let why: Words | null = null
    if (one.from && !one.from.includes(record.stage as string)) {
      const label = stageLabel(object, record.stage)
      why = { zh: `「${label.zh}」阶段不能执行`, en: `not open in the stage “${label.en}”` }
    } else if (one.if) {
      const [line] = await checklist(doing, object, id, { checks: { it: { if: one.if, says: one.label } } })
      if (!line?.ok) why = { zh: '现在不能执行', en: 'not possible now' }
    }
    return { name: one.name, open: why === null, why }
  }))
}
