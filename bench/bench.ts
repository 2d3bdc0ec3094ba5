// How fast is it, against the limit of the same PostgreSQL? `npm run bench` prints docs/bench.md's table.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { createKey } from '#server/login/keys.ts'
import { createPerson } from '#server/login/people.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { readWho } from '#server/login/who.ts'
import { openWorld } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'
import { serverFlags } from '#tools/node-flags.mjs'
import { fillEvents, fillLeads, fillOpportunities, fillPeople, markOf } from './fill.ts'
import { bundle, importLeads, starts } from './program.ts'
import { groups, reads, searches } from './reads.ts'
import { type Place, Sheet, tell, whole } from './sheet.ts'
import { customField, fieldUnderLoad, writes } from './writes.ts'

const small = process.argv.includes('--small')
const sizes = small
  ? { leads: 20_000, opportunities: 50_000, events: 50_000 }
  : { leads: 100_000, opportunities: 1_000_000, events: 3_000_000 }
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.cache', `bench-${sizes.opportunities}`)
const copy = join(root, '.cache', 'bench-copy')
const port = 3977

await fillOnce()
if (process.argv.includes('--fill')) process.exit(0)
// What is measured is done to a copy: tables that hold what an earlier run wrote are slower in some ways, and no two alike.
rmSync(copy, { recursive: true, force: true })
execFileSync('cp', ['-Rp', folder, copy])
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
const postgres = await startPostgres({ dataDir: join(copy, 'postgres') })
const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
const world = await openWorld(db, 'openltc', book, () => new Date())
const server = await startServer()
const admin = await createPerson(
  world,
  {
    name: 'bench',
    email: `bench${Date.now()}@example.com`,
    roles: ['admin'],
    password: 'Bench-only-4711',
  },
  systemWho,
)
const [leader] = await db.query<{ id: string }>(
  sql`select lead as id from team where lead is not null order by id limit 1`,
)
const adminKey = await createKey(db, admin, 'bench', { now: new Date() })
const leaderKey = await createKey(db, leader!.id, 'bench', { now: new Date() })
const adminWho = (await readWho(db, admin))!

const sheet = new Sheet(small ? 1 : 3)
const place: Place = {
  world,
  db,
  connection: postgres.connection,
  root,
  port,
  admin,
  adminWho,
  adminKey,
  leaderKey,
  sizes,
  small,
  sheet,
}
try {
  await reads(place)
  // Before the writes: afterwards the newest leads are all of one company, which no list of 100,000 names is.
  await searches(place)
  await writes(place)
  await groups(place)
  await fieldUnderLoad(place)
  await customField(place)
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
}
// What a million changed rows leave PostgreSQL to tidy would be in the way of the others.
await db.close()
await postgres.stop()
importLeads(place)
await starts(place)
bundle(place)
process.stdout.write(
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, everything on one machine; ${whole(sizes.leads)} leads, ${whole(sizes.opportunities)} opportunities, ${whole(sizes.events)} events\n\n${sheet.text}\n`,
)
process.exit(0)

/** Fills the tables, tidies them and leaves them at rest, unless that has been done. */
async function fillOnce(): Promise<void> {
  const mark = markOf(folder)
  if (existsSync(mark)) return
  tell('filling the tables…')
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
  const world = await openWorld(db, 'openltc', book, () => new Date())
  await ensureSystemPerson(world)
  const filled = await fillPeople(world)
  await fillLeads(world, filled, sizes.leads, tell)
  await fillOpportunities(world, filled, sizes.opportunities, tell)
  await fillEvents(world, sizes.events, folder)
  await db.query(sql`vacuum analyze`, { limitMs: 600_000 })
  await db.close()
  await postgres.stop()
  writeFileSync(mark, '')
}

async function startServer(): Promise<ChildProcess> {
  const process_ = spawn(process.execPath, [...serverFlags, join(root, 'server/main.ts')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: copy },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    process_.stdout.once('data', () => resolve())
    process_.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return process_
}
