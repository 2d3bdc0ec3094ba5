// What can be done with this record now, by this person? Its moves with their checklists, its actions, its approval.
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Words } from '#kernel/error.ts'
import { limitOf, movesFrom, type Raci, raciParts } from '#kernel/lifecycle/lifecycle.ts'
import { isWrittenByHand, type Row } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { sql } from '#kernel/sql.ts'
import { dueAt } from '#kernel/time/working-time.ts'
import { mayRun } from './act.ts'
import { approvalCard } from '#server/approvals/approval-card.ts'
import { checklist, isInTheWay } from '#server/reading/checklist.ts'
import { mayLetPass } from './move.ts'
import { remember } from '#server/writing/remembered.ts'
import { getHeld } from '#server/reading/read.ts'
import { namesOf, peopleOf } from '#server/reading/whom.ts'
import type { Doing } from '#server/world/world.ts'
import { personalView, wholeView } from '#server/world/rights.ts'
import { whoMayMove } from '#server/world/who-may.ts'
import { stageLabel } from '#server/world/stage-label.ts'

const day = 86_400_000

export async function recordPage(doing: Doing, name: string, id: string): Promise<RecordPage> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const { record, rights } = await getHeld(
    doing.tx,
    { whole: wholeView(doing), person: view },
    doing.at,
    name,
    id,
    ['change', 'remove'],
  )
  remember(doing.app, object, record)
  const frozen = object.frozen?.stages.includes(record.stage as string) ?? false
  const direct = isWrittenByHand(object)
  const [stage, days, open, run, approval] = await Promise.all([
    stageOf(doing, object, record),
    visited(doing, id, record),
    moves(doing, name, id, record.stage as string | undefined, rights[1]!),
    actions(doing, name, id, record, rights[1]!),
    approvalCard(doing, record.id),
  ])
  return {
    can: { change: direct && rights[1]! && !frozen, remove: direct && rights[2]! && !frozen },
    stage,
    visited: days,
    moves: open,
    actions: run.filter((one) => one.name !== 'withdraw' || mayWithdraw(doing, approval)),
    approval,
  }
}

/** An approval is taken back by whoever asked for it. */
const mayWithdraw = (doing: Doing, approval: RecordPage['approval']): boolean =>
  !approval || approval.asked_by.id === doing.who.id || doing.who.roles.includes('admin')

async function stageOf(
  doing: Doing,
  object: ReturnType<typeof seen>['object'],
  record: Row,
): Promise<RecordPage['stage']> {
  const { stage, stage_since: since } = record
  if (!object.lifecycle || typeof stage !== 'string' || typeof since !== 'string') return null
  const def = object.lifecycle.stages[stage]
  const limit = limitOf(def)
  const due = limit && dueAt(doing.world.company.calendar, new Date(since), limit)
  return {
    name: stage,
    since,
    days: daysBetween(new Date(since), doing.at.now),
    limit,
    due_at: due?.toISOString() ?? null,
    stuck: due !== null && due <= doing.at.now,
    sop: def?.sop ?? null,
    people: def?.raci ? await raciNames(doing, object.name, record.id, def.raci) : [],
  }
}

const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / day))

/** Who stands for what in this stage: roles by their label, people by their name. */
async function raciNames(
  doing: Doing,
  object: string,
  record: string,
  raci: Raci,
): Promise<{ part: keyof Raci; names: Words[] }[]> {
  const named = await Promise.all(
    raciParts.map(async (part) => ({
      part,
      names: (
        await Promise.all(
          (raci[part] ?? []).map(async (one): Promise<Words[]> => {
            if ('role' in one)
              return [doing.app.roles[one.role]?.label ?? { zh: one.role, en: one.role }]
            return (await namesOf(doing, await peopleOf(doing, object, record, [one]))).map(
              (name) => ({ zh: name, en: name }),
            )
          }),
        )
      ).flat(),
    })),
  )
  return named.filter((one) => one.names.length)
}

async function visited(
  doing: Doing,
  id: string,
  record: Readonly<Record<string, unknown>>,
): Promise<Record<string, number>> {
  const rows = await doing.tx.query<{ stage: string; seconds: string }>(
    sql`select stage, extract(epoch from sum(left_at - entered_at))::bigint::text as seconds from stage_visit where record = ${id}::uuid group by stage`,
  )
  const days: Record<string, number> = Object.fromEntries(
    rows.map((row) => [row.stage, Math.floor(Number(row.seconds) / 86_400)]),
  )
  if (typeof record.stage === 'string' && typeof record.stage_since === 'string')
    days[record.stage] =
      (days[record.stage] ?? 0) + daysBetween(new Date(record.stage_since), doing.at.now)
  return days
}

async function moves(
  doing: Doing,
  name: string,
  id: string,
  stage: string | undefined,
  mayChange: boolean,
): Promise<RecordPage['moves']> {
  const object = doing.app.objects[name]!
  if (!object.lifecycle || stage === undefined) return []
  return Promise.all(
    movesFrom(object.lifecycle, stage).map(async (one) => {
      const lines = await checklist(doing, object, id, one.gate)
      const via = one.via ? object.actions[one.via] : null
      const allowed = via
        ? mayRun(doing.who, via) && (!!via.by || mayChange)
        : mayChange &&
          (!one.by ||
            (one.by.length > 0 && doing.who.roles.includes('admin')) ||
            one.by.some((role) => doing.who.roles.includes(role)))
      return {
        name: one.name,
        to: one.to,
        via: one.via ?? null,
        allowed,
        open: !lines.some(isInTheWay),
        may: allowed ? [] : await whoMayMove(doing, object, one),
        checklist: lines,
        may_let_pass: mayLetPass(doing, one.gate),
      }
    }),
  )
}

async function actions(
  doing: Doing,
  name: string,
  id: string,
  record: Readonly<Record<string, unknown>>,
  mayChange: boolean,
): Promise<RecordPage['actions']> {
  const object = doing.app.objects[name]!
  const list = Object.values(object.actions).filter(
    (one) => mayRun(doing.who, one) && (one.by || mayChange),
  )
  return Promise.all(
    list.map(async (one) => {
      let why: Words | null = null
      const holds = async (formula: string): Promise<boolean> => {
        const [line] = await checklist(doing, object, id, {
          checks: { it: { if: formula, says: one.label } },
        })
        return line?.ok ?? false
      }
      if (one.from && !one.from.includes(record.stage as string)) {
        const label = stageLabel(object, record.stage)
        why = { zh: `「${label.zh}」阶段不能执行`, en: `not open in the stage “${label.en}”` }
      } else if (one.if && !(await holds(one.if)))
        why = { zh: '现在不能执行', en: 'not possible now' }
      const pointless = why === null && one.offered_if ? !(await holds(one.offered_if)) : false
      return { name: one.name, open: why === null && !pointless, why }
    }),
  )
}
