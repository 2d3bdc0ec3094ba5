// How is one PostgreSQL process started, and why did it not start?

import { spawn } from 'node:child_process'
import { open, rename, stat } from 'node:fs/promises'
import type { Binaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'
import { runningIn } from './running.ts'
import { serverFlags } from './server-flags.ts'
import { StartRefused } from './start-refusal.ts'

const logBytesMax = 10 * 1024 * 1024
const pollMs = 5

export interface Launch {
  readonly binaries: Binaries
  readonly cluster: string
  readonly as: RunAs
  readonly socketFolder: string | undefined
  readonly port: number
  /** What PostgreSQL runs for each full piece of its log; undefined: nothing is kept. */
  readonly archiveCommand: string | undefined
  readonly logFile: string
}

/**
 * Starts it and waits until it takes connections. It gets a session of its own: a Ctrl-C meant for
 * this program does not reach it, and it lives on when this program is killed.
 * @returns 'ready', or 'occupied' when another one holds the folder: then look again
 */
export async function launch(how: Launch): Promise<'ready' | 'occupied'> {
  const size = await stat(how.logFile).then(
    (s) => s.size,
    () => 0,
  )
  if (size > logBytesMax) await rename(how.logFile, `${how.logFile}.old`)
  const log = await open(how.logFile, 'a+', 0o600)
  try {
    const from = (await log.stat()).size
    const args = ['-D', how.cluster, ...serverFlags(how)]
    const [program, ...rest] = [...how.as.prefix, how.binaries.postgres, ...args]
    const child = spawn(program!, rest, {
      ...how.as.ids,
      cwd: '/',
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    let ended: Error | true | undefined
    child.once('error', (error) => (ended = error))
    child.once('exit', () => (ended ??= true))
    child.unref()
    while (ended === undefined) {
      const running = await runningIn(how.cluster)
      if (running?.ready && running.pid === child.pid) return 'ready'
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
    if (ended !== true) throw ended
    const { buffer, bytesRead } = await log.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, from)
    return explained(buffer.toString('utf8', 0, bytesRead), how)
  } finally {
    await log.close()
  }
}

function explained(said: string, { cluster, logFile }: Launch): 'occupied' {
  // The other one is starting, running, or was killed and its last children are just ending.
  if (/lock file .* already exists|shared memory block .* is still in use/.test(said))
    return 'occupied'
  // Another one has just ended and taken the folder of the socket with it.
  if (/could not create lock file ".*\.s\.PGSQL.*No such file/.test(said)) return 'occupied'
  if (/No space left on device|Disk quota exceeded/.test(said))
    throw new StartRefused('disk-full', { folder: cluster })
  if (/Permission denied|Read-only file system|has wrong ownership/.test(said))
    throw new StartRefused('not-writable', { folder: cluster, reason: lastOf(said) })
  throw new StartRefused('no-start', { reason: lastOf(said), log: logFile })
}

const lastOf = (said: string): string => {
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|ERROR|error/.test(line))
  return (lines.at(-1) ?? said.trim().split('\n').at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC|ERROR):\s*/,
    '',
  )
}
