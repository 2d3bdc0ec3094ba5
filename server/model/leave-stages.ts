// A stage is retired while records stand in it: where do they go? Named by whoever publishes, moved and logged with the publish.
import type { App, AppObject } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import { ident, type Sql, sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'

/** object → retired stage → stage. */
export type StageMoves = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface LeftStage {
  readonly object: string
  readonly stage: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly count: number
}

/** Stages that are retired with records in them, the recycle bin included. */
export async function leftStages(asks: Asks, was: App, will: App): Promise<LeftStage[]> {
  const left: LeftStage[] = []
  for (const object of Object.values(will.objects)) {
    const stages = object.lifecycle?.stages
    const before = was.objects[object.name]?.lifecycle?.stages ?? {}
    if (!stages) continue
    for (const [stage, def] of Object.entries(before)) {
      if (stages[stage]) continue
      const [row] = await asks.query<{ n: number }>(
        sql`select count(*)::int as n from ${ident(object.name)} where stage = ${stage}`,
      )
      if (row!.n > 0) left.push({ object: object.name, stage, label: def.label, count: row!.n })
    }
  }
  return left
}

/** Moves them in the transaction of the publish; refused where nobody said where to. */
export async function leaveStages(
  tx: Tx,
  world: World,
  who: Who,
  was: App,
  will: App,
  moves: StageMoves,
): Promise<void> {
  for (const { object, stage, label, count } of await leftStages(tx, was, will)) {
    const to = moves[object]?.[stage]
    if (to === undefined || !Object.hasOwn(will.objects[object]!.lifecycle!.stages, to))
      refuse('stage-still-holds', { stage: label, count })
    await moveAll(tx, world, who, object, will.version, sql`stage = ${stage}`, to)
  }
  for (const object of Object.values(will.objects)) await firstStage(tx, was, object)
}

/** Records that meet the condition go to a stage in one statement, each with its visit and its line in the log. */
export async function moveAll(
  tx: Tx,
  world: World,
  who: Who,
  object: string,
  version: number,
  where: Sql,
  to: string,
): Promise<void> {
  const now = world.now().toISOString()
  await tx.query(sql`with stood as (select id, stage, stage_since as since from ${ident(object)} where ${where} for update),
    moved as (update ${ident(object)} o set stage = ${to}, stage_since = ${now}::timestamptz, updated_at = ${now}::timestamptz, updated_by = ${who.id}::uuid, version = o.version + 1
      from stood where stood.id = o.id returning o.id, o.version, stood.stage, stood.since),
    visited as (insert into stage_visit (record, object, stage, entered_at, left_at, who, to_stage)
      select id, ${object}, stage, since, ${now}::timestamptz, ${who.id}::uuid, ${to} from moved where since is not null on conflict do nothing)
    insert into event (at, who, deed, cause, object, record, version, model_version, changes)
    select ${now}::timestamptz, ${who.id}::uuid, 'move', 'system', ${object}, id, version, ${version}::int, json_build_object('stage', json_build_array(stage, ${to}::text)) from moved`)
}

/** An object that gets its first lifecycle: its records begin at the first stage. */
async function firstStage(tx: Tx, was: App, object: AppObject): Promise<void> {
  const before = was.objects[object.name]
  if (!object.lifecycle || !before || before.lifecycle) return
  await tx.query(
    sql`update ${ident(object.name)} set stage = ${object.lifecycle.first}, stage_since = created_at where stage is null`,
  )
}
