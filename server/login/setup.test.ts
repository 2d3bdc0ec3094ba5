// Does an empty system get one company and one administrator, whoever and however many ask?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { ensureSystemPerson, setup, setupFromEnvironment, setupNeeded } from './setup.ts'
import { applyLogin } from './tables.ts'

let base: TestDatabase
let world: World
const input = {
  company: '示例制造',
  name: '示例管理员',
  email: 'admin@sample.example',
  password: 'Sturdy-Bridge-42',
  sample: false,
  language: 'zh',
} as const

before(async () => {
  ;({ base, world } = await freshWorld(() => new Date('2026-11-23T08:00:00Z')))
})
after(() => base.drop())

test('the tables of the sign-in are made once, however many processes start', async () => {
  await Promise.all(Array.from({ length: 8 }, () => applyLogin(base.db)))
  assert.equal(await setupNeeded(world), true)
})

test('the system is one person in the log, made once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => ensureSystemPerson(world)))
  assert.deepEqual(await base.db.query(sql`select id, active, created_by from person`), [
    { id: systemWho.id, active: false, created_by: systemWho.id },
  ])
  assert.deepEqual(await base.db.query(sql`select deed, who, record from event`), [
    { deed: 'create', who: systemWho.id, record: systemWho.id },
  ])
})

test('what is missing or weak is told field by field, and nothing is made', async () => {
  const wrong = { ...input, company: ' ', name: 3 as unknown as string, email: '', password: '' }
  await assert.rejects(setup(world, wrong), (error: { problems: { path: string }[] }) => {
    assert.deepEqual(error.problems.map((one) => one.path).sort(), [
      'company',
      'email',
      'name',
      'password',
    ])
    return true
  })
  await assert.rejects(setup(world, { ...input, password: 'admin123' }), { code: 'not-valid' })
  await assert.rejects(setup(world, { ...input, email: 'nonsense' }), { code: 'not-valid' })
  await assert.rejects(setup(world, null as never), { code: 'not-valid' })
  await assert.rejects(setup(world, { ...input, currency: 'XXX' }), { code: 'not-valid' })
  await assert.rejects(setup(world, { ...input, zone: 'Nowhere' }), { code: 'zone-not-known' })
  assert.equal(await setupNeeded(world), true)
  assert.equal((await base.db.query(sql`select 1 from company`)).length, 0)
})

test('of many that set up at once one succeeds; the others are told to sign in', async () => {
  const ends = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) =>
      i % 2 ? setup(world, { ...input, email: `admin${i}@sample.example` }) : setup(world, input),
    ),
  )
  const done = ends.filter((end) => end.status === 'fulfilled')
  assert.equal(done.length, 1)
  for (const end of ends)
    if (end.status === 'rejected') assert.equal(end.reason.code, 'already-set-up')
  assert.deepEqual(
    await base.db.query(
      sql`select id, roles, active from person where id <> ${systemWho.id}::uuid`,
    ),
    [{ id: done[0]!.value, roles: ['admin'], active: true }],
  )
  assert.equal((await base.db.query(sql`select 1 from company`)).length, 1)
  assert.equal(world.company.name, '示例制造')
  assert.equal(world.company.currency, 'CNY')
})

test('once set up, it stays so when the administrator leaves, and the environment changes nothing', async () => {
  await base.db.query(
    sql`update person set active = false, removed_at = now() where id <> ${systemWho.id}::uuid`,
  )
  assert.equal(await setupNeeded(world), false)
  await assert.rejects(setup(world, { ...input, email: 'second@sample.example' }), {
    code: 'already-set-up',
  })
  assert.deepEqual(
    await setupFromEnvironment(world, {
      email: 'second@sample.example',
      password: 'Sturdy-Bridge-42',
    }),
    { made: false, weak: false },
  )
})

test('from the environment even a weak password is taken, by one of the processes that start together', async () => {
  const { base: other, world: fresh } = await freshWorld(() => new Date('2026-11-23T08:00:00Z'))
  await applyLogin(other.db)
  const made = await Promise.all(
    [1, 2, 3].map(() =>
      setupFromEnvironment(fresh, { email: 'Boss@Sample.example', password: 'admin' }),
    ),
  )
  assert.deepEqual(
    made.map((one) => one.weak),
    [true, true, true],
  )
  assert.equal(made.filter((one) => one.made).length, 1)
  assert.equal(
    await other.db.text(sql`select email from person where 'admin' = any(roles)`),
    'boss@sample.example',
  )
  assert.equal(fresh.company.name, '我的公司')
  await other.drop()
})
