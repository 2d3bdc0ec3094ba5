// Is work done once, later, and also when the process that had it dies?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { cancelCard, cardOf } from './card.ts'
import type { Jobs } from './jobs.ts'
import { openJobs } from './open-jobs.ts'

let base: TestDatabase
let world: World
let jobs: Jobs
const ran: unknown[] = []
let failures = 0
let hold: (() => void) | null = null

before(async () => {
  ;({ base, world } = await freshWorld(() => new Date(), { schema: 'openltc' }))
  jobs = await openJobs(
    world,
    { connection: base.connection },
    {
      schema: 'openltc',
      whoOf: async () => systemWho,
      quick: {
        note: { run: async ({ data }) => void ran.push(data.text) },
        shaky: {
          run: async ({ attempt }) => {
            if (attempt === 1) {
              failures++
              throw new Error('the first try fails')
            }
            ran.push('second')
          },
        },
      },
      long: {
        count: {
          label: { zh: '计数', en: 'Count' },
          async run({ world: w, progress, done }) {
            for (let at = done; at < 3; at++)
              await w.db.transaction((tx) => progress(tx, at, at + 1, 3, { at: at + 1 }))
            return { sum: 3 }
          },
        },
        slow: {
          label: { zh: '慢', en: 'Slow' },
          async run({ world: w, progress }) {
            await new Promise<void>((resolve) => (hold = resolve))
            await w.db.transaction((tx) => progress(tx, 0, 1, 3, {}))
            return {}
          },
        },
        no: { label: { zh: '拒绝', en: 'No' }, run: async () => refuse('no-header') },
      },
    },
  )
})
after(async () => {
  await jobs?.stop(2000)
  await base?.drop()
})

const until = async (holds: () => boolean | Promise<boolean>, ms = 8000): Promise<void> => {
  const end = performance.now() + ms
  while (!(await holds())) {
    assert.ok(performance.now() < end, 'it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('work exists exactly if the transaction that asked for it commits', async () => {
  await assert.rejects(
    world.db.transaction(async (tx) => {
      await jobs.enqueue(tx, 'note', { text: 'rolled back' })
      throw new Error('no')
    }),
  )
  const from = performance.now()
  await world.db.transaction((tx) => jobs.enqueue(tx, 'note', { text: 'kept' }))
  await until(() => ran.includes('kept'))
  assert.ok(performance.now() - from < 1000, 'a notification wakes the worker, not the clock')
  assert.equal(ran.includes('rolled back'), false)
})

test('work that failed is done again', async () => {
  await world.db.transaction((tx) => jobs.enqueue(tx, 'shaky', {}))
  await until(() => ran.includes('second'), 25_000)
  assert.equal(failures, 1)
})

test('short work whose process died is taken up again within a minute, not after its longest time', async () => {
  await world.db.transaction((tx) =>
    jobs.enqueue(tx, 'note', { text: 'orphan' }, { startAfter: new Date(Date.now() + 3_600_000) }),
  )
  // Some process took it, and was killed.
  await world.db
    .query(sql`update openltc_jobs.job set state = 'active', started_on = now() - interval '21 seconds', heartbeat_on = now() - interval '21 seconds', start_after = now() - interval '21 seconds'
    where name = 'quick' and data->'data'->>'text' = 'orphan'`)
  await until(() => ran.includes('orphan'), 55_000)
})

test('of several waiting jobs with one key only one is kept', async () => {
  const later = new Date(Date.now() + 1500)
  for (let i = 0; i < 3; i++)
    await world.db.transaction((tx) =>
      jobs.enqueue(tx, 'note', { text: 'keyed' }, { singletonKey: 'k', startAfter: later }),
    )
  const [row] = await world.db.query<{ n: number }>(
    sql`select count(*)::int as n from openltc_jobs.job where name = 'keyed' and state = 'created'`,
  )
  assert.equal(row!.n, 1)
})

test('what came due by the clock while no process was there is done once, in the zone of the company', async () => {
  await jobs.every('daily', '0 9 * * *', 'note', { text: 'daily' })
  const kept = async () =>
    base.db.query(
      sql`select timezone, options->>'missed' as missed from openltc_jobs.schedule where key = 'daily'`,
    )
  assert.deepEqual(await kept(), [{ timezone: 'Asia/Shanghai', missed: 'once' }])
  const { company } = world
  world.company = { ...company, zone: 'Europe/Berlin' }
  await jobs.every('daily', '0 9 * * *', 'note', { text: 'daily' })
  assert.deepEqual(await kept(), [{ timezone: 'Europe/Berlin', missed: 'once' }])
  world.company = company
  await jobs.forget('daily', new Set())
})

test('a long job tells how far it is and what came out', async () => {
  const id = await world.db.transaction((tx) => jobs.begin(tx, systemWho, 'count', {}))
  await until(async () => (await cardOf(world.db, systemWho, id)).stage === 'done')
  const card = await cardOf(world.db, systemWho, id)
  assert.deepEqual([card.done, card.total, card.result, card.error], [3, 3, { sum: 3 }, null])
})

test('a refusal ends a job in words of both languages', async () => {
  const id = await world.db.transaction((tx) => jobs.begin(tx, systemWho, 'no', {}))
  await until(async () => (await cardOf(world.db, systemWho, id)).stage === 'failed')
  assert.deepEqual((await cardOf(world.db, systemWho, id)).error, {
    zh: '文件中没有找到表头行。',
    en: 'The file has no header row.',
  })
})

test('a job that its owner cancels stops at its next step', async () => {
  const id = await world.db.transaction((tx) => jobs.begin(tx, systemWho, 'slow', {}))
  await until(() => hold !== null)
  await cancelCard(world.db, systemWho, id, world.now())
  hold!()
  await until(async () => (await cardOf(world.db, systemWho, id)).stage === 'cancelled')
  assert.equal((await cardOf(world.db, systemWho, id)).done, 0)
})

test('another person does not see the job', async () => {
  const id = await world.db.transaction((tx) => jobs.begin(tx, systemWho, 'count', {}))
  await assert.rejects(
    cardOf(
      world.db,
      { ...systemWho, id: '00000000-0000-7000-8000-000000000002', roles: ['sales'] },
      id,
    ),
    { code: 'not-found' },
  )
})
