// How does a new, empty database come to be in the data folder?

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'
import { StartRefused } from './start-refusal.ts'

const run = promisify(execFile)

/** Files of an empty database and its first log take about 60 MB. */
const bytesNeeded = 150 * 1024 * 1024

/** pg_trgm sees Chinese letters only with this character type, and it can be set only now. */
const characterType = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

export const superuser = 'openltc'

/**
 * Makes it beside its place and moves it there when it is whole, so that an interrupted start leaves
 * no half database, and of two starters one wins and the other finds it made.
 * @param password for systems without private unix sockets; else whoever may enter the folder is let in
 */
export async function initialise(
  binaries: Binaries,
  cluster: string,
  as: RunAs,
  password: string | undefined,
): Promise<void> {
  const parent = dirname(cluster)
  const disk = await statfs(parent)
  if (disk.bavail * disk.bsize < bytesNeeded)
    throw new StartRefused('disk-full', { folder: parent })
  await removeLeftovers(cluster)
  const fresh = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(fresh, { mode: 0o700 })
    if (as.ids.uid !== undefined) await chown(fresh, as.ids.uid, as.ids.gid!)
    await initdb(binaries, fresh, as, password)
    await rename(fresh, cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function initdb(
  binaries: Binaries,
  fresh: string,
  as: RunAs,
  password?: string,
): Promise<void> {
  const secret = `${fresh}.password`
  if (password !== undefined) await writeFile(secret, password, { mode: 0o600 })
  const args = [
    '--pgdata',
    fresh,
    '--username',
    superuser,
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    ...(process.platform === 'win32' ? [] : ['--lc-ctype', characterType]),
    '--data-checksums',
    '--auth',
    password === undefined ? 'trust' : 'scram-sha-256',
    ...(password === undefined ? [] : ['--pwfile', secret]),
  ]
  const [program, ...rest] = [...as.prefix, binaries.initdb, ...args]
  try {
    await run(program!, rest, { ...as.ids, cwd: '/' })
    if (password === undefined) await onlyBySocket(fresh, as)
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
    const folder = dirname(fresh)
    if (/No space left|Disk quota/.test(said))
      throw new StartRefused('disk-full', { folder }, error)
    throw error
  } finally {
    await rm(secret, { force: true })
  }
}

/** Who comes over the network is not let in, even if somebody opens a port later. */
async function onlyBySocket(fresh: string, as: RunAs): Promise<void> {
  const file = join(fresh, 'pg_hba.conf')
  await writeFile(file, 'local all all trust\n')
  await chmod(file, 0o600)
  if (as.ids.uid !== undefined) await chown(file, as.ids.uid, as.ids.gid!)
}

async function removeLeftovers(cluster: string): Promise<void> {
  const start = `${basename(cluster)}.new-`
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(start) || isAlive(Number.parseInt(name.slice(start.length), 10))) continue
    await rm(join(dirname(cluster), name), { recursive: true, force: true })
  }
}

/** Whether a process of that number exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
