// Which addresses set automations off from outside, and where are their runs to be seen?
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Automation } from '#kernel/automation/automation.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { ident, sql } from '#kernel/sql.ts'
import { addRun, type NewRun } from '#server/automations/runs.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { uuid7 } from '#server/records/uuid7.ts'
import type { Call, Route } from './routes.ts'

const settingOf = (name: string): string => `hook.${name}`
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const what = { zh: '入口', en: 'hook' }

/** The caller says the token that the administrator was shown; whether it is wrong or there is no such hook looks the same. */
async function hook(jobs: Jobs, call: Call): Promise<unknown> {
  const { world } = call.machine
  const name = call.params.name!
  const automation = Object.hasOwn(world.app.automations, name)
    ? world.app.automations[name]
    : undefined
  const [row] = await world.db.query<{ value: string }>(
    sql`select value from setting where name = ${settingOf(name)}`,
  )
  const token = call.request.headers['x-openltc-token']
  const stored = Buffer.from(row?.value ?? '0'.repeat(64), 'hex')
  const right = timingSafeEqual(hashOf(typeof token === 'string' ? token : ''), stored)
  if (!right || !row || automation?.when.on !== 'webhook' || automation.paused)
    refuse('not-found', { what })
  const { body } = call
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    refuse('malformed', { reason: 'JSON object / 对象' })
  const given = (body ?? {}) as Record<string, unknown>
  const record = await recordOf(call, automation, given.id)
  const id = uuid7(world.now().getTime())
  const key = call.request.headers['idempotency-key']
  const event = `hook ${typeof key === 'string' ? key.slice(0, 255) : id}`
  const object = automation.when.object
  const run = { id, automation: name, event, object, record, depth: 0, given }
  const added = await world.db.transaction((tx) => addRun(tx, jobs, run, world.now()))
  call.reply.code(202)
  if (added === 'storm') refuse('too-many', { seconds: 60 })
  return { run: added === 'known' ? await sameAs(call, run) : id }
}

/** The run of the first time. Another body under its key is another call, which must not be lost without a word. */
async function sameAs({ machine: { world } }: Call, run: NewRun): Promise<string> {
  const [first] = await world.db.query<{ id: string; same: boolean }>(
    sql`select id, given::jsonb = ${JSON.stringify(run.given)}::jsonb as same from automation_run where automation = ${run.automation} and event = ${run.event} order by created_at limit 1`,
  )
  return first?.same ? first.id : refuse('key-reused')
}

/** The record that the caller speaks of. One that is not there is told at once: a run without it would do something else. */
async function recordOf(
  { machine: { world } }: Call,
  { when: { object }, if: condition }: Automation,
  id: unknown,
): Promise<string | null> {
  const problems = new Problems()
  const what = { object: world.app.objects[object]!.label }
  if (id === undefined || id === null) {
    // A condition is one over a record: without one it would be passed over.
    if (condition !== undefined) problems.add('id', 'required')
  } else if (!isUuid(id)) problems.add('id', 'no-such-record', what)
  else {
    const [found] = await world.db.query(
      sql`select 1 from ${ident(object)} where id = ${id}::uuid and removed_at is null`,
    )
    if (!found) problems.add('id', 'no-such-record', what)
  }
  problems.done()
  return (id ?? null) as string | null
}

async function newToken(call: Call): Promise<unknown> {
  const { world } = call.machine
  const name = call.params.name!
  if (
    !Object.hasOwn(world.app.automations, name) ||
    world.app.automations[name]!.when.on !== 'webhook'
  )
    refuse('not-found', { what })
  const token = randomBytes(24).toString('base64url')
  await world.db.query(
    sql`insert into setting (name, value) values (${settingOf(name)}, ${JSON.stringify(hashOf(token).toString('hex'))}::json) on conflict (name) do update set value = excluded.value`,
  )
  return { token, url: `/api/v1/hooks/${name}`, header: 'X-OpenLTC-Token' }
}

export const hookRoutes = (jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/v1/hooks/:name',
    gate: 'open',
    says: 'Set an automation off from outside, by its token',
    run: (call) => hook(jobs, call),
    bodyLimit: 200_000,
  },
  {
    method: 'POST',
    url: '/api/v1/model/automations/:name/token',
    gate: 'admin',
    secret: true,
    says: 'A new token for a hook; shown once',
    run: newToken,
  },
]
