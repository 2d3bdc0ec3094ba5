// When and how does the embedded PostgreSQL end?

import { execFile } from 'node:child_process'
import { rmdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { sql } from '#kernel/sql.ts'
import type { Binaries } from './binaries.ts'
import { Connection } from './connection.ts'
import { runningIn } from './running.ts'
import type { ConnectionSettings } from './settings.ts'

const name = 'openltc stop'
const leavingMs = 300
const endingMs = 20_000

/** Ends the server unless somebody is still connected; connections that are just closing are waited for. */
export async function shutDown(
  binaries: Binaries,
  cluster: string,
  settings: ConnectionSettings,
): Promise<void> {
  if (!(await isUnused(settings))) return
  const running = await runningIn(cluster)
  if (!running) return
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'])
    return
  }
  // SIGINT: roll back what is open, write everything, end. SIGQUIT: end now and recover next time.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!send(running.pid, signal)) return
    const until = performance.now() + endingMs
    while (performance.now() < until) {
      if ((await runningIn(cluster))?.pid !== running.pid) return removeSocketFolder(running.host)
      await pause(5)
    }
  }
}

async function isUnused(settings: ConnectionSettings): Promise<boolean> {
  let connection: Connection
  try {
    connection = await Connection.open({ connection: settings }, null, name, 0)
  } catch {
    // It is going down already, or so full that somebody certainly uses it.
    return false
  }
  try {
    const until = performance.now() + leavingMs
    for (;;) {
      const others = await connection.text(
        sql`select count(*) from pg_stat_activity where backend_type = 'client backend' and application_name <> ${name}`,
        true,
      )
      if (others === '0') return true
      if (performance.now() > until) return false
      await pause(20)
    }
  } finally {
    await connection.close()
  }
}

/** Only when it is empty: another starter may have taken it again. */
const removeSocketFolder = (folder: string): Promise<void> =>
  folder.startsWith('/') ? rmdir(folder).catch(() => {}) : Promise.resolve()

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
