// What is one run of an automation? A row that says where it stands, so that any process can go on with it.
import { type Automation, runsPerMinute } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Jobs } from '#server/jobs/jobs.ts'

export interface Run {
  readonly id: string
  readonly automation: string
  readonly object: string
  readonly record: string | null
  readonly stage: 'waiting' | 'done' | 'left' | 'failed' | 'stopped'
  readonly step: number
  readonly depth: number
  readonly due_at: string
  readonly awaits: string | null
  readonly given: Readonly<Record<string, unknown>> | null
  readonly log: readonly RunLine[]
  /** Set while a step is done for each of several rows: which one. */
  readonly row?: string
}
export interface RunLine {
  /** Where in the order of steps (`inOrder`), and its place in the automation: `2.then.0`. */
  readonly step: number
  readonly path: string
  readonly do: Automation['steps'][number]['do']
  readonly at: string
  readonly says: Words
  readonly input?: Readonly<Record<string, unknown>>
  readonly output?: Readonly<Record<string, unknown>>
}
export interface NewRun {
  readonly id: string
  readonly automation: string
  /** Names what set it off: one automation answers one event at most once. */
  readonly event: string
  readonly object: string
  readonly record: string | null
  readonly depth: number
  readonly given?: Readonly<Record<string, unknown>>
}

/** More links than this between an event and what it set off in the end are a loop. */
export const deepest = 8

/** What became of an event that would set an automation off. */
export type Added =
  | 'added'
  /** The event has set it off already. */
  | 'known'
  /** More runs than a minute takes: it waits for its turn. `first`: the one at which the limit was met. */
  | { readonly late: Date; readonly first: boolean }
  /** So many wait already that this one was not added. */
  | 'storm'

const minute = 60_000
/** Runs that would wait longer than this are a storm. */
const patience = 60 * minute

/** Adds the run with the job that does it, within the automation's limit of runs a minute. */
export async function addRun(
  tx: Asks,
  jobs: Jobs,
  run: NewRun,
  now: Date,
  perMinute: number = runsPerMinute,
): Promise<Added> {
  const [row] = await tx.query<{ recent: number; last: string | null }>(sql`select
    (select count(*)::int from (select 1 from automation_run where automation = ${run.automation} and created_at > ${new Date(now.getTime() - minute).toISOString()}::timestamptz limit ${perMinute + 1}::bigint) x) as recent,
    (select max(due_at) from automation_run where automation = ${run.automation} and stage = 'waiting' and awaits is null and step = 0 and due_at > ${now.toISOString()}::timestamptz) as last`)
  const full = row!.recent >= perMinute
  const late = full
    ? new Date(
        Math.max(now.getTime(), row!.last ? new Date(row!.last).getTime() : 0) + minute / perMinute,
      )
    : null
  if (late && late.getTime() - now.getTime() > patience) return 'storm'
  const due = (late ?? now).toISOString()
  const rows =
    await tx.query(sql`insert into automation_run (id, automation, event, object, record, depth, given, due_at, created_at) values
    (${run.id}::uuid, ${run.automation}, ${run.event}, ${run.object}, ${run.record}::uuid, ${run.depth}::int, ${run.given ? JSON.stringify(run.given) : null}::json, ${due}::timestamptz, ${now.toISOString()}::timestamptz)
    on conflict do nothing returning id`)
  if (rows.length === 0) return 'known'
  await jobs.enqueue(tx, 'automation', { runs: [run.id] }, late ? { startAfter: late } : {})
  return late ? { late, first: row!.recent === perMinute } : 'added'
}

/** Takes an ended run up again at one of its steps; what was done before is not done again. */
export async function retryRun(
  tx: Asks,
  jobs: Jobs,
  id: string,
  step: number,
  now: Date,
): Promise<boolean> {
  const rows =
    await tx.query(sql`update automation_run set stage = 'waiting', step = ${step}::int, due_at = ${now.toISOString()}::timestamptz, awaits = null, error = null, ended_at = null
    where id = ${id}::uuid and stage in ('failed', 'stopped', 'done') returning id`)
  if (rows.length) await jobs.enqueue(tx, 'automation', { runs: [id] })
  return rows.length > 0
}

/** The run, locked for this transaction; null where it has ended or another process has it. */
export async function takeRun(tx: Asks, id: string): Promise<Run | null> {
  const [run] = await tx.query<Run>(
    sql`select id, automation, object, record, stage, step, depth, due_at, awaits, given, log from automation_run where id = ${id}::uuid and stage = 'waiting' for update skip locked`,
  )
  return run ?? null
}

export const setRun = async (tx: Asks, id: string, sets: Sql): Promise<void> =>
  void (await tx.query(sql`update automation_run set ${sets} where id = ${id}::uuid`))

export const endRun = (
  tx: Asks,
  id: string,
  stage: Run['stage'],
  now: Date,
  error: Words | null = null,
): Promise<void> =>
  setRun(
    tx,
    id,
    sql`stage = ${stage}, ended_at = ${now.toISOString()}::timestamptz, awaits = null, error = ${error ? JSON.stringify(error) : null}::json`,
  )
