// How is a running cluster copied? PostgreSQL is told before and after; what changes meanwhile is put right by its log.
import {
  chown,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import { Connection } from '#server/database/connection.ts'
import type { ConnectionSettings } from '#server/database/settings.ts'
import type { Archive } from './archive.ts'

export interface BaseNote {
  /** From this moment on every second can be reached. */
  readonly from: string
  /** The first piece of the log that it needs. */
  readonly wal: string
}

const empty = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const left =
  /^(postmaster\.(pid|opts)|pg_internal\.init|pgsql_tmp.*|.*\.log|recovery\.signal|backup_label.*)$/
const patienceMs = 3_600_000

/** Makes a copy under `base/`; it counts from when its note is written, at the very end. Answers its name. */
export async function baseCopy(
  connection: ConnectionSettings,
  cluster: string,
  { folder }: Archive,
): Promise<string> {
  const name = new Date().toISOString().replaceAll(':', '')
  const place = join(folder, 'base', name)
  const link = await Connection.open({ connection }, null, 'openltc base')
  link.patience(patienceMs)
  try {
    await link.command('set statement_timeout = 0')
    await link.rows(sql`select pg_backup_start(${name}, true)`, true)
    await copyTree(cluster, join(place, 'database'), '')
    const [end] = (await link.rows(
      sql`select labelfile, clock_timestamp() as at from pg_backup_stop(true)`,
      true,
    )) as [{ labelfile: string; at: string }]
    await writeFile(join(place, 'database', 'backup_label'), end.labelfile, { mode: 0o600 })
    await likeOwner(cluster, join(place, 'database', 'backup_label'))
    const wal = /\(file ([0-9A-F]{24})\)/.exec(end.labelfile)?.[1] ?? ''
    const note: BaseNote = { from: new Date(end.at).toISOString(), wal }
    await writeFile(join(place, 'note.part'), `${JSON.stringify(note)}\n`, {
      mode: 0o600,
      flush: true,
    })
    await rename(join(place, 'note.part'), join(place, 'note.json'))
    return name
  } catch (error) {
    await rm(place, { recursive: true, force: true })
    throw error
  } finally {
    await link.close()
  }
}

/** The whole copies, oldest first. */
export async function basesIn(folder: string): Promise<{ name: string; note: BaseNote }[]> {
  const found: { name: string; note: BaseNote }[] = []
  for (const name of (await readdir(join(folder, 'base'))).sort()) {
    const text = await readFile(join(folder, 'base', name, 'note.json'), 'utf8').catch(() => null)
    if (text) found.push({ name, note: JSON.parse(text) as BaseNote })
  }
  return found
}

/** Keeps the newest copies, and of the log what they need. */
export async function dropOldBases(folder: string, keep: number): Promise<void> {
  const all = await basesIn(folder)
  const [kept, old] = [all.slice(-keep), all.slice(0, -keep)]
  for (const { name } of old) await rm(join(folder, 'base', name), { recursive: true, force: true })
  const first = kept[0]?.note.wal
  if (!first || old.length === 0) return
  // The last sixteen signs order the pieces of one line of history; its number stands in front.
  for (const name of await readdir(join(folder, 'wal')))
    if (/^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < first.slice(8))
      await rm(join(folder, 'wal', name), { force: true })
}

/** Copies a tree with its owners. What vanishes meanwhile is left out: the log knows of it. */
export async function copyTree(from: string, to: string, inside: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  await likeOwner(from, to)
  const entries = await readdir(from, { withFileTypes: true }).catch(gone)
  for (const entry of entries ?? []) {
    if (left.test(entry.name) && inside !== 'plain') continue
    const [source, goal] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) {
      if (inside === '' && empty.has(entry.name)) {
        await mkdir(goal, { recursive: true, mode: 0o700 })
        await likeOwner(source, goal)
        if (entry.name === 'pg_wal')
          await mkdir(join(goal, 'archive_status'), { recursive: true, mode: 0o700 }).then(() =>
            likeOwner(source, join(goal, 'archive_status')),
          )
      } else await copyTree(source, goal, inside === 'plain' ? 'plain' : `${inside}/${entry.name}`)
    } else if (entry.isFile()) {
      if ((await copyFile(source, goal).then(() => true, gone)) === null) continue
      await likeOwner(source, goal)
      const file = await open(goal)
      await file.sync()
      await file.close()
    }
  }
}

function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

/** Only root can give files away, and only root needs to. */
async function likeOwner(from: string, to: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const owner = await stat(from).catch(gone)
  if (owner) await chown(to, owner.uid, owner.gid)
}
