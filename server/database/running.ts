// Does a PostgreSQL already run on this data folder?

import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isAlive } from './initialise.ts'

/** What a running server writes about itself into its data folder. */
export interface Running {
  readonly pid: number
  readonly port: number
  /** Folder of the socket, or an address. */
  readonly host: string
  readonly ready: boolean
}

/** The server of that folder, if its note is true; a note of a dead one is no answer. */
export async function runningIn(cluster: string): Promise<Running | undefined> {
  const note = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pidText, , , port, socket, address, , stage] = note.split('\n')
  const pid = Number(pidText)
  if (!(pid > 0) || !isAlive(pid) || (await isAnother(pid, cluster))) return undefined
  return {
    pid,
    port: Number(port),
    host: socket || address || '',
    ready: stage?.trim() === 'ready',
  }
}

/**
 * After a restart of the machine or of a container, the number in a stale note may belong to some
 * other program, and PostgreSQL would refuse to start because of it. The note is removed only when
 * that is proven and no process works in the folder any more.
 */
export async function removeFalseNote(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 0) || !isAlive(pid) || !(await isAnother(pid, cluster))) return
  for (const name of await readdir('/proc').catch(() => []))
    if (/^\d+$/.test(name) && (await worksIn(Number(name), cluster))) return
  await rm(file, { force: true })
}

/** Proven to be no server of this folder. Where the system has no /proc nothing is proven. */
async function isAnother(pid: number, cluster: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // Ended, but its parent has not noticed: it still has its number.
  if (/\) [ZX] /.test(stat)) return true
  const program = await readlink(`/proc/${pid}/exe`).catch(() => undefined)
  if (program === undefined) return false
  return !/^postgres\b/.test(basename(program)) || !(await worksIn(pid, cluster))
}

const worksIn = async (pid: number, cluster: string): Promise<boolean> => {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  return folder !== undefined && folder === (await realpath(cluster))
}
