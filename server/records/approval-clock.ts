// What happens to an approval that nobody answers? A reminder, then others are asked, or the system answers as the step says.
import { Refusal } from '#kernel/error.ts'
import type { ApprovalFlow, ApprovalStep, TimeOut } from '#kernel/lifecycle/approval.ts'
import type { Row } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { dueAt } from '#kernel/time/working-time.ts'
import { act } from './act.ts'
import { titleOf } from '#server/approvals/approval.ts'
import { contextOf } from '#server/world/context-of.ts'
import { peopleOf, superior, withDelegates, withRole } from '#server/reading/whom.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { change } from '#server/writing/write.ts'

interface Waiting {
  task: string
  person: string
  step: string
  flow: string
  object_name: string
  record_id: string
  asked_at: string
  reminded_at: string | null
  timed_out_at: string | null
}

/** Each task in a transaction of its own: what one of them meets does not hold up the others. */
export async function runApprovalClock(
  world: World,
): Promise<{ reminded: number; timed_out: number }> {
  const rows = await world.db
    .query<Waiting>(sql`select t.id as task, t.person, t.step, a.flow, a.object_name, a.record_id, t.asked_at, t.reminded_at, t.timed_out_at from approval_task t join approval a on a.id = t.approval
    where t.stage = 'waiting' and t.asked_at is not null and a.stage = 'waiting' and a.removed_at is null and t.removed_at is null order by t.asked_at limit 5000`)
  const { calendar } = world.company
  const done = { reminded: 0, timed_out: 0 }
  for (const row of rows) {
    const flow = world.app.approvals[row.flow]
    const step = flow?.steps[row.step]
    if (!flow || !step) continue
    const now = world.now()
    if (
      step.time_out &&
      row.timed_out_at === null &&
      dueAt(calendar, new Date(row.asked_at), step.time_out.after) <= now
    ) {
      if (await timeOut(world, flow, step.time_out, row)) done.timed_out++
    } else if (
      step.remind_after &&
      dueAt(calendar, new Date(row.reminded_at ?? row.asked_at), step.remind_after) <= now
    ) {
      if (await withTask(world, row, (doing) => remind(doing, flow, step, row))) done.reminded++
    }
  }
  return done
}

/** The work, if the task is still open now that it is held. */
const withTask = (
  world: World,
  row: Waiting,
  work: (doing: Doing) => Promise<void>,
): Promise<boolean> =>
  world.db.transaction(async (tx) => {
    const [open] =
      await tx.query(sql`select 1 from approval_task t join approval a on a.id = t.approval where t.id = ${row.task}::uuid and t.stage = 'waiting' and t.asked_at is not null and a.stage = 'waiting'
      and t.timed_out_at is not distinct from ${row.timed_out_at}::timestamptz and t.reminded_at is not distinct from ${row.reminded_at}::timestamptz for update of a`)
    if (!open) return false
    await work({
      world,
      app: world.app,
      tx,
      who: systemWho,
      at: circumstances(world, systemWho),
      cause: { kind: 'system' },
      action: null,
    })
    return true
  })

async function remind(
  doing: Doing,
  flow: ApprovalFlow,
  step: ApprovalStep,
  row: Waiting,
): Promise<void> {
  const ctx = contextOf(doing)
  await ctx.change('approval_task', row.task, { reminded_at: doing.at.now.toISOString() })
  const title = titleOf(doing, flow, await ctx.get(row.object_name, row.record_id))
  await ctx.notify([row.person], {
    zh: `催办：${title}，等您处理「${flow.label.zh} · ${step.label.zh}」`,
    en: `Reminder: ${title} waits for you in “${flow.label.en} · ${step.label.en}”`,
    object: row.object_name,
    record: row.record_id,
  })
}

/** What is written beside the answer, in the language of the company's documents. */
const comments = {
  approve: { zh: '超时，系统自动同意', en: 'Not answered in time: approved by the system' },
  reject: { zh: '超时，系统自动拒绝', en: 'Not answered in time: rejected by the system' },
  return: { zh: '超时，系统自动退回', en: 'Not answered in time: returned by the system' },
  escalate: { zh: '超时未处理，已转上级', en: 'Not answered in time: handed to the superior' },
} as const
const commentOf = ({ world }: Doing, how: keyof typeof comments): string =>
  comments[how][world.company.record.language === 'en' ? 'en' : 'zh']

async function timeOut(
  world: World,
  flow: ApprovalFlow,
  how: TimeOut,
  row: Waiting,
): Promise<boolean> {
  try {
    return await withTask(world, row, async (doing) => {
      const ctx = contextOf(doing)
      await ctx.change('approval_task', row.task, { timed_out_at: doing.at.now.toISOString() })
      if (how.then === 'escalate') return escalate(doing, flow, how, row)
      // The same door as for people, so that whatever the book does at a yes is done at this one as well.
      const answering = { ...doing, task: row.task }
      await act(answering, row.object_name, row.record_id, how.then, {
        comment: commentOf(doing, how.then),
      })
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The record does not let itself be answered so (a gate, a frozen row): people have to look at it.
    return withTask(world, row, async (doing) => {
      await contextOf(doing).change('approval_task', row.task, {
        timed_out_at: doing.at.now.toISOString(),
      })
      await contextOf(doing).notify([row.person, ...(await withRole(doing, 'admin'))], {
        zh: `「${flow.label.zh}」超时，但无法自动处理：${error.message}`,
        en: `“${flow.label.en}” timed out but could not be answered: ${error.message}`,
        object: row.object_name,
        record: row.record_id,
      })
    })
  }
}

/** Others are asked in the place of whoever did not answer; nobody is asked to approve what they asked for. */
async function escalate(
  doing: Doing,
  flow: ApprovalFlow,
  how: TimeOut,
  row: Waiting,
): Promise<void> {
  const ctx = contextOf(doing)
  const now = doing.at.now.toISOString()
  const record = await ctx.get(row.object_name, row.record_id)
  const task = await ctx.get('approval_task', row.task)
  const approval = await ctx.get('approval', task.approval as string)
  const named = how.to?.length
    ? await peopleOf(doing, flow.object, record.id, how.to)
    : await superior(doing, row.person, 1)
  const people = (await withDelegates(doing, named, ctx.today)).filter(
    (one) => one !== row.person && (flow.self || one !== approval.asked_by),
  )
  const asked = people.length
    ? people
    : (await withRole(doing, 'admin')).filter(
        (one) => one !== row.person && !(flow.four_eyes && one === approval.asked_by),
      )
  const title = titleOf(doing, flow, record)
  if (asked.length === 0) return
  // The first takes the place; where several are asked, one after the other still gives one yes in this place.
  const [first] = asked as [string]
  const equal = { approval: approval.id, step: row.step, person: first, stage: 'waiting' }
  const [theirs] = await ctx.find('approval_task', equal, { limit: 1 })
  // Whoever is asked in this step already answers once, for both.
  if (theirs)
    await ctx.change('approval_task', theirs.id, {
      asked_at: theirs.asked_at ?? now,
      timed_out_at: now,
      then_task: theirs.then_task ?? task.then_task ?? null,
    })
  else
    await ctx.create('approval_task', {
      approval: approval.id,
      step: row.step,
      person: first,
      owner: first,
      position: task.position,
      asked_at: now,
      timed_out_at: now,
      then_task: task.then_task ?? null,
    })
  await ctx.change('approval_task', row.task, {
    answered_at: now,
    comment: commentOf(doing, 'escalate'),
    answered_by: systemWho.id,
  })
  await change(doing, 'approval_task', row.task, {}, 'action', {
    stage: 'transferred',
    deed: 'move',
  })
  await ctx.notify([first], {
    zh: `超时升级：「${flow.label.zh}」等您处理：${title}`,
    en: `Escalated: “${flow.label.en}” waits for you: ${title}`,
    object: row.object_name,
    record: row.record_id,
  })
  const from = await nameOf(ctx.get('person', row.person))
  await ctx.notify([row.person, approval.asked_by as string].filter(Boolean), {
    zh: `「${flow.label.zh}」${from} 超时未处理，已转交上级：${title}`,
    en: `“${flow.label.en}” was not answered by ${from} in time and went to their superior: ${title}`,
    object: row.object_name,
    record: row.record_id,
  })
}

const nameOf = async (person: Promise<Row>): Promise<string> => String((await person).name ?? '')
