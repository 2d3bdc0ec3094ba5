// How does the program get a PostgreSQL of its own, without anybody installing one?

import { randomBytes } from 'node:crypto'
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import { archiveOf, openFor, storing } from '#server/pitr/archive.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { Connection } from './connection.ts'
import { sqlState } from './errors.ts'
import { freePort } from './free-port.ts'
import { initialise, superuser } from './initialise.ts'
import { launch } from './launch.ts'
import { makeFolder } from './make-folder.ts'
import { runAs } from './run-as.ts'
import { removeFalseNote, runningIn } from './running.ts'
import type { ConnectionSettings } from './settings.ts'
import { shutDown } from './shut-down.ts'
import { socketFolder } from './socket-folder.ts'
import { StartRefused, startRefusalOf } from './start-refusal.ts'

export interface Postgres {
  readonly connection: ConnectionSettings
  /** For example `18.4`. */
  readonly version: string
  /** It was already running: another process of ours, or a killed one, had started it. */
  readonly adopted: boolean
  /** Its process, now; another one after it had to be started again. */
  readonly pid: number
  /** Ends it if nobody else uses it, whoever started it; the last one out turns off the light. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** The database is its subfolder `database`, the server's log `postgres.log`. */
  readonly dataDir: string
  readonly log?: (line: string) => void
  /** Leave it running for others at `stop` (tests). */
  readonly keep?: boolean
}

const databaseName = 'openltc'
const patienceMs = 120_000

/**
 * Adopts the PostgreSQL that runs on the folder, or starts one; makes the database when there is none;
 * starts it again when it dies. Any number of processes may do this at once.
 * @throws StartRefused with one sentence for the person at the machine
 */
export async function startPostgres(options: EmbeddedOptions): Promise<Postgres> {
  const { dataDir, keep = false, log = () => {} } = options
  try {
    makeFolder(dataDir)
    return await supervise(await realpath(dataDir), keep, log)
  } catch (error) {
    throw startRefusalOf(error, dataDir)
  }
}

interface Present {
  readonly connection: Connection
  readonly settings: ConnectionSettings
  readonly pid: number
  readonly version: string
  readonly adopted: boolean
}

async function supervise(
  dataDir: string,
  keep: boolean,
  log: (line: string) => void,
): Promise<Postgres> {
  const binaries = await findBinaries()
  const cluster = join(dataDir, 'database')
  let stopping = false
  /** What starts it again, if anything does: whoever ends then would leave behind what that has started. */
  let recovery: Promise<void> = Promise.resolve()
  let now = await present(binaries, dataDir, cluster)
  const first = now

  /** The open connection is how others see that we are here, and how we see that the server died. */
  const watch = (): void => {
    now.connection.unref()
    now.connection.onEnd = () => void (recovery = again())
    if (!now.connection.usable) recovery = again()
  }
  const again = async (): Promise<void> => {
    while (!stopping) {
      try {
        now = await present(binaries, dataDir, cluster)
        log(`PostgreSQL runs again (process ${now.pid})`)
        return stopping ? undefined : watch()
      } catch (error) {
        log(`PostgreSQL can't be started again: ${String(error)}`)
        await new Promise((resolve) => setTimeout(resolve, 1_000).unref())
      }
    }
  }
  watch()

  return {
    connection: first.settings,
    version: first.version,
    adopted: first.adopted,
    get pid() {
      return now.pid
    },
    async stop() {
      if (stopping) return
      stopping = true
      await recovery
      await now.connection.close()
      if (!keep) await shutDown(binaries, cluster, now.settings)
    },
  }
}

/** Makes sure that a server runs and is connected to. */
async function present(binaries: Binaries, dataDir: string, cluster: string): Promise<Present> {
  const until = performance.now() + patienceMs
  let adopted = true
  for (;;) {
    const initialised = await isInitialised(cluster, binaries.major)
    const running = initialised ? await runningIn(cluster) : undefined
    if (running?.ready) {
      const password = await passwordIn(dataDir, false)
      const settings: ConnectionSettings = {
        host: running.host,
        port: running.port,
        user: superuser,
        database: databaseName,
        ...(password === undefined ? {} : { password }),
      }
      const met = await greet(settings, cluster).catch((error: unknown) => {
        // It went down between the look and the greeting.
        if (performance.now() > until) throw error
      })
      if (met) return { ...met, settings, pid: running.pid, adopted }
    } else if (!running) {
      const done = await begin(binaries, dataDir, cluster, initialised)
      if (done === 'ready') adopted = false
    }
    if (performance.now() > until)
      throw new StartRefused('no-start', { reason: 'not ready in time', log: logIn(dataDir) })
    if (adopted) await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

const logIn = (dataDir: string): string => join(dataDir, 'postgres.log')

async function begin(
  binaries: Binaries,
  dataDir: string,
  cluster: string,
  initialised: boolean,
): Promise<'ready' | 'occupied'> {
  const password = await passwordIn(dataDir, true)
  const as = await runAs(binaries.folder, cluster, initialised)
  if (!initialised) await initialise(binaries, cluster, as, password)
  await removeFalseNote(cluster)
  const byPort = password !== undefined
  const archive = await archiveOf(dataDir)
  if (archive) await openFor(archive, as.ids)
  return launch({
    binaries,
    cluster,
    as,
    socketFolder: byPort ? undefined : await socketFolder(cluster, { ...as.ids, ...owned(as.uid) }),
    port: byPort ? await freePort() : 5432,
    archiveCommand: archive ? storing(archive) : undefined,
    logFile: logIn(dataDir),
  })
}

const owned = (uid: number | undefined): { uid?: number } => (uid === undefined ? {} : { uid })

/** Whether a database of the version that we have is there. */
async function isInitialised(cluster: string, major: number): Promise<boolean> {
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (found === undefined) {
    const there = await readdir(cluster).catch(() => [])
    if (there.length > 0) throw new StartRefused('not-a-database', { folder: cluster })
    return false
  }
  const version = Number.parseInt(found, 10)
  if (version === major) return true
  throw new StartRefused(version > major ? 'newer-version' : 'older-version', {
    folder: cluster,
    found: found.trim(),
    known: major,
  })
}

/** Connects, and makes sure that it is the server of this folder and has our database. */
async function greet(
  settings: ConnectionSettings,
  cluster: string,
): Promise<{ connection: Connection; version: string }> {
  const name = 'openltc present'
  const connection = await Connection.open({ connection: settings }, null, name).catch(
    async (error: unknown) => {
      if (sqlState(error) !== '3D000') throw error
      await createDatabase(settings)
      return Connection.open({ connection: settings }, null, name)
    },
  )
  const folder = await connection.text(sql`select current_setting('data_directory')`, true)
  if (folder === null || (await realpath(folder)) !== cluster) {
    await connection.close()
    throw new Error(`the server at ${settings.host} works in ${folder}, not in ${cluster}`)
  }
  const version = await connection.text(
    sql`select split_part(current_setting('server_version'), ' ', 1)`,
    true,
  )
  return { connection, version: version ?? '' }
}

async function createDatabase(settings: ConnectionSettings): Promise<void> {
  const connection = await Connection.open(
    { connection: { ...settings, database: 'postgres' } },
    null,
    'openltc create',
  )
  try {
    await connection.command(`create database ${databaseName}`)
  } catch (error) {
    // Another starter was faster.
    if (sqlState(error) !== '42P04' && sqlState(error) !== '23505') throw error
  } finally {
    await connection.close()
  }
}

/** Only Windows needs one: its server listens on a port of the machine, where others could knock. */
async function passwordIn(dataDir: string, make: boolean): Promise<string | undefined> {
  if (process.platform !== 'win32') return undefined
  const file = join(dataDir, 'database-password')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined || !make) return known
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { mode: 0o600, flag: 'wx' }).catch(() => {})
  return readFile(file, 'utf8')
}
