// Where does what the embedded PostgreSQL writes go, so that the company can be brought back to any second?
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refuse } from '#kernel/error.ts'

/** `wal/` what was written, a piece each minute · `base/` whole copies to begin from · `files/` what people have uploaded. */
export interface Archive {
  readonly folder: string
}

/** Beside the cluster, because it is asked for before the database is there. */
const noteOf = (postgresFolder: string): string => join(postgresFolder, 'archive.json')

export async function archiveOf(postgresFolder: string): Promise<Archive | null> {
  const text = await readFile(noteOf(postgresFolder), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
  if (text === null) return null
  const { folder } = JSON.parse(text) as Partial<Archive>
  return folder ? { folder } : null
}

/** Takes effect at the next start of PostgreSQL. Null: no more. */
export async function setArchive(postgresFolder: string, folder: string | null): Promise<void> {
  if (folder === null) return rm(noteOf(postgresFolder), { force: true })
  // It becomes part of a command line that PostgreSQL hands to the shell.
  if (
    !isAbsolute(folder) ||
    /["'`$%\\\n]/.test(process.platform === 'win32' ? folder.replaceAll('\\', '/') : folder)
  )
    refuse('malformed', { reason: folder.slice(0, 200) })
  for (const part of ['wal', 'base', 'files'])
    await mkdir(join(folder, part), { recursive: true, mode: 0o700 })
  await mkdir(postgresFolder, { recursive: true })
  await writeFile(noteOf(postgresFolder), `${JSON.stringify({ folder })}\n`, { mode: 0o600 })
}

/** Root does not run PostgreSQL: whoever does must be able to write there. */
export async function openFor(
  { folder }: Archive,
  ids: { readonly uid?: number; readonly gid?: number },
): Promise<void> {
  const wal = join(folder, 'wal')
  await mkdir(wal, { recursive: true, mode: 0o700 })
  if (ids.uid === undefined || ids.gid === undefined) return
  await chmod(folder, 0o711)
  await chown(wal, ids.uid, ids.gid)
}

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const quoted = (...words: readonly string[]): string => words.map((word) => `"${word}"`).join(' ')

/** For archive_command. */
export const storing = ({ folder }: Archive): string =>
  quoted(
    process.execPath.replaceAll('%', '%%'),
    program('store-wal.ts').replaceAll('%', '%%'),
    join(folder, 'wal'),
    '%p',
    '%f',
  )

/** For restore_command: from a folder of stored pieces. */
export const fetching = (folder: string): string =>
  quoted(
    process.execPath.replaceAll('%', '%%'),
    program('fetch-wal.ts').replaceAll('%', '%%'),
    folder.replaceAll('%', '%%'),
    '%f',
    '%p',
  )
