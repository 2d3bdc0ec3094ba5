// Is the log really stored, and how far back can the company be brought? Asked of PostgreSQL and of the folder.
import { join } from 'node:path'
import type { Archiving } from '#kernel/api/safety.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { archiveOf } from './archive.ts'
import { basesIn } from './base-copy.ts'

/** Null where nothing is stored: it was not asked for, or the database is not the embedded one. */
export async function archiveState(asks: Asks, dataFolder: string): Promise<Archiving | null> {
  const archive = await archiveOf(join(dataFolder, 'postgres'))
  if (!archive) return null
  const [row] = await asks.query<{
    on: boolean
    stored_at: string | null
    failed_at: string | null
  }>(sql`select current_setting('archive_mode') = 'on' as on, last_archived_time as stored_at,
    case when last_failed_time > coalesce(last_archived_time, '-infinity') then last_failed_time end as failed_at from pg_stat_archiver`)
  const [first] = await basesIn(archive.folder).catch(() => [])
  return {
    folder: archive.folder,
    on: row!.on,
    stored_at: row!.stored_at,
    failed_at: row!.failed_at,
    from: first?.note.from ?? null,
  }
}
