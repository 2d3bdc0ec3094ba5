// What would this automation do with that record? Every step is really done, in a transaction that is taken back.
import type { App } from '#kernel/app.ts'
import type { TestEffect, TestRun } from '#kernel/api/automation.ts'
import { type Automation, inOrder } from '#kernel/automation/automation.ts'
import { Refusal, refuse, type Words } from '#kernel/error.ts'
import { targetOf } from '#kernel/field.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import { wholeView } from '#server/world/rights.ts'
import { get, rowsOf } from '#server/reading/read.ts'
import {
  circumstances,
  type Doing,
  type LoggedEvent,
  systemWho,
  type World,
} from '#server/world/world.ts'
import { fits } from './after-event.ts'
import { applies, oneOp } from './run-automation.ts'
import type { Run } from './runs.ts'
import type { Letter, Reach } from './step.ts'
import { stepRefusal } from './step-refusal.ts'

/** Carries what was found out of the transaction that it ends. */
class TakenBack extends Error {
  readonly found: TestRun
  constructor(found: TestRun) {
    super('taken back')
    this.found = found
  }
}

/** Runs the automation as `app` has it on one record; nothing stays, nothing leaves the machine, nobody is told. */
export async function testRun(
  world: World,
  app: App,
  name: string,
  record: string,
): Promise<TestRun> {
  const automation =
    app.automations[name] ?? refuse('not-found', { what: { zh: '自动化', en: 'automation' } })
  try {
    await world.db.transaction(
      async (tx) => {
        throw new TakenBack(await inside(world, app, name, automation, record, tx))
      },
      { statementMs: 10_000 },
    )
  } catch (error) {
    if (error instanceof TakenBack) return error.found
    throw error
  }
  throw new Error('a test run is always taken back')
}

async function inside(
  world: World,
  app: App,
  name: string,
  automation: Automation,
  record: string,
  tx: Doing['tx'],
): Promise<TestRun> {
  // Stages of a draft are none yet; of what is done here nothing stays.
  await tx.query(sql`select set_config('openltc.tried', 'on', true)`)
  const events: LoggedEvent[] = []
  const titles = new Map<string, string>()
  const letters: Letter[] = []
  const calls: { address: string; body: string }[] = []
  const quiet: World = {
    ...world,
    app,
    afterEvent: async (_tx, event, row) => {
      events.push(event)
      const title = row[app.objects[event.object]?.title ?? '']
      if (typeof title === 'string') titles.set(event.record, title)
    },
  }
  const reach: Reach = {
    mail: async (letter) => void letters.push(letter),
    call: async (address, what) => {
      calls.push({ address, body: what.body ?? '' })
      return { status: 200, type: '', text: '' }
    },
  }
  const run: Run = {
    id: '00000000-0000-0000-0000-000000000000',
    automation: name,
    object: automation.when.object,
    record,
    stage: 'waiting',
    step: 0,
    depth: 0,
    due_at: world.now().toISOString(),
    awaits: null,
    given: null,
    log: [],
  }
  const doing = (now: Date): Doing => ({
    world: { ...quiet, now: () => now },
    app,
    tx,
    who: systemWho,
    at: circumstances(world, systemWho, now),
    cause: { kind: 'automation', id: run.id },
    action: null,
  })
  let now = world.now()
  await get(tx, wholeView(doing(now)), doing(now).at, run.object, record)
  if (!(await applies(doing(now), automation, run)))
    return { applies: false, steps: [], ended: 'left' }
  const ops = inOrder(automation.steps)
  const steps: TestRun['steps'] = []
  for (let at = 0, turns = 0; at < ops.length && turns < 300; turns++) {
    const op = ops[at]!
    if (op.step === null) {
      at = op.to
      continue
    }
    events.length = letters.length = calls.length = 0
    try {
      const { end, next } = await oneOp(
        { doing: doing(now), run: { ...run, step: at }, reach },
        op,
        at,
      )
      await nameRefs(doing(now), events, titles)
      steps.push({
        path: op.path,
        do: op.step.do,
        says: end.says,
        effects: effectsOf(app, events, letters, calls, titles),
        sets_off: setsOff(app, name, events),
        error: null,
        at: now.toISOString(),
      })
      if (end.until) now = end.until
      at = next
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      steps.push({
        path: op.path,
        do: op.step.do,
        says: stepRefusal(app, op.step, run.object, error),
        effects: [],
        sets_off: [],
        error: stepRefusal(app, op.step, run.object, error),
        at: now.toISOString(),
      })
      return { applies: true, steps, ended: 'failed' }
    }
  }
  return { applies: true, steps, ended: 'done' }
}

/** What the step did to rows and what it would have sent, in words of the model. */
function effectsOf(
  app: App,
  events: readonly LoggedEvent[],
  letters: readonly Letter[],
  calls: readonly { address: string; body: string }[],
  titles: ReadonlyMap<string, string>,
): TestEffect[] {
  const rows = events
    .filter((event) => event.deed !== 'action')
    .map((event): TestEffect => {
      const object = app.objects[event.object]
      const fields = Object.entries(event.changes).filter(
        ([field]) => field !== 'stage_since' && object?.fields[field],
      )
      const isNotice = event.object === 'notice'
      return {
        kind: isNotice ? 'notice' : 'record',
        deed: event.deed,
        object: event.object,
        label: object?.label ?? { zh: event.object, en: event.object },
        record: event.record,
        title: titles.get(event.record) ?? '',
        changes: fields.map(([field, [before, after]]) => ({
          field,
          label: object!.fields[field]!.label,
          before: shown(object!, field, before, titles),
          after: shown(object!, field, after, titles),
        })),
        text: null,
      }
    })
  const none: Words = { zh: '', en: '' }
  return [
    ...rows,
    ...letters.map((one): TestEffect => ({
      kind: 'mail',
      deed: 'send',
      object: null,
      label: none,
      record: null,
      title: one.to,
      changes: [],
      text: `${one.subject}\n\n${one.text}`,
    })),
    ...calls.map((one): TestEffect => ({
      kind: 'call',
      deed: 'send',
      object: null,
      label: none,
      record: null,
      title: one.address,
      changes: [],
      text: one.body,
    })),
  ]
}

/** Learns what the records are called to which the events refer. */
async function nameRefs(
  doing: Doing,
  events: readonly LoggedEvent[],
  titles: Map<string, string>,
): Promise<void> {
  const asked = new Map<string, Set<string>>()
  for (const event of events)
    for (const [name, pair] of Object.entries(event.changes)) {
      const field = doing.app.objects[event.object]?.fields[name]
      const target = field && targetOf(field)
      if (!target) continue
      for (const id of pair)
        if (isUuid(id) && !titles.has(id))
          asked.set(target, (asked.get(target) ?? new Set<string>()).add(id))
    }
  for (const [from, ids] of asked) {
    const title = doing.app.objects[from]?.title
    if (!title) continue
    const ask = { from, ids: [...ids].slice(0, mostNamed), select: ['id', title], limit: mostNamed }
    for (const row of await rowsOf(doing.tx, wholeView(doing), doing.at, ask))
      if (typeof row[title] === 'string') titles.set(row.id, row[title])
  }
}
/** More records than this nobody reads the names of. */
const mostNamed = 100

/** A stage or choice by its label in Chinese and English, a record by what it is called; other values as they are. */
function shown(
  object: App['objects'][string],
  field: string,
  value: unknown,
  titles: ReadonlyMap<string, string>,
): Words | null {
  if (value === null || value === undefined) return null
  const def = object.fields[field]!
  const title = titles.get(String(value))
  if (title !== undefined && targetOf(def) !== null) return { zh: title, en: title }
  if (def.kind === 'stage') return object.lifecycle?.stages[String(value)]?.label ?? both(value)
  if (def.kind === 'choice') return def.choices[String(value)]?.label ?? both(value)
  return both(value)
}
const both = (value: unknown): Words => {
  const text =
    typeof value === 'object'
      ? JSON.stringify(value)
      : isUuid(value)
        ? `…${String(value).slice(-6)}`
        : String(value)
  return { zh: text, en: text }
}

/** Which other automations, or itself again, these events would set off. */
const setsOff = (
  app: App,
  own: string,
  events: readonly LoggedEvent[],
): { name: string; label: Words; itself: boolean }[] =>
  Object.entries(app.automations).flatMap(([name, one]) =>
    !one.paused && events.some((event) => event.object === one.when.object && fits(one, event))
      ? [{ name, label: one.label, itself: name === own }]
      : [],
  )
