// Who hears that a record came into a stage, or stands there too long? Whom the stage calls informed and accountable.
import { sql, ident } from '#kernel/sql.ts'
import type { AppObject } from '#kernel/app.ts'
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import { beganBy } from '#kernel/time/working-time.ts'
import type { Asks } from '#server/database/pool.ts'
import { contextOf } from '#server/world/context-of.ts'
import { log } from '#server/writing/log.ts'
import { peopleOf } from '#server/reading/whom.ts'
import {
  circumstances,
  type Doing,
  type LoggedEvent,
  systemWho,
  type World,
} from '#server/world/world.ts'
import { stageLabel } from '#server/world/stage-label.ts'

const doingOf = (world: World, tx: Asks): Doing => ({
  world,
  app: world.app,
  tx,
  who: systemWho,
  at: circumstances(world, systemWho),
  cause: { kind: 'system' },
  action: null,
})

/** 知会: a notice to those whom the new stage informs; imported history tells nobody. */
export async function tellInformed(
  world: World,
  tx: Asks,
  event: LoggedEvent,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const object = world.app.objects[event.object]
  const stage = event.changes.stage?.[1]
  const informed = object?.lifecycle?.stages[String(stage)]?.raci?.informed
  if (!object || !informed?.length || event.cause.kind === 'import') return
  const doing = doingOf({ ...world, afterEvent: null }, tx)
  const label = stageLabel(object, stage)
  const title = String(row[object.title] ?? '')
  const people = await peopleOf(doing, object.name, event.record, informed)
  await contextOf(doing).notify(people, {
    zh: `${object.label.zh}「${title}」进入「${label.zh}」`,
    en: `${object.label.en} “${title}” is now in “${label.en}”`,
    object: object.name,
    record: event.record,
  })
}

interface Late {
  id: string
  stage: string
  version: number
  title: string | null
}
/** More than this for one person at once is told in one sentence. */
const together = 5
const mark = 'overdue_until'

/**
 * Every record whose time in its stage ran out since this was last asked: an event that automations may wait for, and a
 * word to the accountable. The moment up to which was looked is kept with what was told, so nothing is told twice.
 */
export function findOverdue(world: World): Promise<number> {
  return world.db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc overdue'))`)
      // Once a minute, and nobody waits for it: the other processors are for people at work.
      await tx.query(sql`set local max_parallel_workers_per_gather = 0`)
      const now = world.now()
      const [last] = await tx.query<{ value: string }>(
        sql`select value from setting where name = ${mark}`,
      )
      await tx.query(
        sql`insert into setting (name, value) values (${mark}, to_json(${now.toISOString()}::text)) on conflict (name) do update set value = excluded.value`,
      )
      // The first time there is no "since": what is late already shows as stuck, without a flood of notices.
      if (!last || new Date(last.value) >= now) return 0
      let told = 0
      for (const object of Object.values(world.app.objects))
        told += await overdueOf(world, tx, object, new Date(last.value), now)
      return told
    },
    { statementMs: 60_000 },
  )
}

async function overdueOf(
  world: World,
  tx: Asks,
  object: AppObject,
  last: Date,
  now: Date,
): Promise<number> {
  const { calendar } = world.company
  const limits = Object.entries(object.lifecycle?.stages ?? {}).flatMap(([name, stage]) => {
    const limit = limitOf(stage)
    return limit
      ? [
          {
            name,
            from: beganBy(calendar, last, limit).toISOString(),
            to: beganBy(calendar, now, limit).toISOString(),
          },
        ]
      : []
  })
  if (limits.length === 0) return 0
  const [names, from, to] = [
    limits.map((one) => one.name),
    limits.map((one) => one.from),
    limits.map((one) => one.to),
  ]
  const field = object.fields[object.title]!
  const rows =
    await tx.query<Late>(sql`select t.id, t.stage, t.version, t.${ident(field.column ?? object.title)}::text as title from ${ident(object.name)} t
    join unnest(${names}::text[], ${from}::timestamptz[], ${to}::timestamptz[]) as l(stage, from_at, to_at) on l.stage = t.stage
    where t.removed_at is null and t.stage_since > l.from_at and t.stage_since <= l.to_at order by t.stage_since limit 5000`)
  const doing = doingOf(world, tx)
  for (const row of rows)
    await log(
      doing,
      {
        object: object.name,
        record: row.id,
        deed: 'overdue',
        version: row.version,
        changes: { stage: [row.stage, row.stage] },
      },
      { id: row.id, stage: row.stage },
    )
  await tellAccountable(doingOf({ ...world, afterEvent: null }, tx), object, rows)
  return rows.length
}

async function tellAccountable(
  doing: Doing,
  object: AppObject,
  rows: readonly Late[],
): Promise<void> {
  const of = new Map<string, Late[]>()
  for (const row of rows)
    for (const person of await peopleOf(
      doing,
      object.name,
      row.id,
      object.lifecycle!.stages[row.stage]?.raci?.accountable ?? [],
    ))
      of.set(person, [...(of.get(person) ?? []), row])
  for (const [person, late] of of) {
    if (late.length > together) {
      await contextOf(doing).notify([person], {
        zh: `${late.length} 条${object.label.zh}超过阶段时限`,
        en: `${late.length} records of ${object.label.en} are over their stage’s limit`,
        object: object.name,
      })
      continue
    }
    for (const row of late) {
      const label = stageLabel(object, row.stage)
      await contextOf(doing).notify([person], {
        zh: `${object.label.zh}「${row.title ?? ''}」在「${label.zh}」超过时限`,
        en: `${object.label.en} “${row.title ?? ''}” is over the limit of “${label.en}”`,
        object: object.name,
        record: row.id,
      })
    }
  }
}
