// Which addresses set automations off from outside, and where are their runs to be seen?
import type { HookSecret } from '#kernel/api/automation.ts'
import type { Automation } from '#kernel/automation/automation.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { ident, sql } from '#kernel/sql.ts'
import { hookHeaders, isToken, newSecret, signedBy } from '#server/automations/hook-proof.ts'
import { addRun, type NewRun } from '#server/automations/runs.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { rawOf } from './raw-body.ts'
import type { Call, Route } from './routes.ts'

const what = { zh: '入口', en: 'hook' }

/** Refuses whoever does not prove that they may; whether the proof is wrong or there is no such hook looks the same. */
async function mustProve(
  call: Call,
  name: string,
  automation: Automation | undefined,
): Promise<void> {
  const { world, login } = call.machine
  const { headers } = call.request
  const said = (header: string): unknown => headers[header.toLowerCase()]
  const when = automation?.when
  const isThere = when?.on === 'webhook' && !automation!.paused
  if (when?.on !== 'webhook' || !when.signed) {
    const right = await isToken(world.db, name, said(hookHeaders.token))
    if (!right || !isThere) refuse('not-found', { what })
    return
  }
  const signed = await signedBy(
    world.db,
    name,
    {
      timestamp: said(hookHeaders.timestamp),
      signature: said(hookHeaders.signature),
      key: keyIn(call),
      body: rawOf(call.request),
    },
    login.hands.secrets(),
    world.now(),
  )
  if (signed === 'no' || !isThere) refuse('not-found', { what })
  if (signed === 'old') refuse('signature-old')
}

const keyIn = ({ request }: Call): string | null => {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' ? key : null
}

/** What names the call: its own key, or what it was signed with, or nothing that could come a second time. */
function nameOf(call: Call, { when }: Automation, id: string): string {
  const signature = call.request.headers[hookHeaders.signature.toLowerCase()]
  const signed = when.on === 'webhook' && when.signed && typeof signature === 'string'
  return `hook ${(keyIn(call) ?? (signed ? signature : id)).slice(0, 255)}`
}

async function hook(jobs: Jobs, call: Call): Promise<unknown> {
  const { world } = call.machine
  const name = call.params.name!
  const found = Object.hasOwn(world.app.automations, name) ? world.app.automations[name] : undefined
  await mustProve(call, name, found)
  const automation = found!
  const { body } = call
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    refuse('malformed', { reason: 'JSON object / 对象' })
  const given = (body ?? {}) as Record<string, unknown>
  const record = await recordOf(call, automation, given.id)
  const id = uuid7(world.now().getTime())
  const event = nameOf(call, automation, id)
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

async function newToken(call: Call): Promise<HookSecret> {
  const { world, login } = call.machine
  const name = call.params.name!
  const when = Object.hasOwn(world.app.automations, name)
    ? world.app.automations[name]!.when
    : undefined
  if (when?.on !== 'webhook') refuse('not-found', { what })
  const signed = when.signed === true
  const secret = await newSecret(world.db, name, signed, () => login.hands.secrets())
  const { token, timestamp, signature } = hookHeaders
  return {
    token: secret,
    url: `/api/v1/hooks/${name}`,
    ...(signed ? { header: signature, timestamp } : { header: token }),
  }
}

export const hookRoutes = (jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/v1/hooks/:name',
    gate: 'open',
    says: 'Set an automation off from outside, by its token or signed with its secret',
    run: (call) => hook(jobs, call),
    bodyLimit: 200_000,
  },
  {
    method: 'POST',
    url: '/api/v1/model/automations/:name/token',
    gate: 'admin',
    secret: true,
    says: 'A new token or secret for a hook; shown once',
    run: newToken,
  },
]
