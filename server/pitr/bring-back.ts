// How does a company come back as it was at a certain second? From the last whole copy before it, and the log up to it.
import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { findBinaries } from '#server/database/binaries.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { type Database, openDatabase } from '#server/database/pool.ts'
import { giveAll, runAs } from '#server/database/run-as.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import { pauseOutside } from '#server/backup/pause.ts'
import { copyStored, type FileStore } from '#server/files/file-store.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { forgetWitness } from '#server/seal/seal.ts'
import { fetching } from './archive.ts'
import { basesIn, copyTree } from './base-copy.ts'

export interface BroughtBack {
  readonly base: string
  /** Null: everything that the archive has. */
  readonly to: string | null
}

/**
 * Builds the cluster in a data folder that has none yet, lets PostgreSQL replay its log up to the moment, and leaves
 * it stopped. Mails and calls are paused, as after every restore.
 */
export async function bringBack(
  dataFolder: string,
  files: FileStore,
  schema: string,
  archive: string,
  to: Date | null,
  say: (text: string) => void = () => {},
): Promise<BroughtBack> {
  const cluster = join(dataFolder, 'postgres', 'database')
  if (await stat(cluster).catch(() => null)) refuse('not-empty', { what: cluster })
  const bases = await basesIn(archive).catch(() => [])
  const base =
    bases.findLast((one) => to === null || new Date(one.note.from) <= to) ??
    refuse('not-found', {
      what: { zh: '此前的完整副本', en: 'whole copy from before that moment' },
    })
  await mkdir(dirname(cluster), { recursive: true })
  say(base.name)
  const wal = join(dirname(cluster), 'wal-to-replay')
  await copyTree(join(archive, 'base', base.name, 'database'), cluster, 'plain')
  await copyWal(join(archive, 'wal'), wal, base.note.wal)
  const settings = [
    `restore_command = '${fetching(wal).replaceAll("'", "''")}'`,
    "recovery_target_action = 'promote'",
    ...(to
      ? [`recovery_target_time = '${to.toISOString().replace('T', ' ').replace('Z', '+00')}'`]
      : []),
  ]
  await appendFile(join(cluster, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
  await writeFile(join(cluster, 'recovery.signal'), '', { mode: 0o600 })
  await giveToRunner(cluster, wal)
  const kept = folderStore(archive)
  for await (const { name, size } of kept.list('files/'))
    if ((await files.size(name)) !== size) await copyStored(kept, files, name)
  const postgres = await startPostgres({ dataDir: dirname(cluster) }).catch((error: unknown) => {
    if (error instanceof StartRefused && error.message.includes(unreached))
      refuse('not-archived', { moment: to?.toISOString() ?? '' })
    throw error
  })
  const db = openDatabase({ connection: postgres.connection, schema })
  try {
    await replayed(db, join(dirname(cluster), 'postgres.log'), to)
    const now = new Date()
    await pauseOutside(db, now)
    await forgetWitness(dataFolder, now)
    // What was on its way at that moment may have come since, in the place that both have.
    await db.query(sql`drop table if exists file_coming`)
    // From here on it has a log of its own.
    await db.query(sql`alter system reset all`)
  } finally {
    await db.close()
    await postgres.stop()
  }
  await rm(wal, { recursive: true, force: true })
  return { base: base.name, to: to?.toISOString() ?? null }
}

const unreached = 'recovery ended before configured recovery target was reached'
const patienceMs = 3_600_000

/** While it replays it can be read already; it is back when it takes writes. */
async function replayed(db: Database, logFile: string, to: Date | null): Promise<void> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const still = await db.text(sql`select pg_is_in_recovery()`).catch(() => null)
    if (still === 'f') return
    const said = await readFile(logFile, 'utf8').catch(() => '')
    if (said.includes(unreached)) refuse('not-archived', { moment: to?.toISOString() ?? '' })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  refuse('busy')
}

/** The pieces that the copy needs, and the notes of where history forked. */
async function copyWal(from: string, to: string, first: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of await readdir(from))
    if (name.endsWith('.gz') && (name.includes('.history') || name.slice(8, 24) >= first.slice(8)))
      await copyFile(join(from, name), join(to, name))
}

/** Here PostgreSQL may have to run as somebody else than where the copy was made. */
async function giveToRunner(cluster: string, wal: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { ids } = await runAs((await findBinaries()).folder, cluster, false)
  const owner = { uid: ids.uid ?? 0, gid: ids.gid ?? 0 }
  await giveAll(cluster, owner)
  await giveAll(wal, owner)
}
