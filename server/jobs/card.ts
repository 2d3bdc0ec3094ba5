// What does the owner of a long job see of it? One row per job: how far it is, what came out, what went wrong.
import type { JobCard } from '#kernel/api/job.ts'
import { refuse, type Words } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { mayAdminister, type Who } from '#kernel/permission.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Data } from './jobs.ts'
import { Cancelled, Lost } from './kinds.ts'

export interface CardRow {
  readonly id: string
  readonly kind: string
  readonly stage: JobCard['stage']
  readonly done: number
  readonly input: Data
  readonly result: Data | null
  readonly by: string
  /** The API key by which they asked for it. */
  readonly key: string | null
}

export async function addCard(
  tx: Asks,
  card: {
    id: string
    kind: string
    label: Words
    input: Data
    by: string
    key: string | null
    now: Date
  },
): Promise<void> {
  await tx.query(sql`insert into job (id, kind, label, input, by, key, created_at) values (${card.id}::uuid, ${card.kind}, ${JSON.stringify(card.label)}::json,
    ${JSON.stringify(card.input)}::json, ${card.by}::uuid, ${card.key}::uuid, ${card.now.toISOString()}::timestamptz)`)
}

/** Takes a job that waits or whose process died; null where it has ended already. */
export async function takeCard(asks: Asks, id: string, now: Date): Promise<CardRow | null> {
  const [row] =
    await asks.query<CardRow>(sql`update job set stage = 'running', started_at = coalesce(started_at, ${now.toISOString()}::timestamptz), beat_at = now()
    where id = ${id}::uuid and stage in ('waiting', 'running') returning id, kind, stage, done, input, result, by, key`)
  return row ?? null
}

/** Moves the cursor from where this process left it; another value there means that somebody else goes on with it. */
export async function moveCursor(
  tx: Asks,
  id: string,
  from: number,
  done: number,
  total: number | null,
  found: Data,
): Promise<void> {
  const [row] = await tx.query<{
    cancel: boolean
  }>(sql`update job set done = ${done}::bigint, total = coalesce(${total}::bigint, total), result = ${JSON.stringify(found)}::json, beat_at = now()
    where id = ${id}::uuid and done = ${from}::bigint and stage = 'running' returning cancel`)
  if (!row) throw new Lost(`the job ${id} goes on elsewhere`)
  if (row.cancel) throw new Cancelled()
}

/** How far it is, as it was committed. */
export async function standOf(
  asks: Asks,
  id: string,
): Promise<{ done: number; total: number | null; found: Data | null }> {
  const [row] = await asks.query<{ done: number; total: number | null; found: Data | null }>(
    sql`select done, total, result as found from job where id = ${id}::uuid`,
  )
  return {
    done: Number(row?.done ?? 0),
    total: row?.total == null ? null : Number(row.total),
    found: row?.found ?? null,
  }
}

export async function endCard(
  asks: Asks,
  id: string,
  now: Date,
  end: { stage: 'done' | 'failed' | 'cancelled'; result?: Data; error?: Words },
): Promise<void> {
  await asks.query(sql`update job set stage = ${end.stage}, finished_at = ${now.toISOString()}::timestamptz, beat_at = now(),
    result = coalesce(${end.result ? JSON.stringify(end.result) : null}::json, result), error = ${end.error ? JSON.stringify(end.error) : null}::json
    where id = ${id}::uuid and stage = 'running'`)
}

const shown = sql`select j.id, j.kind, j.label, j.stage, j.done, j.total, j.started_at, j.finished_at, j.result, j.error, json_build_object('id', j.by, 'name', p.name) as by
  from job j left join person p on p.id = j.by`

/** A person's own jobs, newest first; an administrator sees all. */
export const cardsOf = (asks: Asks, who: Who, limit = 50): Promise<JobCard[]> =>
  asks.query<JobCard>(
    sql`${shown} where ${mine(who)} order by j.created_at desc, j.id desc limit ${limit}::int`,
  )

export async function cardOf(asks: Asks, who: Who, id: string): Promise<JobCard> {
  const [card] = isUuid(id)
    ? await asks.query<JobCard>(sql`${shown} where j.id = ${id}::uuid and ${mine(who)}`)
    : []
  return card ?? refuse('not-found', { what: { zh: '任务', en: 'job' } })
}

/** Asks the job to stop at its next step; one that waits still is cancelled at once. What was done stays done. */
export async function cancelCard(asks: Asks, who: Who, id: string, now: Date): Promise<JobCard> {
  await cardOf(asks, who, id)
  await asks.query(sql`update job set cancel = true, stage = case when stage = 'waiting' then 'cancelled' else stage end,
    finished_at = case when stage = 'waiting' then ${now.toISOString()}::timestamptz end where id = ${id}::uuid and stage in ('waiting', 'running')`)
  return cardOf(asks, who, id)
}

/** Lets one go on that its owner had stopped; answers its kind. */
export async function wakeCard(asks: Asks, who: Who, id: string): Promise<string | null> {
  await cardOf(asks, who, id)
  const [row] = await asks.query<{ kind: string }>(
    sql`update job set stage = 'waiting', cancel = false, finished_at = null, error = null
      where id = ${id}::uuid and stage = 'cancelled' returning kind`,
  )
  return row?.kind ?? null
}

const mine = (who: Who): Sql => (mayAdminister(who) ? sql`true` : sql`j.by = ${who.id}::uuid`)
