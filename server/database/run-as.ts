// As whom does PostgreSQL run? Never as root; PostgreSQL itself refuses that.

import { execFileSync } from 'node:child_process'
import { chown, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { StartRefused } from './start-refusal.ts'

export interface RunAs {
  /** Owner of the files of the database; undefined where the system has no such numbers. */
  readonly uid: number | undefined
  /** Put before the command. */
  readonly prefix: readonly string[]
  /** For `spawn`. */
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

const nobody = { uid: 65534, gid: 65534 }

/**
 * An ordinary user runs it as itself. Root runs it as the owner of an existing database; for a new one
 * as `nobody` when that account can reach the programs and the data, else inside a user namespace in
 * which root is an ordinary user (the files stay root's).
 * @param cluster the folder of the database, existing or not
 */
export async function runAs(
  programs: string,
  cluster: string,
  initialised: boolean,
): Promise<RunAs> {
  const me = process.getuid?.()
  if (me !== 0) return { uid: me, prefix: [], ids: {} }
  const owner = initialised ? await stat(cluster) : undefined
  if (owner && owner.uid !== 0)
    return { uid: owner.uid, prefix: [], ids: { uid: owner.uid, gid: owner.gid } }
  const reachable = (await mayEnter(programs)) && (await mayEnter(dirname(cluster)))
  if (reachable && !owner) return asNobody
  const command = ['unshare', '--user', '--map-user=1000', '--']
  if (works(command)) return { uid: 0, prefix: command, ids: {} }
  if (!reachable) throw new StartRefused('no-other-user', { folder: dirname(cluster) })
  await giveAll(cluster, nobody)
  return asNobody
}

const asNobody: RunAs = { uid: nobody.uid, prefix: [], ids: nobody }

/** Whether an account without rights of its own gets through every folder down to this one. */
async function mayEnter(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode } = await stat(at)
    if ((mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

function works([program, ...args]: readonly string[]): boolean {
  try {
    execFileSync(program!, [...args, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Gives a folder and what is in it away. */
export async function giveAll(folder: string, to: { uid: number; gid: number }): Promise<void> {
  await chown(folder, to.uid, to.gid)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = join(folder, entry.name)
    if (entry.isDirectory()) await giveAll(at, to)
    else if (entry.isFile()) await chown(at, to.uid, to.gid)
  }
}
