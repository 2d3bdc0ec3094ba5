// Does it hold with a thousand people at work, and what happens when five times as much is asked? `npm run load -- --minutes N --sessions N --rate N`
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { applyLogin } from '#server/login/tables.ts'
import { openWorld } from '#server/records/open-world.ts'
import { serverFlags } from '#tools/node-flags.mjs'
import { fillEvents, fillLeads, fillOpportunities, fillPeople, markOf } from '../fill.ts'
import { openSessions } from './company.ts'
import { driver } from './drive.ts'
import type { Outcome } from './driver.ts'

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    sessions: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '250' },
    records: { type: 'string', default: '1000000' },
    port: { type: 'string', default: '3979' },
    fill: { type: 'boolean', default: false },
  },
})
const [minutes, sessions, rate, records, port] = [
  Number(given.minutes),
  Number(given.sessions),
  Number(given.rate),
  Number(given.records),
  Number(given.port),
]
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.cache', `load-${records}`)
const tell = (text: string): void => void process.stderr.write(`${text}\n`)

const mark = markOf(folder)
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
const world = await openWorld(db, 'openltc', book, () => new Date())
await ensureSystemPerson(world)
await applyLogin(db)
if (!existsSync(mark)) {
  tell('filling the tables…')
  const filled = await fillPeople(world, { people: 1000, teams: 120, accounts: records / 10 })
  await fillLeads(world, filled, records / 5, tell)
  await fillOpportunities(world, filled, (records / 10) * 7, tell)
  await fillEvents(world, records, folder)
  writeFileSync(mark, '')
}
await db.query(sql`vacuum analyze`, { limitMs: 600_000 })
if (given.fill) {
  await db.close()
  await postgres.stop()
  process.exit(0)
}
const people = await openSessions(world, sessions)
await db.close()
const server = await startServer()
const drive = driver()
try {
  await drive.open({ port, sessions: people })
  const job = { port, sessions: people, seed: Math.floor(Date.now() / 1000) }
  tell('warming up…')
  await drive.run({ ...job, perSecond: rate, seconds: 20 })
  tell(`${rate} calls a second for ${minutes} minutes…`)
  const before = processor()
  const watch = watchMemory()
  const usual = await drive.run({
    ...job,
    perSecond: rate,
    seconds: minutes * 60,
    seed: job.seed + 1,
  })
  const used = shareOf(before, processor())
  const memory = watch()
  tell('five times as much…')
  const health = watchHealth()
  const over = await drive.run({ ...job, perSecond: rate * 5, seconds: 20, seed: job.seed + 2 })
  const healthy = health()
  tell('and as before…')
  const after = await drive.run({ ...job, perSecond: rate, seconds: 20, seed: job.seed + 3 })
  report(usual, over, after, { ...used, memory, healthy })
} finally {
  drive.close()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  await postgres.stop()
}
process.exit(0)

async function startServer(): Promise<ChildProcess> {
  const it = spawn(process.execPath, [...serverFlags, join(root, 'server/main.ts')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    it.stdout.once('data', () => resolve())
    it.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return it
}

interface Processor {
  readonly at: number
  readonly app: number
  readonly postgres: number
}

/** Seconds of processor used so far: by the server, and by PostgreSQL with all its processes that live. */
function processor(): Processor {
  const master = Number(
    readFileSync(join(folder, 'postgres/database/postmaster.pid'), 'utf8').split('\n')[0],
  )
  // Those of ended connections are in what the postmaster has waited for.
  return {
    at: performance.now(),
    app: secondsOf(server.pid!, false),
    postgres: childrenOf(master).reduce(
      (sum, pid) => sum + secondsOf(pid, false),
      secondsOf(master, true),
    ),
  }
}

function secondsOf(pid: number, withEnded: boolean): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parts = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return (parts[11]! + parts[12]! + (withEnded ? parts[13]! + parts[14]! : 0)) / 100
  } catch {
    return 0
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
}

function shareOf(a: Processor, b: Processor): { app: number; postgres: number } {
  const seconds = (b.at - a.at) / 1000
  return {
    app: (b.app - a.app) / seconds / cpus().length,
    postgres: (b.postgres - a.postgres) / seconds / cpus().length,
  }
}

/** The most that the server held, MB. */
function watchMemory(): () => number {
  let most = 0
  const timer = setInterval(
    () =>
      (most = Math.max(
        most,
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0),
      )),
    1000,
  )
  return () => {
    clearInterval(timer)
    return Math.round(most / 1024)
  }
}

/** Does `/api/health` answer all the time, and how late at most? */
function watchHealth(): () => string {
  let [asked, well, worst] = [0, 0, 0]
  const timer = setInterval(() => {
    asked++
    const from = performance.now()
    fetch(`http://127.0.0.1:${port}/api/health`).then(
      (answer) => {
        if (answer.ok) well++
        worst = Math.max(worst, performance.now() - from)
      },
      () => {},
    )
  }, 250)
  return () => {
    clearInterval(timer)
    return `${well} of ${asked}, the slowest ${worst.toFixed(0)} ms`
  }
}

/**
 * Seconds after the flood until nobody is sent away and 99 of 100 calls are answered within a second again. A sum over
 * everything that happens to be made anew then takes longer, as it does at any other time.
 */
function recovered(after: Outcome): number {
  return after.seconds.findLastIndex((one) => one.bad > 0 || one.late > one.good / 100) + 1
}

/** The seconds in which somebody waited long: where to look for what held everybody up. */
function slowSeconds(usual: Outcome): string {
  const slow = usual.seconds.flatMap((one, at) =>
    one.worst > 300 ? [`${at} s: ${Math.round(one.worst)} ms`] : [],
  )
  return slow.length ? slow.join(', ') : 'none'
}

function report(
  usual: Outcome,
  over: Outcome,
  after: Outcome,
  machine: { app: number; postgres: number; memory: number; healthy: string },
): void {
  const ms = (n: number): string => n.toFixed(n < 10 ? 1 : 0)
  const whole = (n: number): string => Math.round(n).toLocaleString('en')
  const failures = (one: Outcome): string =>
    Object.entries(one.failed)
      .map(([status, n]) => `${n} × ${status}`)
      .join(', ') || 'none'
  const line = (kind: string, t: Outcome['all']): string =>
    `| ${kind} | ${whole(t.n)} | ${ms(t.p50)} | ${ms(t.p99)} | ${ms(t.max)} |`
  process.stdout
    .write(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, everything on one machine; ${whole(records)} records, ${whole(sessions)} sessions with live events, ${rate} calls a second for ${minutes} minutes

| kind | calls | p50 ms | p99 ms | max ms |
|---|---|---|---|---|
${Object.entries(usual.kinds)
  .sort((a, b) => b[1].n - a[1].n)
  .map(([kind, times]) => line(kind, times))
  .join('\n')}
${line('**all**', usual.all)}

- errors: ${failures(usual)}${usual.said.map((one) => `\n  - ${one}`).join('')}
- seconds with a call over 300 ms: ${slowSeconds(usual)}
- live events delivered: ${whole(usual.news)}
- memory of the server at most ${machine.memory} MB; of the two cores the server took ${Math.round(machine.app * 100)} %, PostgreSQL ${Math.round(machine.postgres * 100)} %
- five times the rate for 20 s: ${whole(over.answered / 20)} calls a second answered well (p99 ${ms(over.all.p99)} ms), ${failures(over)}; sent away after ${ms(over.away.p50)} ms (p99 ${ms(over.away.p99)} ms), ${over.rude} of them without Retry-After; health answered ${machine.healthy}
- afterwards: nobody sent away and 99 of 100 calls within a second again after ${recovered(after)} s; p99 of those 20 s ${ms(after.all.p99)} ms, ${failures(after)}
`)
}
