// Which addresses let a draft of lifecycles, approvals and automations be tried? All of them ask; only a retry does something.
import type { Book, Changes, App } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { inOrder } from '#kernel/automation/automation.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { compose } from '#kernel/merge.ts'
import { ident, sql } from '#kernel/sql.ts'
import { retryRun } from '#server/automations/runs.ts'
import { testRun } from '#server/automations/test-run.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { refuseModel } from '#server/model/wanted.ts'
import { simulate, simulateRoute, stageFigures } from '#server/model/simulate.ts'
import { lastModel } from '#server/records/open-world.ts'
import type { Call, Route } from './routes.ts'

interface Wish {
  readonly app: App
  readonly record: string
  readonly person: string | null
}

/** The application as the draft (`changes`) would make it, and the record on which it is tried. */
async function wishOf(call: Call, book: Book, needs: readonly 'record'[]): Promise<Wish> {
  const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as {
    changes?: unknown
    record?: unknown
    person?: unknown
  }
  const problems = new Problems()
  if (
    body.changes !== undefined &&
    (typeof body.changes !== 'object' || body.changes === null || Array.isArray(body.changes))
  )
    problems.add('changes', 'wrong-type', { expected: { zh: '对象', en: 'object' } })
  if (needs.includes('record') && !isUuid(body.record)) problems.add('record', 'required')
  if (body.person !== undefined && body.person !== null && !isUuid(body.person))
    problems.add('person', 'wrong-type', { expected: { zh: '人员', en: 'person' } })
  problems.done()
  const { world } = call.machine
  const record = isUuid(body.record) ? body.record : ''
  const person = isUuid(body.person) ? body.person : null
  if (body.changes === undefined || Object.keys(body.changes as object).length === 0)
    return { app: world.app, record, person }
  const last = await lastModel(world.db)
  const answer = compileApp(book, compose(last.changes, body.changes as Changes), last.version + 1)
  return 'app' in answer ? { app: answer.app, record, person } : refuseModel(answer.problems)
}

/**
 * A test run writes real rows, so of a draft only what needs no new column is taken over: automations, approvals and
 * lifecycles. Where they name a field that is not published yet, the answer says so.
 */
async function tryOf(call: Call, book: Book): Promise<Wish> {
  const wish = await wishOf(call, book, ['record'])
  const { changes } = (call.body ?? {}) as { changes?: Changes }
  if (!changes) return wish
  const { objects } = call.machine.world.app
  const automations = (changes.automations ?? {}) as Record<string, unknown>
  const lifecycles = Object.entries(
    (changes.objects ?? {}) as Record<string, { lifecycle?: unknown } | null>,
  )
    // A first lifecycle brings a column of its own, so it has to be published before anything can be moved.
    .flatMap(([name, object]) =>
      object?.lifecycle && objects[name]?.lifecycle
        ? [[name, { lifecycle: object.lifecycle }]]
        : [],
    )
  const flows = { automations, ...(changes.approvals ? { approvals: changes.approvals } : {}) }
  const name = call.params.name!
  const alone = Object.hasOwn(automations, name)
    ? { automations: { [name]: automations[name] } }
    : {}
  const last = await lastModel(call.machine.world.db)
  const tried = (patch: object) =>
    compileApp(book, compose(last.changes, patch as Changes), last.version)
  // As much of the draft as can be had without its new columns; what others of its parts lack is not this one's fault.
  let answer = tried({ ...flows, objects: Object.fromEntries(lifecycles) })
  for (const less of [flows, alone]) if (!('app' in answer)) answer = tried(less)
  return 'app' in answer ? { ...wish, app: answer.app } : refuseModel(answer.problems)
}

const run = { zh: '运行', en: 'run' }

async function runs(call: Call): Promise<unknown> {
  const { world } = call.machine
  const automation = call.params.name!
  const rows = await world.db.query<{
    id: string
    object: string
    record: string | null
  }>(sql`select id, automation, object, record, stage, step, depth, due_at, awaits, log, error, created_at, ended_at from automation_run
    where automation = ${automation} order by created_at desc, id desc limit 100`)
  if (rows.length === 0 && !Object.hasOwn(world.app.automations, automation))
    refuse('not-found', { what: { zh: '自动化', en: 'automation' } })
  return { data: await withTitles(call, rows) }
}

async function withTitles<R extends { object: string; record: string | null }>(
  call: Call,
  rows: readonly R[],
): Promise<(R & { title: string | null })[]> {
  const { world } = call.machine
  const titles = new Map<string, string | null>()
  for (const name of new Set(rows.map((row) => row.object))) {
    const object = world.app.objects[name]
    const field = object?.fields[object.title]
    if (!object || !field) continue
    const ids = rows.flatMap((row) => (row.object === name && row.record ? [row.record] : []))
    const found = await world.db.query<{ id: string; title: string | null }>(
      sql`select id, ${ident(field.column ?? object.title)}::text as title from ${ident(name)} where id = any(${ids}::uuid[])`,
    )
    for (const one of found) titles.set(one.id, one.title)
  }
  return rows.map((row) => ({ ...row, title: titles.get(row.record ?? '') ?? null }))
}

async function retry(call: Call, jobs: Jobs): Promise<unknown> {
  const { world } = call.machine
  const id = isUuid(call.params.run) ? call.params.run : refuse('not-found', { what: run })
  const step = (call.body as { step?: unknown } | undefined)?.step ?? 0
  const automation = Object.hasOwn(world.app.automations, call.params.name!)
    ? world.app.automations[call.params.name!]!
    : refuse('not-found', { what: { zh: '自动化', en: 'automation' } })
  const problems = new Problems()
  if (
    typeof step !== 'number' ||
    !Number.isInteger(step) ||
    step < 0 ||
    step >= inOrder(automation.steps).length
  )
    problems.add('step', 'wrong-type', { expected: { zh: '步骤', en: 'a step' } })
  problems.done()
  return world.db.transaction(async (tx) => {
    const [row] = await tx.query(
      sql`select 1 from automation_run where id = ${id}::uuid and automation = ${call.params.name!} for update`,
    )
    if (!row) refuse('not-found', { what: run })
    if (!(await retryRun(tx, jobs, id, step as number, world.now()))) refuse('not-ended')
    return { run: id, step }
  })
}

export const flowRoutes = (book: Book, jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/v1/model/flow/:object/figures',
    gate: 'admin',
    reads: true,
    says: 'How many records stand in each stage, worth what, and too long by the limits of a draft',
    run: async (call) =>
      stageFigures(call.machine.world, (await wishOf(call, book, [])).app, call.params.object!),
  },
  {
    method: 'POST',
    url: '/api/v1/model/flow/:object/simulate',
    gate: 'admin',
    reads: true,
    says: 'Which ways a record could go in a draft, for a person; nothing is done',
    run: async (call) => {
      const wish = await wishOf(call, book, ['record'])
      return simulate(
        call.machine.world,
        wish.app,
        call.who,
        call.params.object!,
        wish.record,
        wish.person,
      )
    },
  },
  {
    method: 'POST',
    url: '/api/v1/model/approvals/:name/simulate',
    gate: 'admin',
    reads: true,
    says: 'Whom an approval flow of a draft would ask about a record; nothing is done',
    run: async (call) => {
      const wish = await wishOf(call, book, ['record'])
      return simulateRoute(call.machine.world, wish.app, call.who, call.params.name!, wish.record)
    },
  },
  {
    method: 'POST',
    url: '/api/v1/model/automations/:name/test',
    gate: 'admin',
    says: 'What an automation of a draft would do with a record, step by step; nothing stays',
    run: async (call) => {
      const wish = await tryOf(call, book)
      return testRun(call.machine.world, wish.app, call.params.name!, wish.record)
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/automations/:name/runs',
    gate: 'admin',
    says: 'What an automation did, newest first',
    run: runs,
  },
  {
    method: 'POST',
    url: '/api/v1/model/automations/:name/runs/:run/retry',
    gate: 'admin',
    says: 'Take an ended run up again at a step',
    run: (call) => retry(call, jobs),
  },
]
