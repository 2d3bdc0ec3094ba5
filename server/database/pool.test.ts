// Do statements, transactions and notifications keep their promises on a real PostgreSQL?

import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { ident, sql } from '#kernel/sql.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { isNotHad, mayHaveCommitted } from './errors.ts'
import { openDatabase, type Database } from './pool.ts'

let base: TestDatabase
let db: Database
before(async () => {
  base = await testDatabase()
  db = base.db
  await db.query(sql`create table counter (id int primary key, n int not null)`)
  await db.query(sql`insert into counter values (1, 0), (2, 0)`)
})
after(() => base.drop())

test('a thousand statements at once keep their answers, and an error does not touch its neighbours', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 1_000 }, (_, i) =>
      i % 7 === 3
        ? db.query(sql`select ${'x'}::int as n`)
        : i % 11 === 5
          ? db.query(sql`select missing`)
          : db.query<{ n: number }>(sql`select ${i}::int as n`),
    ),
  )
  answers.forEach((answer, i) => {
    if (i % 7 === 3 || i % 11 === 5) assert.equal(answer.status, 'rejected')
    else assert.deepEqual(answer, { status: 'fulfilled', value: [{ n: i }] })
  })
})

test('the workspace is the schema of the pool, whatever its name', async () => {
  const schema = '工作 区"1\\'
  await db.query(sql`create schema ${ident(schema)}`)
  const other = openDatabase({ connection: base.connection, schema })
  await other.query(sql`create table mine (a int)`)
  assert.equal(await other.text(sql`select current_schema()`), schema)
  await assert.rejects(db.query(sql`select * from mine`), { code: '42P01' })
  await other.close()
})

test('a table may change under a prepared statement', async () => {
  await db.query(sql`create table shape (a int)`)
  await db.query(sql`insert into shape values (1)`)
  for (let i = 0; i < 12; i++)
    assert.deepEqual(await db.query(sql`select * from shape`), [{ a: 1 }])
  await db.query(sql`alter table shape add column b text default 'new'`)
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => db.query(sql`select * from shape`)),
  )
  for (const rows of answers) assert.deepEqual(rows, [{ a: 1, b: 'new' }])
})

test('a table may change under a statement prepared for transactions', async () => {
  await db.query(sql`create table form (a int)`)
  const read = () => db.transaction((tx) => tx.query(sql`select * from form`))
  for (let i = 0; i < 4; i++) await read()
  await db.query(sql`alter table form add column b int`)
  await db.query(sql`insert into form values (1, 2)`)
  assert.deepEqual(await read(), [{ a: 1, b: 2 }])
})

test('a transaction happens wholly or not at all', async () => {
  await db.query(sql`create table ledger (a int primary key)`)
  const failing = db.transaction(async (tx) => {
    await tx.query(sql`insert into ledger values (1)`)
    throw new Error('on the way')
  })
  await assert.rejects(failing, /on the way/)
  const double = db.transaction((tx) =>
    Promise.all([1, 2, 2].map((a) => tx.query(sql`insert into ledger values (${a})`))),
  )
  await assert.rejects(double, { code: 'already-used' })
  assert.equal(await db.text(sql`select count(*) from ledger`), '0')
})

test('a failed statement that nobody looked at is not committed in silence', async () => {
  const careless = db.transaction(async (tx) => {
    await tx.query(sql`insert into counter values (9, 0)`)
    await tx.query(sql`select missing`).catch(() => {})
  })
  await assert.rejects(careless, /overlooked/)
  assert.equal(await db.text(sql`select count(*) from counter where id = 9`), '0')
})

test('work that may fail is undone to its savepoint, the rest stays', async () => {
  await db.query(sql`create table row_of_import (a int primary key)`)
  const refused = await db.transaction(async (tx) => {
    let count = 0
    for (const a of [1, 2, 2, 3])
      await tx
        .savepoint(() => tx.query(sql`insert into row_of_import values (${a})`))
        .catch(() => count++)
    return count
  })
  assert.equal(refused, 1)
  assert.equal(await db.text(sql`select count(*) from row_of_import`), '3')
})

test('the last statement brings the commit along; where it fails, what came before it is gone as well', async () => {
  await db.query(sql`create table account_of (a int primary key)`)
  const many = (first: number, last: number) =>
    db.transaction(async (tx) => {
      await tx.query(sql`insert into account_of values (${first})`)
      await tx.last(sql`insert into account_of values (${last})`)
    })
  await many(1, 2)
  await assert.rejects(many(3, 2), { code: 'already-used' })
  assert.equal(
    await db.text(sql`select string_agg(a::text, ' ' order by a) from account_of`),
    '1 2',
  )
})

test('a last statement that is the first as well is a transaction by itself: it happens, or nothing does and it is told', async () => {
  await db.query(sql`create table single (a int primary key)`)
  let rung = 0
  const one = (a: number) =>
    db.transaction(async (tx) => {
      tx.afterCommit(() => rung++)
      await tx.last(sql`insert into single values (${a}), (${a + 1})`)
    })
  await one(1)
  await assert.rejects(one(2), { code: 'already-used' })
  const careless = db.transaction(async (tx) => {
    await tx.last(sql`insert into single values (1)`).catch(() => {})
  })
  await assert.rejects(careless, { code: 'already-used' })
  const late = db.transaction(async (tx) => {
    await tx.last(sql`select 1`)
    await tx.query(sql`select 2`)
  })
  await assert.rejects(late, /after its transaction/)
  assert.equal(await db.text(sql`select string_agg(a::text, ' ' order by a) from single`), '1 2')
  assert.equal(rung, 1)
})

test('what writes alone does not wait long for a lock, and has done nothing then', async () => {
  await db.query(sql`create table held (a int)`)
  await db.query(sql`insert into held values (1)`)
  await db.transaction(async (tx) => {
    await tx.query(sql`select a from held for update`)
    const error = await db.alone(sql`update held set a = 2`).catch((one: unknown) => one)
    assert.ok(isNotHad(error))
    await db.alone(sql`insert into held values (3)`)
  })
  await db.alone(sql`update held set a = a + 1 where a = 1`)
  assert.equal(await db.text(sql`select string_agg(a::text, ' ' order by a) from held`), '2 3')
})

test('where the link breaks while something writes alone, it is said that it may have happened', async () => {
  const other = openDatabase({ connection: base.connection, schema: 'test' })
  const pid = (await other.alone<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid
  const writing = other.alone(sql`select pg_sleep(5)`).catch((error: unknown) => error)
  await pause(50)
  await db.query(sql`select pg_terminate_backend(${pid}::int)`)
  assert.ok(mayHaveCommitted(await writing))
  await other.close()
})

test('no statement can be sent after its transaction', async () => {
  const tx = await db.transaction(async (t) => t)
  await assert.rejects(tx.query(sql`select 1`), /after its transaction/)
})

test('twenty serializable increments at once all happen, exactly once each', async () => {
  let turns = 0
  const one = () =>
    db.transaction(
      async (tx) => {
        turns++
        const [row] = await tx.query<{ n: number }>(sql`select n from counter where id = 1`)
        await tx.query(sql`update counter set n = ${row!.n + 1} where id = 1`)
      },
      { isolation: 'serializable' },
    )
  const ends = await Promise.allSettled(Array.from({ length: 20 }, one))
  const done = ends.filter((end) => end.status === 'fulfilled').length
  assert.equal(Number(await db.text(sql`select n from counter where id = 1`)), done)
  assert.ok(turns > 20, 'the collisions that this test is about did happen')
  for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'busy')
})

test('a deadlock is not shown to anybody: both transactions happen', async () => {
  const cross = (first: number, second: number) =>
    db.transaction(async (tx) => {
      await tx.query(sql`update counter set n = n + 1 where id = ${first}`)
      await pause(50)
      await tx.query(sql`update counter set n = n + 1 where id = ${second}`)
    })
  const before = Number(await db.text(sql`select sum(n) from counter`))
  await Promise.all([cross(1, 2), cross(2, 1)])
  assert.equal(Number(await db.text(sql`select sum(n) from counter`)), before + 4)
})

test('notifications are heard, also after the connection was lost', async () => {
  const heard: (string | null)[] = []
  const stop = await db.listen('变更', (payload) => heard.push(payload))
  const until = async (what: string | null) => {
    for (let i = 0; i < 200 && heard.at(-1) !== what; i++) await pause(20)
    assert.equal(heard.at(-1), what)
  }
  await db.query(sql`select pg_notify('变更', 'one')`)
  await until('one')
  await db.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'openltc listen' and datname = current_database()`)
  await until(null)
  await db.query(sql`select pg_notify('变更', 'two')`)
  await until('two')
  await stop()
  await db.query(sql`select pg_notify('变更', 'three')`)
  await pause(100)
  assert.equal(heard.at(-1), 'two')
})

test('when connections are cut, what is under way is refused as busy and the next works', async () => {
  const other = openDatabase({ connection: base.connection, schema: 'test' })
  const cut = () =>
    db.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and application_name in ('openltc shared', 'openltc transaction')
        and datname = current_database() and query like '%pg_sleep%'`)
  const waiting = [
    other.query(sql`select pg_sleep(4)`),
    other.transaction((tx) => tx.query(sql`select pg_sleep(4)`)),
  ]
  const ends = Promise.allSettled(waiting)
  await pause(200)
  await cut()
  for (const end of await ends) {
    assert.equal(end.status, 'rejected')
    assert.equal(end.reason.code, 'busy')
  }
  assert.equal(await other.text(sql`select 1`), '1')
  assert.equal(await other.transaction((tx) => tx.text(sql`select 2`)), '2')
  await other.close()
  await assert.rejects(other.query(sql`select 1`), { code: 'busy' })
})

test('a long statement is possible when it says so, and does not hold up others', async () => {
  const start = performance.now()
  const long = db.query(sql`select pg_sleep(0.7)`, { limitMs: 10_000 })
  await Promise.all(Array.from({ length: 20 }, () => db.query(sql`select 1`)))
  assert.ok(performance.now() - start < 600)
  await long
})

test('nobody waits long for a server that is not there', async () => {
  const nowhere = openDatabase({ connection: { ...base.connection, port: 5999 }, schema: 'test' })
  const start = performance.now()
  const ends = await Promise.allSettled([
    nowhere.query(sql`select 1`),
    nowhere.transaction((tx) => tx.query(sql`select 1`)),
    nowhere.listen('x', () => {}),
  ])
  for (const end of ends) assert.equal(end.status === 'rejected' && end.reason.code, 'busy')
  assert.ok(performance.now() - start < 5_000)
  await nowhere.close()
})

test(
  'a link that went silent is given up after five seconds',
  { skip: process.platform === 'win32' },
  async () => {
    const other = openDatabase({ connection: base.connection, schema: 'test', lanes: 1 })
    const lane = Number(await other.text(sql`select pg_backend_pid()`))
    const seat = await other.transaction((tx) => tx.text(sql`select pg_backend_pid()`))
    const frozen = [lane, Number(seat)]
    frozen.forEach((pid) => process.kill(pid, 'SIGSTOP'))
    try {
      const start = performance.now()
      const ends = await Promise.allSettled([
        other.query(sql`select 1`),
        other.transaction((tx) => tx.query(sql`select 1`)),
      ])
      // A statement alone may still be done when the other side wakes up; a transaction is not ended by it.
      assert.deepEqual(
        ends.map((end) => end.status === 'rejected' && end.reason.code),
        ['outcome-unknown', 'busy'],
      )
      assert.ok(performance.now() - start < 6_000)
      assert.equal(await other.text(sql`select 2`), '2')
    } finally {
      frozen.forEach((pid) => process.kill(pid, 'SIGCONT'))
      await other.close()
    }
  },
)

test('patient transactions are two at once, on connections of their own, and the third waits its turn', async () => {
  let [under, most] = [0, 0]
  const pids = new Set<unknown>()
  await Promise.all(
    Array.from({ length: 5 }, () =>
      db.transaction(
        async (tx) => {
          most = Math.max(most, ++under)
          pids.add(await tx.text(sql`select pg_backend_pid()::text`))
          await tx.query(sql`select pg_sleep(0.02)`)
          under--
        },
        { patient: true, readOnly: true },
      ),
    ),
  )
  assert.deepEqual([most, pids.size], [2, 2])
})

test('a single statement does not queue behind one that takes long', async () => {
  const one = openDatabase({ connection: base.connection, schema: 'test', lanes: 2 })
  await Promise.all([one.query(sql`select 1`), one.query(sql`select 1`)])
  let over = false
  const long = one.query(sql`select pg_sleep(0.8)`).then(() => (over = true))
  await pause(50)
  for (let i = 0; i < 20; i++)
    await Promise.all(Array.from({ length: 8 }, () => one.query(sql`select 1`)))
  assert.equal(over, false)
  await long
  await one.close()
})
