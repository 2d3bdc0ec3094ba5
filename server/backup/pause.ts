// May anything leave the house? After a restore not before an administrator says so: what waits may have been sent before.
import { type Sql, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

export interface Pause {
  readonly since: string
}

/** Null: mails and calls go out. */
export async function outsidePaused(asks: Asks): Promise<Pause | null> {
  const [row] = await asks.query<{ value: Pause | null }>(
    sql`select value from setting where name = 'outside_paused'`,
  )
  return row?.value ?? null
}

export async function pauseOutside(asks: Asks, now: Date): Promise<void> {
  await asks.query(
    sql`insert into setting (name, value) values ('outside_paused', ${JSON.stringify({ since: now.toISOString() })}::json) on conflict (name) do update set value = excluded.value`,
  )
}

/** Lets mails and calls out again. `discard`: automations that began before the pause end here; theirs may have gone out already. */
export async function resumeOutside(
  asks: Asks,
  now: Date,
  discard: boolean,
): Promise<{ discarded: number }> {
  const paused = await outsidePaused(asks)
  if (!paused) return { discarded: 0 }
  const at = now.toISOString()
  const says = { zh: '恢复备份后未继续', en: 'not gone on with after a restore' }
  const which: Sql = sql`stage = 'waiting' and created_at < ${paused.since}::timestamptz`
  const gone = discard
    ? await asks.query(
        sql`update automation_run set stage = 'stopped', awaits = null, ended_at = ${at}::timestamptz, error = ${JSON.stringify(says)}::json where ${which} returning id`,
      )
    : []
  await asks.query(sql`delete from setting where name = 'outside_paused'`)
  return { discarded: gone.length }
}
