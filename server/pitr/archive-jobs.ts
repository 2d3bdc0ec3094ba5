// What keeps the archive whole by itself? New uploads are copied each minute, and a whole copy is made each week.
import { access, copyFile, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import type { ConnectionSettings } from '#server/database/settings.ts'
import type { Target } from '#server/database/pool.ts'
import { filePath } from '#server/files/file-path.ts'
import type { LongKind, QuickKind } from '#server/jobs/kinds.ts'
import type { World } from '#server/records/world.ts'
import { systemWho } from '#server/records/world.ts'
import { archiveOf } from './archive.ts'
import { baseCopy, dropOldBases } from './base-copy.ts'

const kept = 2

/** The work `store_files`. A file never changes: it is there, or it is copied. */
export const storeFilesKind = (dataFolder: string): QuickKind => ({
  async run({ world }) {
    const archive = await archiveOf(join(dataFolder, 'postgres'))
    if (archive)
      await storeFiles(
        world,
        dataFolder,
        archive.folder,
        new Date(world.now().getTime() - 86_400_000),
      )
  },
})

async function storeFiles(
  world: World,
  dataFolder: string,
  folder: string,
  since: Date,
): Promise<void> {
  const rows = await world.db.query<{ id: string }>(
    sql`select id from file where at >= ${since.toISOString()}::timestamptz`,
  )
  for (const { id } of rows) {
    const [from, to] = [filePath(dataFolder, id), filePath(folder, id)]
    if (
      await access(to).then(
        () => true,
        () => false,
      )
    )
      continue
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    // Another process may be copying the same one.
    const part = `${to}.${process.pid}.part`
    if (
      await copyFile(from, part).then(
        () => true,
        () => false,
      )
    )
      await rename(part, to)
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
export const baseCopyKind = (dataFolder: string, target: Target): LongKind => ({
  label: { zh: '完整副本（时间点恢复）', en: 'Whole copy (for point-in-time recovery)' },
  async run({ world }) {
    const archive = await archiveOf(join(dataFolder, 'postgres'))
    if (!archive || !target.connection) return {}
    return { name: await wholeCopy(world, target.connection, dataFolder, archive.folder) }
  },
})

/** A whole copy, all files, and no more of the past than two copies need. */
export async function wholeCopy(
  world: World,
  connection: ConnectionSettings,
  dataFolder: string,
  folder: string,
): Promise<string> {
  const name = await baseCopy(connection, join(dataFolder, 'postgres', 'database'), { folder })
  await storeFiles(world, dataFolder, folder, new Date(0))
  await dropOldBases(folder, kept)
  return name
}
