// What does an event set off? The automations that wait for such events, each as a run in the event's own transaction.
import type { App } from '#kernel/app.ts'
import { type Automation, runsPerMinute } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { contextOf } from '#server/world/context-of.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import {
  circumstances,
  type Doing,
  type LoggedEvent,
  systemWho,
  type World,
} from '#server/world/world.ts'
import { addRun, deepest, type Run } from './runs.ts'
import { tellInformed } from './stage-notices.ts'

type Named = readonly [string, Automation]
const known = new WeakMap<App, ReadonlyMap<string, readonly Named[]>>()

/** The automations of an App that wait for events, by object. */
function waiting(app: App): ReadonlyMap<string, readonly Named[]> {
  let map = known.get(app)
  if (!map) {
    const grown = new Map<string, Named[]>()
    for (const one of Object.entries(app.automations))
      if (!one[1].paused && one[1].when.on !== 'schedule' && one[1].when.on !== 'webhook')
        grown.set(one[1].when.object, [...(grown.get(one[1].when.object) ?? []), one])
    known.set(app, (map = grown))
  }
  return map
}

/** The hook of the world: called inside the transaction of every event. */
export function afterEvent(world: World, jobs: Jobs): NonNullable<World['afterEvent']> {
  return async (tx, event, row) => {
    if (event.changes.stage && event.deed !== 'overdue') await tellInformed(world, tx, event, row)
    if (event.object === 'approval' && event.changes.stage)
      await approvalEnded(world, jobs, tx, event)
    const matching = (waiting(world.app).get(event.object) ?? []).filter(([, one]) =>
      fits(one, event),
    )
    if (matching.length === 0) return
    const depth = await depthOf(tx, event)
    for (const [name] of matching) {
      const id = uuid7(world.now().getTime())
      const key = `${event.record} ${event.version} ${event.deed} ${event.action ?? ''} ${await transactionOf(tx)}`
      if (depth > deepest) await stopLoop(world, tx, name, id, key, event, depth)
      else {
        const added = await addRun(
          tx,
          jobs,
          { id, automation: name, event: key, object: event.object, record: event.record, depth },
          world.now(),
          world.app.automations[name]!.per_minute,
        )
        if (added === 'storm' || (typeof added === 'object' && added.first))
          await tellStorm(world, tx, name, event, added === 'storm')
      }
    }
  }
}

export function fits({ when }: Automation, event: LoggedEvent): boolean {
  switch (when.on) {
    case 'create':
      return event.deed === 'create'
    case 'change':
      return (
        (event.deed === 'change' || event.deed === 'move') &&
        (!when.fields || when.fields.some((field) => event.changes[field]))
      )
    case 'move':
      return (
        event.changes.stage !== undefined &&
        event.deed !== 'create' &&
        event.deed !== 'overdue' &&
        (!when.stage || event.changes.stage[1] === when.stage)
      )
    case 'overdue':
      return event.deed === 'overdue' && (!when.stage || event.changes.stage?.[1] === when.stage)
    case 'action':
      return event.deed === 'action' && event.action === when.action
    default:
      return false
  }
}

const transactionOf = async (tx: Asks): Promise<string> =>
  (await tx.text(sql`select pg_current_xact_id()::text`)) ?? ''

/** How many links lie between this event and what a person did. */
async function depthOf(tx: Asks, { cause }: LoggedEvent): Promise<number> {
  if (cause.kind !== 'automation' || !isUuid(cause.id)) return 0
  const [row] = await tx.query<{ depth: number }>(
    sql`select depth from automation_run where id = ${cause.id}::uuid`,
  )
  return (row?.depth ?? 0) + 1
}

/** A chain that sets itself off again and again ends here, with a row that says so and a word to the administrators. */
async function stopLoop(
  world: World,
  tx: Asks,
  name: string,
  id: string,
  key: string,
  event: LoggedEvent,
  depth: number,
): Promise<void> {
  const at = world.now().toISOString()
  const label = world.app.automations[name]!.label
  const says = {
    zh: `自动化「${label.zh}」循环触发超过 ${deepest} 层，已停止`,
    en: `The automation “${label.en}” set itself off more than ${deepest} times over and was stopped`,
  }
  await tx.query(sql`insert into automation_run (id, automation, event, object, record, stage, depth, error, due_at, created_at, ended_at) values
    (${id}::uuid, ${name}, ${key}, ${event.object}, ${event.record}::uuid, 'stopped', ${depth}::int, ${JSON.stringify(says)}::json, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz) on conflict do nothing`)
  await tellOwner(world, tx, name, { ...says, object: event.object, record: event.record })
}

/** Too many runs at once: the owner hears it when the limit is met, and again when runs are left out. */
async function tellStorm(
  world: World,
  tx: Asks,
  name: string,
  event: LoggedEvent,
  left: boolean,
): Promise<void> {
  const { label, per_minute = runsPerMinute } = world.app.automations[name]!
  if (left && !(await onceAnHour(world, tx, `storm.${name}`))) return
  await tellOwner(world, tx, name, {
    zh: left
      ? `自动化「${label.zh}」积压超过一小时，新的触发不再执行`
      : `自动化「${label.zh}」每分钟触发超过 ${per_minute} 次，已排队依次执行`,
    en: left
      ? `The automation “${label.en}” is more than an hour behind; what sets it off now is left out`
      : `The automation “${label.en}” was set off more than ${per_minute} times a minute; the runs wait for their turn`,
    object: event.object,
    record: event.record,
  })
}

/** Is it the first time within an hour? */
async function onceAnHour(world: World, tx: Asks, what: string): Promise<boolean> {
  const now = world.now()
  const rows =
    await tx.query(sql`insert into setting (name, value) values (${what}, to_json(${now.toISOString()}::text)) on conflict (name) do update set value = excluded.value
    where (setting.value #>> '{}')::timestamptz < ${new Date(now.getTime() - 3_600_000).toISOString()}::timestamptz returning 1`)
  return rows.length > 0
}

/** A run has failed: its owner hears it, of many in a row the first of an hour. */
export async function tellFailure(world: World, tx: Asks, run: Run, says: Words): Promise<void> {
  const label = world.app.automations[run.automation]?.label
  if (!label || !(await onceAnHour(world, tx, `failed.${run.automation}`))) return
  await tellOwner(world, tx, run.automation, {
    zh: `自动化「${label.zh}」有一次运行失败：${says.zh.slice(0, 500)}`,
    en: `A run of the automation “${label.en}” failed: ${says.en.slice(0, 500)}`,
    object: run.object,
    record: run.record,
  })
}

/** Whoever last changed the automation hears it; administrators where that was the standard or somebody who has left. */
async function tellOwner(
  world: World,
  tx: Asks,
  name: string,
  { record, ...notice }: { zh: string; en: string; object: string; record: string | null },
): Promise<void> {
  const quiet: World = { ...world, afterEvent: null }
  const doing: Doing = {
    world: quiet,
    app: world.app,
    tx,
    who: systemWho,
    at: circumstances(world, systemWho),
    cause: { kind: 'system' },
    action: null,
  }
  const [owner] = await tx.query<{
    id: string
  }>(sql`with now as (select changes::jsonb #> array['automations', ${name}::text] as def from model_version order by version desc limit 1)
    select p.id from model_version v join now on v.changes::jsonb #> array['automations', ${name}::text] = now.def join person p on p.id = v.who and p.active and p.removed_at is null order by v.version limit 1`)
  const admins = owner
    ? [owner]
    : await tx.query<{ id: string }>(
        sql`select id from person where active and removed_at is null and 'admin' = any(roles) and id <> ${systemWho.id}::uuid`,
      )
  await contextOf(doing).notify(
    admins.map((one) => one.id),
    record === null ? { zh: notice.zh, en: notice.en } : { ...notice, record },
  )
}

/** Runs that waited for the approval of a record go on after a yes and end after a no. */
async function approvalEnded(
  world: World,
  jobs: Jobs,
  tx: Asks,
  event: LoggedEvent,
): Promise<void> {
  const to = event.changes.stage![1]
  if (to === 'waiting') return
  const goesOn = to === 'approved'
  const rows = await tx.query<{
    id: string
  }>(sql`update automation_run set awaits = null, stage = ${goesOn ? 'waiting' : 'stopped'}, due_at = ${world.now().toISOString()}::timestamptz,
    ended_at = case when ${goesOn}::boolean then null else ${world.now().toISOString()}::timestamptz end
    where stage = 'waiting' and awaits = (select record_id::uuid from approval where id = ${event.record}::uuid) returning id`)
  if (goesOn && rows.length)
    await jobs.enqueue(tx, 'automation', { runs: rows.map((row) => row.id) })
}
