// How does a change enter the log? One row in the transaction of the change, and whatever waits for such events.
import { type Sql, sql } from '#kernel/sql.ts'
import type { Values } from '#kernel/object.ts'
import type { Doing } from '#server/world/world.ts'

export interface Change {
  readonly object: string
  readonly record: string
  /** The record of which this one is a part, so that its history shows it. */
  readonly parent?: string | null
  readonly deed: string
  readonly version: number
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly comment?: string | null
}

/** The log's row for the change. */
export const eventOf = (doing: Doing, change: Change): Sql => eventRow(doing, change)

/** The same beside the write itself, whose row is `t`: where nothing was written, nothing is logged. */
export const eventBeside = (doing: Doing, change: Change): Sql =>
  sql`${eventRow(doing, change)} from t`

/** A row of the log for each row of `t`, which have all been changed in the same way; `parent` names the record they are part of. */
export const eventOfEach = (
  doing: Doing,
  object: string,
  parent: Sql,
  changes: Change['changes'],
): Sql =>
  sql`insert into event (at, who, deed, action, cause, cause_id, object, record, parent, version, model_version, changes)
    select ${doing.at.now.toISOString()}::timestamptz, ${doing.who.id}::uuid, 'change', ${doing.action}::text, ${doing.cause.kind}, ${doing.cause.id ?? null}, ${object},
    t.id, ${parent}, t.version, ${doing.app.version}::int, ${JSON.stringify(changes)}::json from t`

const eventRow = (doing: Doing, change: Change): Sql =>
  sql`insert into event (at, who, deed, action, cause, cause_id, object, record, parent, version, model_version, changes, comment)
    select ${doing.at.now.toISOString()}::timestamptz, ${doing.who.id}::uuid, ${change.deed}, ${doing.action}, ${doing.cause.kind}, ${doing.cause.id ?? null}, ${change.object},
    ${change.record}::uuid, ${change.parent ?? null}::uuid, ${change.version}::int, ${doing.app.version}::int, ${JSON.stringify(change.changes)}::json, ${change.comment ?? null}`

/** Windows hear of it once it is committed. */
const rung = ({ tx, world }: Doing): void =>
  'afterCommit' in tx ? tx.afterCommit(world.bell.ring) : world.bell.ring()

/** Tells those who wait for such events; `row` is the record as written, for conditions of automations. */
export async function tell(doing: Doing, change: Change, row: Values): Promise<void> {
  rung(doing)
  // Every process keeps the company's settings at hand and reads them again when it hears this.
  if (change.object === 'company' || change.object === 'calendar_day')
    await doing.tx.query(sql`select pg_notify('openltc_company', '')`)
  await tellPeople(doing, [change])
  await doing.world.afterEvent?.(
    doing.tx,
    { ...change, action: doing.action, cause: doing.cause },
    row,
  )
}

/** Whoever leaves, or changes roles or team, does so in every process at once. */
async function tellPeople(doing: Doing, changes: readonly Change[]): Promise<void> {
  if (changes.some((one) => one.object === 'person' || one.object === 'team'))
    await doing.tx.query(sql`select pg_notify('openltc_people', '')`)
}

/** Logs the change and tells it. */
export async function log(doing: Doing, change: Change, row: Values): Promise<void> {
  await doing.tx.query(eventOf(doing, change))
  await tell(doing, change, row)
}

/** Logs many changes of one piece of work by one statement, in their order. */
export async function logMany(
  doing: Doing,
  all: readonly { readonly change: Change; readonly row: Values }[],
): Promise<void> {
  const rows = all.map(({ change }) => ({
    object: change.object,
    record: change.record,
    parent: change.parent ?? null,
    deed: change.deed,
    version: change.version,
    changes: change.changes,
    comment: change.comment ?? null,
  }))
  await doing.tx
    .query(sql`insert into event (at, who, deed, action, cause, cause_id, object, record, parent, version, model_version, changes, comment)
    select ${doing.at.now.toISOString()}::timestamptz, ${doing.who.id}::uuid, x.deed, ${doing.action}::text, ${doing.cause.kind}::text, ${doing.cause.id ?? null}::text, x.object,
      x.record, x.parent, x.version, ${doing.app.version}::int, x.changes, x.comment
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(object text, record uuid, parent uuid, deed text, version int, changes json, comment text)`)
  await tellPeople(
    doing,
    all.map((one) => one.change),
  )
  rung(doing)
  const { afterEvent } = doing.world
  if (afterEvent)
    for (const { change, row } of all)
      await afterEvent(doing.tx, { ...change, action: doing.action, cause: doing.cause }, row)
}
