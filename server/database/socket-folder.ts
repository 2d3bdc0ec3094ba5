// In which folder does the embedded PostgreSQL listen?

import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A path of a unix socket has at most 103 (macOS) bytes; `/.s.PGSQL.5432` needs 14 of them. */
const folderBytesMax = 85

/**
 * A private folder with a short path, the same at every start for the same database: the data folder
 * itself may be too deep for a socket. Whoever may enter it is let in without a password, so a folder
 * that somebody else has put there is not used; a fresh one is made then.
 */
export async function socketFolder(
  cluster: string,
  owner: { uid?: number; gid?: number },
): Promise<string> {
  const uid = owner.uid ?? process.getuid?.() ?? 0
  const hash = createHash('sha256').update(cluster).digest('hex').slice(0, 12)
  const name = `openltc-${uid}-${hash}`
  const base = Buffer.byteLength(join(tmpdir(), name)) <= folderBytesMax ? tmpdir() : '/tmp'
  const folder = join(base, name)
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const there = await lstat(folder)
    const ours = there.isDirectory() && there.uid === uid && (there.mode & 0o077) === 0
    return ours ? folder : give(await mkdtemp(join(base, 'openltc-')), owner)
  }
  return give(folder, owner)
}

async function give(folder: string, { uid, gid }: { uid?: number; gid?: number }): Promise<string> {
  await chmod(folder, 0o700)
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
  return folder
}
