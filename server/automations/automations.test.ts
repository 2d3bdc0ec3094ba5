// Does each automation do its work once, visibly, and never without end?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Automation } from '#kernel/automation/automation.ts'
import type { Values } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { httpServer } from '#server/http/server.ts'
import { openWork, type Work } from '#server/jobs/open-work.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import type { Outgoing } from '#server/outgoing/send-out.ts'
import { contextOf } from '#server/records/context.ts'
import { appOf, openWorld } from '#server/records/open-world.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/records/world.ts'
import { change, create } from '#server/records/write.ts'
import type { Login } from '#server/login/login.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { deepest } from './runs.ts'
import { setOff } from './schedules.ts'

let base: TestDatabase
let world: World
let work: Work
let server: FastifyInstance
let folder: string
let clock = new Date('2026-11-23T02:00:00Z')
const calls: [string, Outgoing][] = []
const ada: Who = { ...systemWho, id: '00000000-0000-7000-8000-000000000009', name: 'Ada' }
const words = (text: string) => ({ zh: text, en: text })

const automations: Record<string, Automation> = {
  greet: { label: words('greet'), when: { on: 'create', object: 'lead' }, if: 'source = "website"', steps: [
    { do: 'change', set: { title: '"Dr. " & name', region: 'owner.name' } },
    { do: 'message', to: [{ field: 'owner' }], text: words('new: {name} of {company}') },
    { do: 'webhook', url: 'https://hooks.example/in', fields: ['name', 'number'] },
  ] },
  ping: { label: words('ping'), when: { on: 'change', object: 'competitor', fields: ['name'] }, steps: [{ do: 'change', set: { name: 'name & "."' } }] },
  half: { label: words('half'), when: { on: 'create', object: 'campaign' }, steps: [
    { do: 'create', object: 'product', set: { name: '"made for " & name' } },
    { do: 'action', action: 'no_such_action' },
    { do: 'create', object: 'product', set: { name: '"never"' } },
  ] },
  later: { label: words('later'), when: { on: 'move', object: 'lead', stage: 'contacting' }, steps: [{ do: 'wait', days: 2 }, { do: 'change', set: { region: '"later"' } }] },
  daily: { label: words('daily'), when: { on: 'schedule', cron: '0 9 * * *', object: 'lead' }, if: 'company = "Daily (sample)"', steps: [{ do: 'change', set: { region: '"daily"' } }] },
  asks: { label: words('asks'), when: { on: 'change', object: 'quote', fields: ['valid_until'] }, if: 'valid_until is not empty', steps: [{ do: 'approval', flow: 'always' }, { do: 'message', to: [{ role: 'admin' }], text: words('approved') }] },
  outside: { label: words('outside'), when: { on: 'webhook', object: 'lead' }, steps: [{ do: 'create', object: 'lead', set: { name: 'values.who', company: '"From outside"' } }] },
}

before(async () => {
  base = await testDatabase({ schema: 'openltc' })
  world = await openWorld(base.db, 'openltc', book, () => clock)
  await ensureSystemPerson(world)
  world.app = appOf({ ...book, automations, approvals: { ...book.approvals, always: {
    object: 'quote', label: words('always'), steps: { one: { label: words('one'), approvers: [{ person: ada.id }], mode: 'any' } }, waiting: 'in_approval', approved: 'approved', rejected: 'rejected', returned: 'draft',
  } } }, {}, 1)
  await base.db.query(sql`insert into person (id, name, language, roles, active, version, created_at, created_by, updated_at, updated_by) values
    (${ada.id}::uuid, 'Ada', 'en', '{admin}', true, 1, now(), ${systemWho.id}::uuid, now(), ${systemWho.id}::uuid)`)
  folder = await mkdtemp(join(tmpdir(), 'openltc-auto-'))
  work = await openWork(world, book, { connection: base.connection }, {
    schema: 'openltc', dataFolder: folder, smtpUrl: null, call: async (address, what) => { calls.push([address, what]); return { status: 200, type: '', text: '' } },
  })
  const login = { who: async () => ada, sameOrigin: () => {}, forget: () => {}, mustBeFresh: async () => {} } as unknown as Login
  server = httpServer({ world, login, webFolder: null, dataFolder: folder }, work.routes, pino({ level: 'silent' }))
})
after(async () => {
  await server?.close()
  await work?.jobs.stop(1000)
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

const doing = (tx: Doing['tx']): Doing => ({ world, app: world.app, tx, who: ada, at: circumstances(world, ada), cause: { kind: 'person' }, action: null })
const make = (object: string, values: Values) => world.db.transaction(tx => create(doing(tx), object, values, 'action'))
type RunRow = { id: string; stage: string; step: number; depth: number; log: { do: string }[]; error: { en: string } | null }
const runsOf = (automation: string, record: string) => base.db.query<RunRow>(sql`select id, stage, step, depth, log, error from automation_run where automation = ${automation} and record = ${record}::uuid order by created_at, depth`)

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let turn = 0; ; turn++) {
    const value = await read()
    if (holds(value)) return value
    assert.ok(turn < 400, `it did not happen in time: ${JSON.stringify(value)}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
const ended = (rows: RunRow[]): boolean => rows.length > 0 && rows.every(row => row.stage !== 'waiting')

test('a new record sets it off once; its steps are done in order and leave a trace', async () => {
  const id = await make('lead', { name: 'Test', company: 'Acme (sample)', source: 'website', owner: ada.id })
  const [run, ...more] = await until(() => runsOf('greet', id), ended)
  assert.deepEqual([run!.stage, run!.log.map(line => line.do), more.length], ['done', ['change', 'message', 'webhook'], 0], JSON.stringify(run))
  const [lead] = await base.db.query(sql`select title, region from lead where id = ${id}::uuid`)
  assert.deepEqual(lead, { title: 'Dr. Test', region: 'Ada' })
  const [notice] = await base.db.query(sql`select text_en, object_name from notice where person = ${ada.id}::uuid and record_id = ${id}`)
  assert.deepEqual(notice, { text_en: 'new: Test of Acme (sample)', object_name: 'lead' })
  const [address, what] = calls.at(-1)!
  assert.equal(address, 'https://hooks.example/in')
  assert.equal((JSON.parse(what.body!) as { record: { name: string } }).record.name, 'Test')
  const [event] = await base.db.query(sql`select cause, cause_id from event where record = ${id}::uuid and deed = 'change'`)
  assert.deepEqual(event, { cause: 'automation', cause_id: run!.id })
})

test('a record that does not meet the condition is left alone', async () => {
  const id = await make('lead', { name: 'Test', company: 'Acme (sample)', source: 'phone' })
  const [run] = await until(() => runsOf('greet', id), ended)
  assert.deepEqual([run!.stage, run!.log], ['left', []])
})

test('what sets itself off ends at the declared depth, and administrators are told', async () => {
  const id = await make('competitor', { name: 'Rival' })
  await world.db.transaction(tx => change(doing(tx), 'competitor', id, { name: 'Rival 2' }, 'action'))
  const rows = await until(() => runsOf('ping', id), list => list.some(row => row.stage === 'stopped'))
  assert.equal(Math.max(...rows.map(row => row.depth)), deepest + 1)
  const [row] = await base.db.query(sql`select name from competitor where id = ${id}::uuid`)
  assert.equal(row!.name, `Rival 2${'.'.repeat(deepest + 1)}`)
  const told = await base.db.query(sql`select 1 from notice where person = ${ada.id}::uuid and record_id = ${id}`)
  assert.equal(told.length, 1)
})

test('a step that is refused ends the run in words; what was done before stays and is to be seen', async () => {
  const id = await make('campaign', { name: 'Fair (sample)' })
  const [run] = await until(() => runsOf('half', id), ended)
  assert.deepEqual([run!.stage, run!.step, run!.log.length], ['failed', 1, 1])
  assert.match(run!.error!.en, /No such/)
  const products = await base.db.query(sql`select name from product`)
  assert.deepEqual(products, [{ name: 'made for Fair (sample)' }])
})

test('a wait is over when its time has come, not before', async () => {
  const id = await make('lead', { name: 'Wait', company: 'Later (sample)' })
  await world.db.transaction(tx => change(doing(tx), 'lead', id, {}, 'action', { stage: 'contacting', deed: 'move' }))
  const [run] = await until(() => runsOf('later', id), rows => rows[0]?.step === 1)
  assert.equal(run!.stage, 'waiting')
  const again = () => world.db.transaction(tx => work.jobs.enqueue(tx, 'automation', { runs: [run!.id] }))
  await again()
  await new Promise(resolve => setTimeout(resolve, 200))
  assert.equal((await runsOf('later', id))[0]!.step, 1)
  clock = new Date(clock.getTime() + 3 * 86_400_000)
  await again()
  await until(() => runsOf('later', id), rows => rows[0]!.stage === 'done')
})

test('an approval holds the steps after it back until people have said yes', async () => {
  const account = await make('account', { name: 'Asks (sample)' })
  const opportunity = await make('opportunity', { name: 'Asks', account })
  const [id, other] = [await make('quote', { account, opportunity }), await make('quote', { account, opportunity })]
  for (const one of [id, other]) await world.db.transaction(tx => change(doing(tx), 'quote', one, { valid_until: '2026-12-31' }, 'action'))
  for (const [one, answer] of [[id, 'approve'], [other, 'reject']] as const) {
    const [run] = await until(() => runsOf('asks', one), rows => rows[0]?.step === 1)
    assert.equal(run!.stage, 'waiting')
    await world.db.transaction(async tx => contextOf(doing(tx)).answerApproval(await contextOf(doing(tx)).get('quote', one), answer, 'so be it'))
  }
  await until(() => runsOf('asks', id), rows => rows[0]!.stage === 'done')
  assert.deepEqual((await runsOf('asks', other)).map(row => [row.stage, row.step]), [['stopped', 1]])
})

test('by the clock it runs once for each record that matches, also when the clock strikes twice', async () => {
  const id = await make('lead', { name: 'Day', company: 'Daily (sample)' })
  assert.equal(await setOff(world, work.jobs, 'daily', 'first'), 1)
  assert.equal(await setOff(world, work.jobs, 'daily', 'first'), 0)
  await until(() => runsOf('daily', id), ended)
  assert.equal((await runsOf('daily', id)).length, 1)
})

test('a caller from outside needs the token that was shown', async () => {
  const { token } = (await server.inject({ method: 'POST', url: '/api/v1/model/automations/outside/token' })).json()
  const call = (given: string | undefined, name = 'outside') => server.inject({ method: 'POST', url: `/api/v1/hooks/${name}`, headers: given === undefined ? {} : { 'x-openltc-token': given }, payload: { who: 'Somebody' } })
  assert.deepEqual([(await call(undefined)).statusCode, (await call('wrong')).statusCode, (await call(token, 'greet')).statusCode], [404, 404, 404])
  assert.equal((await call(token)).statusCode, 202)
  await until(() => base.db.query<{ name: string }>(sql`select name from lead where company = 'From outside'`), rows => rows.length === 1 && rows[0]!.name === 'Somebody')
})

test('work of a transaction that was rolled back is never done', async () => {
  const before = await base.db.query(sql`select count(*)::int as n from automation_run`)
  await assert.rejects(world.db.transaction(async tx => {
    await create(doing(tx), 'lead', { name: 'Gone', company: 'x', source: 'website' }, 'action')
    throw new Error('no')
  }))
  assert.deepEqual(await base.db.query(sql`select count(*)::int as n from automation_run`), before)
})
