// What is one run of an automation? A row that says where it stands, so that any process can go on with it.
import type { Automation } from '#kernel/automation/automation.ts'
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
}
export interface RunLine {
  readonly step: number
  readonly do: Automation['steps'][number]['do']
  readonly at: string
  readonly says: Words
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

/** Adds the run with the job that does it; false where this event has set it off already. */
export async function addRun(tx: Asks, jobs: Jobs, run: NewRun, now: Date): Promise<boolean> {
  const rows = await tx.query(sql`insert into automation_run (id, automation, event, object, record, depth, given, due_at, created_at) values
    (${run.id}::uuid, ${run.automation}, ${run.event}, ${run.object}, ${run.record}::uuid, ${run.depth}::int, ${run.given ? JSON.stringify(run.given) : null}::json, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz)
    on conflict do nothing returning id`)
  if (rows.length) await jobs.enqueue(tx, 'automation', { runs: [run.id] })
  return rows.length > 0
}

/** The run, locked for this transaction; null where it has ended or another process has it. */
export async function takeRun(tx: Asks, id: string): Promise<Run | null> {
  const [run] = await tx.query<Run>(sql`select id, automation, object, record, stage, step, depth, due_at, awaits, given, log from automation_run where id = ${id}::uuid and stage = 'waiting' for update skip locked`)
  return run ?? null
}

export const setRun = async (tx: Asks, id: string, sets: Sql): Promise<void> => void (await tx.query(sql`update automation_run set ${sets} where id = ${id}::uuid`))

export const endRun = (tx: Asks, id: string, stage: Run['stage'], now: Date, error: Words | null = null): Promise<void> =>
  setRun(tx, id, sql`stage = ${stage}, ended_at = ${now.toISOString()}::timestamptz, awaits = null, error = ${error ? JSON.stringify(error) : null}::json`)
