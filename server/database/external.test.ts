// Does whoever names an external database that can't be used read what is wrong with it?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { applyLogin } from '#server/login/tables.ts'
import { openWorld } from '#server/records/open-world.ts'
import { readSettings } from '#server/settings.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { checkExternal } from './external.ts'
import { limits } from './settings.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase({ schema: 'openltc' })
})
after(() => base?.drop())

const urlOf = (database: string, user = base.connection.user): string =>
  `postgres:///${database}?${new URLSearchParams({ host: base.connection.host, port: String(base.connection.port), user, ...(base.connection.password !== undefined && { password: base.connection.password }) }).toString()}`

test('a database that is there may be used', async () => {
  await checkExternal(urlOf(base.connection.database))
})

test('one that is missing, closed to the user or not reached is told apart, in one sentence of each language', async () => {
  await assert.rejects(checkExternal(urlOf('no_such_database')), { code: 'database-missing' })
  await assert.rejects(checkExternal(urlOf(base.connection.database, 'nobody_here')), {
    code: 'database-login',
  })
  await assert.rejects(
    checkExternal('postgres://someone@127.0.0.1:1/x'),
    (error: { code: string; words: { zh: string; en: string } }) => {
      assert.equal(error.code, 'database-unreachable')
      for (const words of [error.words.zh, error.words.en]) assert.match(words, /127\.0\.0\.1:1/)
      return true
    },
  )
})

test('an address that is none is told before anything starts', () => {
  for (const url of ['nonsense', 'mysql://a/b'])
    assert.match(
      String((readSettings({ DATABASE_URL: url }) as { wrong: string[] }).wrong),
      /DATABASE_URL/,
    )
  assert.match(
    String((readSettings({ BASE_URL: 'crm.example.com' }) as { wrong: string[] }).wrong),
    /BASE_URL/,
  )
})

test('changes that no longer fit the standard are left out and told; the company starts without them', async () => {
  const own = {
    objects: { lead: { fields: { wish: { kind: 'text', label: { zh: '愿望', en: 'Wish' } } } } },
    views: {
      old: { object: 'lead', label: { zh: '旧', en: 'Old' }, filter: 'no_longer_there > 1' },
    },
  }
  await openWorld(base.db, 'openltc', book, () => new Date())
  await base.db.query(
    sql`insert into model_version (version, at, note, changes, book) values (7, now(), '', ${JSON.stringify(own)}::json, '')`,
  )
  const told: string[] = []
  const world = await openWorld(
    base.db,
    'openltc',
    book,
    () => new Date(),
    (line) => void told.push(line),
  )
  assert.ok(world.app.objects.lead!.fields.wish)
  assert.equal(world.app.views.old, undefined)
  assert.match(told.join(), /views\.old\.filter/)
})

test('a process starts, and a command runs, while another one has been writing for long', async () => {
  await openWorld(base.db, 'openltc', book, () => new Date())
  await applyLogin(base.db)
  await base.db.transaction(async (tx) => {
    await tx.query(
      sql`lock table event, stage_visit, idempotency, setting, login_event, login_session in row exclusive mode`,
    )
    await openWorld(base.db, 'openltc', book, () => new Date())
    await applyLogin(base.db)
  })
})

test('a process that starts waits for another one that is making everything, longer than for any other lock', async () => {
  await openWorld(base.db, 'openltc', book, () => new Date())
  let open: Promise<unknown> | undefined
  await base.db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
      open = openWorld(base.db, 'openltc', book, () => new Date())
      await tx.query(sql`select pg_sleep(${limits.lockMs / 1000 + 0.5}::float8)`)
    },
    { statementMs: 20_000 },
  )
  await open
})

test('data of a newer program is left alone', async () => {
  await openWorld(base.db, 'openltc', book, () => new Date())
  await base.db.query(sql`update setting set value = '99'::json where name = 'data_format'`)
  await assert.rejects(
    openWorld(base.db, 'openltc', book, () => new Date()),
    { code: 'newer-data' },
  )
})
