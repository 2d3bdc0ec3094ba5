// What is tortured? A whole installation: two servers, a worker, PostgreSQL, and the links between them.

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { book } from '#ltc/index.ts'
import { freePort } from '#server/database/free-port.ts'
import { runningIn } from '#server/database/running.ts'
import { openDatabase, type Database } from '#server/database/pool.ts'
import { superuser } from '#server/database/initialise.ts'
import { createKey } from '#server/login/keys.ts'
import { createPerson, findByEmail } from '#server/login/people.ts'
import { openWorld } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'
import { compiledBefore } from '../compiled-before.ts'
import { type Disk, makeDisk } from './disk.ts'
import { type Proxy, proxy } from './proxy.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Part = 'left' | 'right' | 'worker'
export const parts: readonly Part[] = ['left', 'right', 'worker']
/** Those that people's calls go to. */
export const servers: readonly Part[] = ['left', 'right']

export interface Plant {
  readonly disk: Disk
  readonly db: Database
  /** Where people's calls go: to whichever server takes them. */
  readonly door: Proxy
  /** Between `right` and PostgreSQL. */
  readonly wire: Proxy
  readonly keys: Readonly<Record<string, string>>
  /** Starts a part and does not wait for it. */
  begin(part: Part): void
  /** Starts a part; answers how long it took until its first good answer. */
  start(part: Part, clockShiftMs?: number): Promise<number>
  /** Milliseconds of processor time that each start took until then: other programs on the machine do not matter. */
  readonly effort: number[]
  running(part: Part): boolean
  signal(part: Part, signal: NodeJS.Signals): void
  /** Asks it to end and waits for that; answers its exit status. */
  stop(part: Part): Promise<number | null>
  /** The processes of PostgreSQL that serve this plant, its head first. */
  postgres(): number[]
  /** Milliseconds until every running part answers well. */
  healthy(withinMs: number): Promise<number>
  /** What the parts wrote to stderr. */
  log(): string
  end(): Promise<void>
}

const password = 'Torture-Company-7041'
const people: readonly (readonly [string, readonly string[]])[] = [
  ['boss', ['manager']],
  ['fay', ['finance']],
  ['dan', ['delivery']],
  ...Array.from({ length: 8 }, (_, i) => [`sales${i}`, ['sales']] as const),
]

/** @param gone whoever says it ends the plant at once, also while it is being made: nothing that was started stays behind */
export async function makePlant(place: string, gone?: AbortSignal): Promise<Plant> {
  const disk = makeDisk(place)
  const cluster = join(disk.folder, 'postgres', 'database')
  const ports: Record<Part, number> = {
    left: await freePort(),
    right: await freePort(),
    worker: await freePort(),
  }
  const children = new Map<Part, ChildProcess>()
  const logFile = join(place, 'log')
  const log = openSync(logFile, 'a')
  const effort: number[] = []
  let socket = ''
  let turn = 0
  let db: Database | undefined
  let ending: Promise<void> | undefined
  const door = await proxy(() => {
    const open = servers.filter((part) => alive(part))
    const part = open[turn++ % Math.max(1, open.length)]
    return part ? { host: '127.0.0.1', port: ports[part] } : null
  })
  const wire = await proxy(() => (socket ? { path: socket } : null))

  const alive = (part: Part): boolean => {
    const child = children.get(part)
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  function begin(part: Part, clockShiftMs: number): ChildProcess {
    if (ending) throw new Error('the plant has ended')
    const child = spawn(
      process.execPath,
      [
        '--import',
        fileURLToPath(new URL('./skewed-clock.ts', import.meta.url)),
        join(root, 'server/main.ts'),
      ],
      {
        cwd: root,
        stdio: ['ignore', log, log],
        env: {
          ...compiledBefore,
          PATH: process.env.PATH ?? '',
          HOME: process.env.HOME ?? '',
          TMPDIR: process.env.TMPDIR ?? '/tmp',
          LOG_LEVEL: 'error',
          PORT: String(ports[part]),
          DATA_DIR: disk.folder,
          CLOCK_SHIFT_MS: String(clockShiftMs),
          ADMIN_EMAIL: 'admin@torture.example',
          ADMIN_PASSWORD: password,
          JOBS: part === 'left' ? 'off' : 'on',
          ...(part === 'right'
            ? { DATABASE_URL: `postgres://${superuser}@127.0.0.1:${wire.port}/openltc` }
            : {}),
        },
      },
    )
    children.set(part, child)
    return child
  }

  async function start(part: Part, clockShiftMs = 0): Promise<number> {
    const from = performance.now()
    for (let tries = 0; ; tries++) {
      const child = begin(part, clockShiftMs)
      while (child.exitCode === null && child.signalCode === null) {
        if (await answers(ports[part])) {
          effort.push(processorMs(child.pid ?? 0))
          return performance.now() - from
        }
        // By its own processor time: on a busy machine the clock says nothing.
        if (processorMs(child.pid ?? 0) > 20_000 || performance.now() - from > 600_000)
          throw new Error(
            `${part} did not answer within ${Math.round(performance.now() - from)} ms, ${processorMs(child.pid ?? 0)} ms of them its own`,
          )
        await pause(20)
      }
      // Whoever starts it (systemd, Docker) starts it again when the database was not there yet.
      if (tries === 60)
        throw new Error(
          `${part} ended ${tries} times: ${child.exitCode}\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
        )
      await pause(500)
    }
  }

  /** Ends every process and gives the disk back; asked twice it is done once. */
  const end = (): Promise<void> => (ending ??= endAll())

  async function endAll(): Promise<void> {
    for (const part of parts) children.get(part)?.kill('SIGCONT')
    for (const pid of family(cluster)) kill(pid, 'SIGCONT')
    disk.free()
    await db?.close()
    await Promise.all(
      parts.filter(alive).map(async (part) => {
        const child = children.get(part)!
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
        child.kill('SIGTERM')
        await Promise.race([ended, pause(10_000)])
        if (alive(part)) child.kill('SIGKILL')
        await ended
      }),
    )
    await Promise.all([door.end(), wire.end()])
    const [head] = family(cluster)
    if (head) kill(head, 'SIGINT')
    for (let i = 0; i < 100 && family(cluster).length; i++) await pause(50)
    for (const pid of family(cluster)) kill(pid, 'SIGKILL')
    closeSync(log)
    disk.remove()
  }

  async function build(): Promise<{ db: Database; keys: Readonly<Record<string, string>> }> {
    await start('left')
    const running = await runningIn(cluster)
    if (!running) throw new Error('PostgreSQL does not run')
    socket = join(running.host, `.s.PGSQL.${running.port}`)
    const opened = openDatabase({
      connection: { host: running.host, port: running.port, user: superuser, database: 'openltc' },
      schema: 'openltc',
      lanes: 2,
      seats: 4,
    })
    db = opened
    const keys = await settle(opened)
    await Promise.all([start('right'), start('worker')])
    return { db: opened, keys }
  }

  gone?.addEventListener('abort', () => void end())
  const built = await build().catch(async (error: unknown) => {
    await end()
    throw error
  })

  return {
    disk,
    db: built.db,
    door,
    wire,
    keys: built.keys,
    start,
    effort,
    begin: (part) => void begin(part, 0),
    running: alive,
    signal(part, signal) {
      const child = children.get(part)
      if (child && alive(part)) child.kill(signal)
    },
    async stop(part) {
      const child = children.get(part)
      if (!child || !alive(part)) return child?.exitCode ?? null
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      await Promise.race([ended, pause(20_000)])
      if (alive(part)) child.kill('SIGKILL')
      await ended
      return child.exitCode
    },
    postgres: () => family(cluster),
    async healthy(withinMs) {
      const from = performance.now()
      for (;;) {
        const good = await Promise.all(parts.filter(alive).map((part) => answers(ports[part])))
        if (good.every(Boolean)) return performance.now() - from
        if (performance.now() - from > withinMs)
          throw new Error(
            `not well after ${withinMs} ms: ${parts
              .filter(alive)
              .filter((_, i) => !good[i])
              .join(', ')}`,
          )
        await pause(50)
      }
    },
    log: () => readFileSync(logFile, 'utf8'),
    end,
  }
}

/** The people who work here, with a key for each. */
async function settle(db: Database): Promise<Record<string, string>> {
  const world = await openWorld(db, 'openltc', book, () => new Date())
  const keys: Record<string, string> = {}
  for (const [name, roles] of people) {
    const id = await createPerson(
      world,
      { name, email: `${name}@torture.example`, roles, password, weakAllowed: true },
      systemWho,
    )
    keys[name] = await createKey(db, id, 'torture', { now: new Date() })
  }
  const admin = await findByEmail(world, 'admin@torture.example')
  keys.admin = await createKey(db, admin!.id, 'torture', { now: new Date() })
  return keys
}

/** Head and children of the PostgreSQL that works in this folder; proven by where they stand, so that no other is hit. */
function family(cluster: string): number[] {
  let head: number
  try {
    head = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!(head > 0) || readlinkSync(`/proc/${head}/cwd`) !== realpathSync(cluster)) return []
  } catch {
    return []
  }
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === head)
  return [head, ...children]
}

function parentOf(pid: number): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** What a process has used so far; the system counts in hundredths of a second. */
function processorMs(pid: number): number {
  try {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(parts[11]) + Number(parts[12])) * 10
  } catch {
    return 0
  }
}

/** A signal to a process that may have ended already. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has.
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(2000),
      headers: { connection: 'close' },
    })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))
