// How is an approval asked for and answered? The flow decides who; each answer is a row and a line in the log.
import { invariant, refuse } from '#kernel/error.ts'
import type { ApprovalFlow, ApprovalStep, Approver } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import type { Row } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { contextOf } from './context.ts'
import { checklist } from './move.ts'
import { type Doing } from './world.ts'
import { change } from './write.ts'

const flowOf = (doing: Doing, name: string): ApprovalFlow => {
  const flow = doing.app.approvals[name]
  invariant(flow, `the approval flow ${name} exists`)
  return flow
}

const holds = async (doing: Doing, flow: ApprovalFlow, record: Row, formula: string | undefined): Promise<boolean> => {
  if (formula === undefined) return true
  const [line] = await checklist(doing, doing.app.objects[flow.object]!, record.id, { checks: { it: { if: formula, says: flow.label } } })
  return line?.ok ?? false
}

/** Starts the flow: the record waits, the first approvers are asked; where no step applies it is approved at once. */
export async function askApproval(doing: Doing, name: string, record: Row): Promise<{ approval: string | null; stage: string }> {
  const flow = flowOf(doing, name)
  const ctx = contextOf(doing)
  const steps: [string, ApprovalStep, string[]][] = []
  if (await holds(doing, flow, record, flow.if)) {
    for (const [key, step] of Object.entries(living(flow.steps))) {
      if (!(await holds(doing, flow, record, step.if))) continue
      const people = await approversOf(doing, step.approvers, record)
      const others = flow.self ? people : people.filter(one => one !== doing.who.id)
      // Somebody must be able to say yes; where only the asker could, administrators are asked.
      const asked = others.length ? others : await withRole(doing, 'admin')
      if (asked.length === 0) refuse('no-approver', { step: step.label })
      steps.push([key, step, asked])
    }
  }
  if (steps.length === 0) {
    await stageTo(doing, flow, record, flow.approved)
    return { approval: null, stage: flow.approved }
  }
  const approval = await ctx.create('approval', {
    flow: name, object_name: flow.object, record_id: record.id, record_version: record.version, asked_by: doing.who.id,
    content_hash: typeof record.hash === 'string' ? record.hash : null, owner: doing.who.id,
  })
  let position = 0
  for (const [index, [key, step, people]] of steps.entries())
    for (const [i, person] of people.entries()) {
      const open = index === 0 && (step.mode !== 'sequence' || i === 0)
      await ctx.create('approval_task', { approval: approval.id, step: key, person, owner: person, position: position++, asked_at: open ? doing.at.now.toISOString() : null })
      if (open) await tell(doing, flow, record, person)
    }
  await stageTo(doing, flow, record, flow.waiting)
  return { approval: approval.id, stage: flow.waiting }
}

const tell = (doing: Doing, flow: ApprovalFlow, record: Row, person: string): Promise<void> => {
  const title = String(record[doing.app.objects[flow.object]!.title] ?? record.id)
  return contextOf(doing).notify([person], {
    zh: `${doing.who.name} 提交了「${flow.label.zh}」:${title}`, en: `${doing.who.name} asks for “${flow.label.en}”: ${title}`,
    object: flow.object, record: record.id,
  })
}

/** The caller's yes or no. An administrator may answer for whoever is asked; the log says who did. */
export async function answerApproval(doing: Doing, record: Row, answer: 'approve' | 'reject', comment: string | null): Promise<{ stage: string }> {
  const ctx = contextOf(doing)
  const [approval] = await ctx.find('approval', { record_id: record.id, stage: 'waiting' }, { lock: true })
  if (!approval) refuse('no-approval')
  const flow = flowOf(doing, approval.flow as string)
  const all = await ctx.find('approval_task', { approval: approval.id }, { sort: 'position', lock: true })
  const waiting = all.filter(one => one.stage === 'waiting')
  const steps = living(flow.steps)
  const current = waiting[0]?.step as string | undefined
  const openNow = waiting.filter(one => one.step === current && one.asked_at !== null)
  const admin = doing.who.roles.includes('admin')
  const mine = openNow.find(one => one.person === doing.who.id) ?? (admin ? openNow[0] : undefined)
  if (!mine || current === undefined) refuse('no-approval')
  if (approval.asked_by === doing.who.id && !flow.self && !admin) refuse('own-approval')
  const now = doing.at.now.toISOString()
  await ctx.change('approval_task', mine.id, { answered_at: now, comment, answered_by: doing.who.id })
  await setStage(doing, 'approval_task', mine.id, answer === 'approve' ? 'approved' : 'rejected')
  if (answer === 'reject') {
    await closeRest(doing, waiting.filter(one => one.id !== mine.id), 'skipped')
    return end(doing, flow, approval, record, 'rejected')
  }
  const rest = waiting.filter(one => one.step === current && one.id !== mine.id)
  const mode = steps[current]?.mode ?? 'any'
  if (mode === 'any') await closeRest(doing, rest, 'skipped')
  else if (rest.length) {
    if (mode === 'sequence') await openTask(doing, flow, record, rest[0]!)
    return { stage: flow.waiting }
  }
  const next = waiting.filter(one => one.step !== current)
  if (next.length === 0) return end(doing, flow, approval, record, 'approved')
  const nextStep = next[0]!.step as string
  const first = next.filter(one => one.step === nextStep)
  for (const task of steps[nextStep]?.mode === 'sequence' ? first.slice(0, 1) : first) await openTask(doing, flow, record, task)
  return { stage: flow.waiting }
}

async function openTask(doing: Doing, flow: ApprovalFlow, record: Row, task: Row): Promise<void> {
  await contextOf(doing).change('approval_task', task.id, { asked_at: doing.at.now.toISOString() })
  await tell(doing, flow, record, task.person as string)
}

async function closeRest(doing: Doing, tasks: readonly Row[], stage: string): Promise<void> {
  for (const task of tasks) await setStage(doing, 'approval_task', task.id, stage)
}

// Approval records have stages but no moves of their own: this engine is their lifecycle.
const setStage = (doing: Doing, object: string, id: string, stage: string): Promise<boolean> =>
  change(doing, object, id, {}, 'action', { stage, deed: 'move' })

async function end(doing: Doing, flow: ApprovalFlow, approval: Row, record: Row, outcome: 'approved' | 'rejected'): Promise<{ stage: string }> {
  await contextOf(doing).change('approval', approval.id, { answered_at: doing.at.now.toISOString() })
  await setStage(doing, 'approval', approval.id, outcome)
  const stage = outcome === 'approved' ? flow.approved : flow.rejected
  await stageTo(doing, flow, record, stage)
  const title = String(record[doing.app.objects[flow.object]!.title] ?? '')
  const words = outcome === 'approved' ? { zh: '已同意', en: 'approved' } : { zh: '已拒绝', en: 'rejected' }
  if (approval.asked_by && approval.asked_by !== doing.who.id)
    await contextOf(doing).notify([approval.asked_by as string], {
      zh: `「${flow.label.zh}」${words.zh}:${title}`, en: `“${flow.label.en}” ${words.en}: ${title}`, object: flow.object, record: record.id,
    })
  return { stage }
}

async function stageTo(doing: Doing, flow: ApprovalFlow, record: Row, stage: string): Promise<void> {
  await change(doing, flow.object, record.id, {}, 'action', { stage, deed: 'move' })
}

async function approversOf(doing: Doing, approvers: readonly Approver[], record: Row): Promise<string[]> {
  const people: string[] = []
  for (const one of approvers) {
    if ('person' in one) people.push(one.person)
    else if ('field' in one) {
      const value = record[one.field]
      if (typeof value === 'string') people.push(value)
    } else if ('superior_of' in one) people.push(...(await superior(doing, record.owner as string | null, one.level ?? 1)))
    else people.push(...(await withRole(doing, one.role)))
  }
  return [...new Set(people)]
}

const withRole = async (doing: Doing, role: string): Promise<string[]> => {
  const rows = await doing.tx.query<{ id: string }>(sql`select id from person where roles @> array[${role}]::text[] and active and removed_at is null order by id limit 50`)
  return rows.map(row => row.id)
}

/** The lead of the owner's team; a lead's own superior is the lead of the team above. */
async function superior(doing: Doing, owner: string | null, level: number): Promise<string[]> {
  if (!owner) return []
  const rows = await doing.tx.query<{ lead: string; depth: number }>(sql`with recursive up as (
      select t.id, t.parent, t.lead, 1 as depth from person p join team t on t.id = p.team where p.id = ${owner}::uuid
      union all select t.id, t.parent, t.lead, depth + 1 from team t join up on t.id = up.parent where depth < 20)
    select up.lead, depth from up join person p on p.id = up.lead where up.lead <> ${owner}::uuid and p.active order by depth`)
  const found = rows[level - 1]
  return found ? [found.lead] : []
}
