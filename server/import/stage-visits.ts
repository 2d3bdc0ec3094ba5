// Where has a record been that arrives with its history? In each stage from the day that the file knows, to the next.
import type { AppObject } from '#kernel/app.ts'
import { instantOf } from '#kernel/import/local-time.ts'
import type { Values } from '#kernel/object.ts'
import { columnOf } from '#kernel/query/sources.ts'
import { ident, join, sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'

export interface Arrived {
  readonly id: string
  /** What columns of their own say of stages. */
  readonly entered: Readonly<Record<string, string>>
  /** Since when it is in its stage, where the file says so. */
  readonly since: string | null
}

/**
 * Writes the visits of records that an import made or changed, as far as nobody else has worked on them: first stage
 * from the day of creation, each stage whose day is known from then, the last since the last day known. A stage of
 * which the file says nothing was not visited.
 */
export async function writeVisits(
  doing: Doing,
  object: AppObject,
  arrived: readonly Arrived[],
): Promise<void> {
  if (!object.lifecycle || arrived.length === 0) return
  const dated = Object.entries(object.lifecycle.stages).flatMap(([stage, def]) =>
    def?.since && object.fields[def.since] ? [{ stage, field: def.since }] : [],
  )
  const columns = ['stage', 'created_at', 'stage_since', ...dated.map((one) => one.field)].map(
    (field) =>
      sql`to_json(${columnOf('t', field, object.fields[field]!)})#>>'{}' as ${ident(field)}`,
  )
  const ids = arrived.map((one) => one.id)
  const rows = await doing.tx.query<
    Values & { id: string }
  >(sql`select t.id, ${join(columns, ', ')} from ${ident(object.name)} t
    where t.id = any(${ids}::uuid[]) and not exists (select 1 from event e where e.record = t.id and e.cause <> 'import')`)
  const by = new Map(arrived.map((one) => [one.id, one]))
  const visits: object[] = []
  const since: { id: string; at: string }[] = []
  for (const row of rows) {
    const path = pathOf(doing, object, row, dated, by.get(row.id)!)
    path.forEach((one, i) => {
      const next = path[i + 1]
      if (next)
        visits.push({
          record: row.id,
          stage: one.stage,
          entered_at: one.at,
          left_at: next.at,
          to_stage: next.stage,
        })
    })
    const last = path.at(-1)!
    if (Date.parse(last.at) !== Date.parse(String(row.stage_since)))
      since.push({ id: row.id, at: last.at })
  }
  await doing.tx.query(
    sql`delete from stage_visit where record = any(${rows.map((row) => row.id)}::uuid[])`,
  )
  if (visits.length)
    await doing.tx
      .query(sql`insert into stage_visit (record, object, stage, entered_at, left_at, who, to_stage)
      select x.record, ${object.name}, x.stage, x.entered_at, x.left_at, ${doing.who.id}::uuid, x.to_stage
      from json_to_recordset(${JSON.stringify(visits)}::json) as x(record uuid, stage text, entered_at timestamptz, left_at timestamptz, to_stage text) on conflict do nothing`)
  if (since.length)
    await doing.tx.query(
      sql`update ${ident(object.name)} t set stage_since = x.at from json_to_recordset(${JSON.stringify(since)}::json) as x(id uuid, at timestamptz) where t.id = x.id`,
    )
}

interface Step {
  readonly stage: string
  readonly at: string
}

/** The stages of a record in their order, the one that it is in last. */
function pathOf(
  doing: Doing,
  object: AppObject,
  row: Values,
  dated: readonly { stage: string; field: string }[],
  arrived: Arrived,
): Step[] {
  const { first, stages } = object.lifecycle!
  const now = String(row.stage)
  const order = Object.keys(stages)
  const created = new Date(String(row.created_at)).toISOString()
  const known = new Map<string, string>([[first, created]])
  for (const { stage, field } of dated) {
    const at =
      row[field] === null || row[field] === undefined ? null : momentOf(doing, String(row[field]))
    // The moment of the import is what is put where nobody knows better.
    if (at !== null && at !== doing.at.now.toISOString()) known.set(stage, at)
  }
  for (const [stage, at] of Object.entries(arrived.entered))
    known.set(stage, new Date(at).toISOString())
  if (arrived.since) known.set(now, new Date(arrived.since).toISOString())
  const steps = [...known].map(([stage, at]) => ({ stage, at: at < created ? created : at }))
  const end = steps.find((one) => one.stage === now)?.at
  const before = steps
    .filter((one) => one.stage !== now && (end === undefined || one.at <= end))
    .sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : order.indexOf(a.stage) - order.indexOf(b.stage),
    )
  return [...before, { stage: now, at: end ?? before.at(-1)?.at ?? created }]
}

/** A day begins at midnight in the company's zone. */
const momentOf = (doing: Doing, text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? new Date(instantOf(`${text}T00:00:00`, doing.at.zone)).toISOString()
    : new Date(text).toISOString()
