// Does a company at work get its answers, is too much sent away politely, and is all well afterwards? The short form of `npm run load`.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { allRoutes } from '#server/http/all-routes.ts'
import { openWork } from '#server/jobs/open-work.ts'
import { type Login, openLogin } from '#server/login/login.ts'
import { fillLeads, fillOpportunities, fillPeople } from '#bench/fill.ts'
import { openSessions, type Session } from '#bench/load/company.ts'
import { type Driver, driver } from '#bench/load/drive.ts'
import { company, type Company } from './spine-company.ts'
import { quietServer } from './quiet-server.ts'

const secret = 'w8Rn2-kLpX5_vQz7TdYc3MfHjGbSeAu9'
let firm: Company
let login: Login
let server: FastifyInstance
let stop: () => Promise<void>
let drive: Driver
let sessions: Session[]
let port: number

before(async () => {
  firm = await company(new Date().toISOString())
  const { world } = firm
  const filled = await fillPeople(world, { people: 60, teams: 12, accounts: 60 })
  await fillLeads(world, filled, 600, () => {})
  await fillOpportunities(world, filled, 1200, () => {})
  await world.db.query(sql`analyze`)
  login = await openLogin({ world, secret })
  sessions = await openSessions(world, 60)
  const folder = await mkdtemp(join(tmpdir(), 'openltc-load-'))
  const work = await openWork(
    world,
    book,
    { connection: firm.base.connection },
    { schema: 'test', dataFolder: folder, files: folderStore(folder), smtpUrl: null },
  )
  server = quietServer(
    { world, login, folder },
    allRoutes({ book, version: '0', fill: async () => '', work: work.routes }),
  )
  port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port)
  drive = driver()
  stop = async () => {
    await work.jobs.stop(1000)
    await rm(folder, { recursive: true, force: true })
  }
})
after(async () => {
  drive?.close()
  await server?.close()
  await stop?.()
  await login?.close()
  await firm?.close()
})

const run = (seed: number, perSecond: number, seconds: number) =>
  drive.run({ port, sessions, seed, perSecond, seconds })

test('people of all roles list, open, save, move and search, and hear what others change', async () => {
  await drive.open({ port, sessions })
  const usual = await run(1, 40, 4)
  assert.deepEqual(usual.said, [])
  assert.deepEqual(usual.failed, {})
  for (const kind of ['list', 'record', 'page', 'save', 'search', 'own numbers'])
    assert.ok(usual.kinds[kind], `nobody came to ${kind}`)
  assert.ok(usual.news > 0, 'somebody heard of a change')
})

test('more than can be done is sent away at once with Retry-After, health answers, and afterwards all is well', async () => {
  let healthy = 0
  const asking = (async () => {
    for (let turn = 0; turn < 5; turn++)
      if ((await fetch(`http://127.0.0.1:${port}/api/health`)).status === 200) healthy++
  })()
  const flood = await run(2, 40_000, 0.05)
  await asking
  assert.equal(healthy, 5)
  assert.deepEqual(Object.keys(flood.failed), ['503'], flood.said.join('\n'))
  assert.equal(flood.rude, 0)
  assert.ok(flood.answered >= 100, `only ${flood.answered} were answered well`)
  let later = await run(3, 20, 1)
  for (let turn = 4; turn < 12 && Object.keys(later.failed).length; turn++)
    later = await run(turn, 20, 1)
  assert.deepEqual(later.failed, {}, later.said.join('\n'))
})
