// What does an approver need to see to decide? One card for the open approval of a record.
import type { ApprovalCard } from '#kernel/api/record-page.ts'
import { mayAnswerOwn } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import type { Row } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { get } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import { wholeView } from '#server/world/rights.ts'

interface TaskRow {
  id: string
  step: string
  /** Who is asked; once it is answered, who did: an administrator may do it for somebody. */
  person: string
  name: string | null
  stage: ApprovalCard['steps'][number]['answers'][number]['stage']
  answered_at: string | null
  comment: string | null
  asked_at: string | null
  handed_by: string | null
  handed_name: string | null
  note: string | null
}

/** The newest approval of a record, waiting or answered; null where none was ever asked. */
export async function approvalCard(doing: Doing, record: string): Promise<ApprovalCard | null> {
  const [approval] = await doing.tx.query<{
    id: string
    flow: string
    object_name: string
    asked_by: string
    name: string | null
    created_at: string
    stage: string
  }>(sql`
    select a.id, a.flow, a.object_name, a.asked_by, p.name, a.created_at, a.stage from approval a left join person p on p.id = a.asked_by
    where a.record_id = ${record} and a.removed_at is null order by a.id desc limit 1`)
  const flow = approval && doing.app.approvals[approval.flow]
  if (!approval || !flow) return null
  const tasks = await doing.tx
    .query<TaskRow>(sql`select t.id, t.step, p.id as person, p.name, t.stage, t.answered_at, t.comment, t.asked_at, t.handed_by, h.name as handed_name, t.note from approval_task t
    left join person p on p.id = coalesce(t.answered_by, t.person) left join person h on h.id = t.handed_by where t.approval = ${approval.id}::uuid order by t.position`)
  const object = doing.app.objects[approval.object_name]!
  const row = await get(doing.tx, wholeView(doing), doing.at, approval.object_name, record)
  const waiting = tasks.filter((task) => task.stage === 'waiting' && task.asked_at !== null)
  const admin = doing.who.roles.includes('admin')
  const isOwn = approval.asked_by === doing.who.id
  const mine =
    approval.stage === 'waiting' && !(isOwn && !mayAnswerOwn(flow, admin))
      ? (waiting.find((task) => task.person === doing.who.id) ?? (admin ? waiting[0] : undefined))
      : undefined
  return {
    id: approval.id,
    flow: approval.flow,
    flow_label: flow.label,
    object: approval.object_name,
    record,
    title: String(row[object.title] ?? ''),
    ...amountOf(row),
    asked_by: { id: approval.asked_by, name: approval.name ?? '' },
    asked_at: approval.created_at,
    reason: flow.label,
    facts: [],
    steps: Object.entries(living(flow.steps))
      .filter(([key]) => tasks.some((task) => task.step === key))
      .map(([key, step]) => ({
        label: step.label,
        mode: step.mode,
        answers: tasks
          .filter((task) => task.step === key)
          .map((task) => ({
            task: task.id,
            person: { id: task.person, name: task.name ?? '' },
            stage: task.stage,
            at: task.answered_at,
            comment: task.comment,
            asked: task.asked_at !== null,
            from: task.handed_by ? { id: task.handed_by, name: task.handed_name ?? '' } : null,
            note: task.note,
          })),
      })),
    mine: mine?.id ?? null,
  }
}

const amountOf = (row: Row): { amount: string | null; currency: string | null } => {
  const amount = row.gross ?? row.amount ?? null
  return {
    amount: amount === null ? null : String(amount),
    currency: typeof row.currency === 'string' ? row.currency : null,
  }
}
