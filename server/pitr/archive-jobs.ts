// What keeps the archive whole by itself? New uploads are copied each minute, and a whole copy is made each week.
import { join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import type { ConnectionSettings } from '#server/database/settings.ts'
import type { Target } from '#server/database/pool.ts'
import { copyStored, type FileStore, uploadName } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import type { LongKind, QuickKind } from '#server/jobs/kinds.ts'
import type { World } from '#server/world/world.ts'
import { systemWho } from '#server/world/world.ts'
import { archiveOf } from './archive.ts'
import { baseCopy, dropOldBases } from './base-copy.ts'

const kept = 2

/** The work `store_files`. A file never changes: it is there, or it is copied. */
export const storeFilesKind = (dataFolder: string, files: FileStore): QuickKind => ({
  async run({ world }) {
    const archive = await archiveOf(join(dataFolder, 'postgres'))
    if (archive)
      await storeFiles(world, files, archive.folder, new Date(world.now().getTime() - 86_400_000))
  },
})

async function storeFiles(
  world: World,
  files: FileStore,
  folder: string,
  since: Date,
): Promise<void> {
  const rows = await world.db.query<{ id: string; sha256: string }>(
    sql`select id, sha256 from file where at >= ${since.toISOString()}::timestamptz`,
  )
  const archive = folderStore(folder)
  for (const { id, sha256 } of rows) {
    const name = uploadName(id)
    if ((await archive.size(name)) === null) await copyStored(files, archive, name, { sha256 })
  }
}

/** The work `base_due`. */
export const baseDueKind = (dataFolder: string): QuickKind => ({
  async run({ world, jobs }) {
    if (await archiveOf(join(dataFolder, 'postgres')))
      await world.db.transaction((tx) => jobs.begin(tx, systemWho, 'base_copy', {}))
  },
})

/** The work `base_copy`, with its card. */
export const baseCopyKind = (dataFolder: string, files: FileStore, target: Target): LongKind => ({
  label: { zh: '完整副本（时间点恢复）', en: 'Whole copy (for point-in-time recovery)' },
  async run({ world }) {
    const archive = await archiveOf(join(dataFolder, 'postgres'))
    if (!archive || !target.connection) return {}
    return { name: await wholeCopy(world, target.connection, dataFolder, files, archive.folder) }
  },
})

/** A whole copy, all files, and no more of the past than two copies need. */
export async function wholeCopy(
  world: World,
  connection: ConnectionSettings,
  dataFolder: string,
  files: FileStore,
  folder: string,
): Promise<string> {
  const name = await baseCopy(connection, join(dataFolder, 'postgres', 'database'), { folder })
  await storeFiles(world, files, folder, new Date(0))
  await dropOldBases(folder, kept)
  return name
}
