// How is an approval asked for and answered? The flow decides who; each answer is a row and a line in the log.
import { refuse, type Words } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import { sentence } from '#kernel/sentence.ts'
import { isAdmin } from '#kernel/permission.ts'
import { type ApprovalFlow, type ApprovalStep, mayAnswerOwn } from '#kernel/lifecycle/approval.ts'
import { living } from '#kernel/merge.ts'
import type { Row } from '#kernel/object.ts'
import type { ApprovalChange } from '#kernel/context.ts'
import { contextOf } from '#server/world/context-of.ts'
import { holds } from '#server/reading/checklist.ts'
import { type Doing } from '#server/world/world.ts'
import { namesOf, peopleOf, withDelegates, withRole } from '#server/reading/whom.ts'
import { change } from '#server/writing/write.ts'

export const flowOf = (doing: Doing, name: string): ApprovalFlow => {
  const flow = doing.app.approvals[name]
  invariant(flow, `the approval flow ${name} exists`)
  return flow
}

export interface PlannedStep {
  readonly key: string
  readonly step: ApprovalStep
  readonly people: readonly string[]
}

/** Whom the flow would ask about this record, step by step; empty where it needs no approval. */
export async function planApproval(
  doing: Doing,
  flow: ApprovalFlow,
  record: Row,
): Promise<PlannedStep[]> {
  if (!(await holds(doing, flow.object, record.id, flow.if))) return []
  const steps: PlannedStep[] = []
  for (const [key, step] of Object.entries(living(flow.steps))) {
    if (!(await holds(doing, flow.object, record.id, step.if))) continue
    const named = await peopleOf(doing, flow.object, record.id, step.approvers)
    const people = await withDelegates(doing, named, contextOf(doing).today)
    const others = flow.self ? people : people.filter((one) => one !== doing.who.id)
    // Somebody must be able to say yes; where only the asker could, administrators are asked.
    const asked = others.length
      ? others
      : (await withRole(doing, 'admin')).filter((one) => !flow.four_eyes || one !== doing.who.id)
    if (asked.length === 0) refuse('no-approver', { step: step.label })
    steps.push({ key, step, people: asked })
  }
  return steps
}

/** Starts the flow: the record waits, the first approvers are asked; where no step applies it is approved at once. */
export async function askApproval(
  doing: Doing,
  name: string,
  record: Row,
): Promise<{ approval: string | null; stage: string }> {
  const flow = flowOf(doing, name)
  const ctx = contextOf(doing)
  const steps = await planApproval(doing, flow, record)
  if (steps.length === 0) {
    await stageTo(doing, flow, record, flow.approved)
    return { approval: null, stage: flow.approved }
  }
  const approval = await ctx.create('approval', {
    flow: name,
    object_name: flow.object,
    record_id: record.id,
    record_version: record.version,
    asked_by: doing.who.id,
    content_hash: typeof record.hash === 'string' ? record.hash : null,
    owner: doing.who.id,
  })
  let position = 0
  for (const [index, { key, step, people }] of steps.entries())
    for (const [i, person] of people.entries()) {
      const open = index === 0 && (step.mode !== 'sequence' || i === 0)
      await ctx.create('approval_task', {
        approval: approval.id,
        step: key,
        person,
        owner: person,
        position: position++,
        asked_at: open ? doing.at.now.toISOString() : null,
      })
      if (open) await announce(doing, flow, record, person, 'asked')
    }
  await tellStep(doing, flow, record, steps[0]!.key)
  await stageTo(doing, flow, record, flow.waiting)
  return { approval: approval.id, stage: flow.waiting }
}

/** 抄送: whoever the step names hears that it has begun. */
async function tellStep(doing: Doing, flow: ApprovalFlow, record: Row, key: string): Promise<void> {
  const step = flow.steps[key]
  if (!step?.cc?.length) return
  const title = titleOf(doing, flow, record)
  await contextOf(doing).notify(await peopleOf(doing, flow.object, record.id, step.cc), {
    zh: `抄送：「${flow.label.zh} · ${step.label.zh}」${title}`,
    en: `For your information: “${flow.label.en} · ${step.label.en}” ${title}`,
    object: flow.object,
    record: record.id,
  })
}

export const titleOf = (doing: Doing, flow: ApprovalFlow, record: Row): string =>
  String(record[doing.app.objects[flow.object]!.title] ?? '')

/** How an approval comes to somebody: asked for, by the turn of the flow, or from the hands of another approver. */
const arrivals = {
  asked: { zh: '{who} 提交了「{flow}」：{title}', en: '{who} asks for “{flow}”: {title}' },
  turn: { zh: '轮到您审批「{flow}」：{title}', en: 'It is your turn, “{flow}”: {title}' },
  transfer: {
    zh: '{who} 把「{flow}」转交给您：{title}',
    en: '{who} hands you “{flow}”: {title}',
  },
  add: {
    zh: '{who} 请您先看「{flow}」：{title}',
    en: '{who} asks you to look first at “{flow}”: {title}',
  },
} as const

const announce = (
  doing: Doing,
  flow: ApprovalFlow,
  record: Row,
  person: string,
  how: keyof typeof arrivals,
  note: string | null = null,
): Promise<void> => {
  const told = (language: 'zh' | 'en'): string =>
    sentence(
      arrivals[how][language],
      {
        who: doing.who.name,
        flow: flow.label[language],
        title: titleOf(doing, flow, record) || record.id,
      },
      language,
    )
  const why = note?.trim().slice(0, 300) ?? ''
  return contextOf(doing).notify([person], {
    zh: `${told('zh')}${why && `，${why}`}`,
    en: `${told('en')}${why && `, ${why}`}`,
    object: flow.object,
    record: record.id,
    // What waits for a yes stands among the person's work by itself.
    seen: true,
  })
}

interface Open {
  readonly approval: Row
  readonly flow: ApprovalFlow
  /** Tasks without an answer, in their order. */
  readonly waiting: readonly Row[]
  /** The caller's task among those that are open now; an administrator may answer for whoever is asked. */
  readonly mine: Row | null
}

/** The open approval of a record, locked. */
async function openApproval(doing: Doing, record: Row): Promise<Open> {
  const ctx = contextOf(doing)
  const [approval] = await ctx.find(
    'approval',
    { record_id: record.id, stage: 'waiting' },
    { lock: true },
  )
  if (!approval) refuse('no-approval')
  const all = await ctx.find(
    'approval_task',
    { approval: approval.id },
    { sort: 'position', lock: true },
  )
  const waiting = all.filter((one) => one.stage === 'waiting')
  const open = waiting.filter((one) => one.step === waiting[0]!.step && one.asked_at !== null)
  const oldest = open.toSorted((a, b) => String(a.asked_at).localeCompare(String(b.asked_at)))[0]
  const mine =
    open.find((one) => one.person === doing.who.id) ??
    (doing.who.roles.includes('admin') ? oldest : undefined) ??
    null
  return { approval, flow: flowOf(doing, approval.flow as string), waiting, mine }
}

/** The caller's yes or no; the log says who answered, also where an administrator did it for somebody. */
export async function answerApproval(
  doing: Doing,
  record: Row,
  answer: 'approve' | 'reject',
  comment: string | null,
): Promise<{ stage: string }> {
  const { approval, flow, waiting, mine } = await openApproval(doing, record)
  if (!mine) refuse('no-approval')
  if (approval.asked_by === doing.who.id && !mayAnswerOwn(flow, isAdmin(doing.who)))
    refuse('own-approval')
  await contextOf(doing).change('approval_task', mine.id, {
    answered_at: doing.at.now.toISOString(),
    comment,
    answered_by: doing.who.id,
  })
  await setStage(doing, 'approval_task', mine.id, answer === 'approve' ? 'approved' : 'rejected')
  if (answer === 'reject') {
    await closeRest(
      doing,
      waiting.filter((one) => one.id !== mine.id),
      'skipped',
    )
    return end(doing, flow, approval, record, 'rejected', comment)
  }
  return goOn(
    doing,
    flow,
    approval,
    record,
    mine,
    waiting.filter((one) => one.id !== mine.id),
  )
}

/** After a yes: whoever waits for exactly this one, the rest of the step, the next step, or the end. */
async function goOn(
  doing: Doing,
  flow: ApprovalFlow,
  approval: Row,
  record: Row,
  mine: Row,
  waiting: readonly Row[],
): Promise<{ stage: string }> {
  const steps = living(flow.steps)
  const after = waiting.find((one) => one.id === mine.then_task)
  if (after) {
    await openTask(doing, flow, record, after)
    return { stage: flow.waiting }
  }
  const rest = waiting.filter((one) => one.step === mine.step)
  const mode = steps[mine.step as string]?.mode ?? 'any'
  if (mode === 'any') await closeRest(doing, rest, 'skipped')
  else if (rest.length) {
    if (mode === 'sequence') await openTask(doing, flow, record, rest[0]!)
    return { stage: flow.waiting }
  }
  const next = waiting.filter((one) => one.step !== mine.step)
  if (next.length === 0) return end(doing, flow, approval, record, 'approved')
  const nextStep = next[0]!.step as string
  const first = next.filter((one) => one.step === nextStep)
  for (const task of steps[nextStep]?.mode === 'sequence' ? first.slice(0, 1) : first)
    await openTask(doing, flow, record, task)
  await tellStep(doing, flow, record, nextStep)
  return { stage: flow.waiting }
}

/** Withdraw, return, transfer, add: each leaves its line in the log and tells whom it concerns. */
export async function amendApproval(
  doing: Doing,
  record: Row,
  how: ApprovalChange,
): Promise<{ stage: string }> {
  const ctx = contextOf(doing)
  const { approval, flow, waiting, mine } = await openApproval(doing, record)
  const now = doing.at.now.toISOString()
  if (how.do === 'withdraw') {
    const own = approval.asked_by === doing.who.id || doing.who.roles.includes('admin')
    if (!own && how.because === undefined) refuse('no-approval')
    await closeRest(doing, waiting, 'withdrawn')
    return end(doing, flow, approval, record, 'withdrawn', how.because ?? null)
  }
  if (!mine) refuse('no-approval')
  if (how.do === 'return') {
    await ctx.change('approval_task', mine.id, {
      answered_at: now,
      comment: how.comment,
      answered_by: doing.who.id,
    })
    await setStage(doing, 'approval_task', mine.id, 'returned')
    await closeRest(
      doing,
      waiting.filter((one) => one.id !== mine.id),
      'skipped',
    )
    return end(doing, flow, approval, record, 'returned', how.comment)
  }
  const person = await handedTo(doing, how.person)
  if (person === approval.asked_by && !flow.self) refuse('own-approval')
  // Whoever is asked already answers once; a second task of theirs would ask for the same answer again.
  if (waiting.some((one) => one.step === mine.step && one.person === person))
    refuse('already-asked', { name: (await namesOf(doing, [person]))[0]! })
  const task = {
    approval: approval.id,
    step: mine.step,
    person,
    owner: person,
    position: mine.position,
    asked_at: now,
    handed_by: doing.who.id,
    note: how.comment,
  }
  if (how.do === 'transfer') {
    await ctx.create('approval_task', { ...task, then_task: mine.then_task ?? null })
    await ctx.change('approval_task', mine.id, {
      answered_at: now,
      comment: how.comment,
      answered_by: doing.who.id,
    })
    await setStage(doing, 'approval_task', mine.id, 'transferred')
  } else {
    await ctx.create('approval_task', { ...task, then_task: mine.id })
    await ctx.change('approval_task', mine.id, { asked_at: null })
  }
  await announce(doing, flow, record, person, how.do, how.comment)
  return { stage: flow.waiting }
}

/** Whoever is meant, or who stands in for them today; somebody who works here. */
async function handedTo(doing: Doing, meant: string): Promise<string> {
  const [person] = await withDelegates(doing, [meant], contextOf(doing).today)
  const { name, active } = await contextOf(doing).get('person', person!)
  if (active !== true) refuse('not-here', { name: String(name ?? '') })
  return person!
}

async function openTask(doing: Doing, flow: ApprovalFlow, record: Row, task: Row): Promise<void> {
  await contextOf(doing).change('approval_task', task.id, { asked_at: doing.at.now.toISOString() })
  await announce(doing, flow, record, task.person as string, 'turn')
}

async function closeRest(doing: Doing, tasks: readonly Row[], stage: string): Promise<void> {
  for (const task of tasks) await setStage(doing, 'approval_task', task.id, stage)
}

// Approval records have stages but no moves of their own: this engine is their lifecycle.
const setStage = (doing: Doing, object: string, id: string, stage: string): Promise<boolean> =>
  change(doing, object, id, {}, 'action', { stage, deed: 'move' })

const outcomes = {
  approved: { zh: '同意了', en: 'approved' },
  rejected: { zh: '拒绝了', en: 'rejected' },
  returned: { zh: '退回了', en: 'returned for correction:' },
  withdrawn: { zh: '撤回了', en: 'withdrew' },
} as const

async function end(
  doing: Doing,
  flow: ApprovalFlow,
  approval: Row,
  record: Row,
  outcome: keyof typeof outcomes,
  /** Why, in the words of whoever decided, or of what left nothing to decide. */
  comment: string | Words | null = null,
): Promise<{ stage: string }> {
  await contextOf(doing).change('approval', approval.id, {
    answered_at: doing.at.now.toISOString(),
  })
  await setStage(doing, 'approval', approval.id, outcome)
  const stage =
    outcome === 'approved' ? flow.approved : outcome === 'rejected' ? flow.rejected : flow.returned
  await stageTo(doing, flow, record, stage)
  const title = titleOf(doing, flow, record)
  const words = outcomes[outcome]
  const told = {
    zh: `${doing.who.name} ${words.zh}「${flow.label.zh}」：${title}`,
    en: `${doing.who.name} ${words.en} “${flow.label.en}”: ${title}`,
  }
  const why = (language: keyof Words): string =>
    ((typeof comment === 'string' ? comment : comment?.[language]) ?? '').trim().slice(0, 300)
  if (approval.asked_by && approval.asked_by !== doing.who.id)
    await contextOf(doing).notify([approval.asked_by as string], {
      zh: `${told.zh}${why('zh') && `，意见：${why('zh')}`}`,
      en: `${told.en}${why('en') && `, saying: ${why('en')}`}`,
      object: flow.object,
      record: record.id,
    })
  if (flow.cc?.length) {
    const others = (await peopleOf(doing, flow.object, record.id, flow.cc)).filter(
      (one) => one !== approval.asked_by,
    )
    await contextOf(doing).notify(others, {
      zh: `抄送：${told.zh}`,
      en: `For your information: ${told.en}`,
      object: flow.object,
      record: record.id,
    })
  }
  return { stage }
}

async function stageTo(
  doing: Doing,
  flow: ApprovalFlow,
  record: Row,
  stage: string,
): Promise<void> {
  await change(doing, flow.object, record.id, {}, 'action', { stage, deed: 'move' })
}
