// Do statements that travel together each have their own fate?

import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { raw, sql } from '#kernel/sql.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { isNotHad, mayHaveCommitted } from './errors.ts'
import { openDatabase, type Database } from './pool.ts'

let base: TestDatabase
let db: Database
before(async () => {
  base = await testDatabase()
  db = base.db
})
after(() => base.drop())

const every = (n: number) => Array.from({ length: n }, (_, i) => i)
const insert = (table: string, a: number) =>
  db.alone<{ a: number; x: string }>(
    sql`insert into ${raw(table)} values (${a}) returning a, pg_current_xact_id()::text as x`,
  )
const rowsOf = (table: string) =>
  db.text(sql`select coalesce(string_agg(a::text, ' ' order by a), '') from ${raw(table)}`)

test('each has its own answer, although many are one transaction', async () => {
  await db.query(sql`create table many (a int primary key)`)
  const answers = await Promise.all(every(100).map((a) => insert('many', a)))
  assert.deepEqual(
    answers.map((rows) => rows.map((row) => row.a)),
    every(100).map((a) => [a]),
  )
  const transactions = new Set(answers.map(([row]) => row!.x)).size
  assert.ok(transactions < 50, `${transactions} transactions`)
  assert.equal(await rowsOf('many'), every(100).join(' '))
})

test('answers without rows, of other columns and of none are told apart', async () => {
  await db.query(sql`create table mixed (a int)`)
  for (let turn = 0; turn < 3; turn++)
    assert.deepEqual(
      await Promise.all([
        db.alone(sql`insert into mixed values (1)`),
        db.alone(sql`insert into mixed values (2) returning a, ${'b'}::text as b`),
        db.alone(sql`update mixed set a = 3 where a = 9 returning a`),
        db.alone(sql`select true as yes, null::int as none`),
      ]),
      [[], [{ a: 2, b: 'b' }], [], [{ yes: true, none: null }]],
    )
})

test('one that is refused is refused alone: the others happen, each once', async () => {
  await db.query(sql`create table refused (a int primary key)`)
  await insert('refused', 13)
  const ends = await Promise.allSettled(every(40).map((a) => insert('refused', a)))
  ends.forEach((end, a) => {
    if (a !== 13) return assert.equal(end.status, 'fulfilled', String(a))
    assert.equal(end.status === 'rejected' && end.reason.code, 'already-used')
  })
  assert.equal(await rowsOf('refused'), every(40).join(' '))
})

test('two that want the same are one that has it and one that is refused', async () => {
  await db.query(sql`create table same (a int primary key)`)
  const ends = await Promise.allSettled(every(30).map((i) => insert('same', i % 15)))
  const done = ends.filter((end) => end.status === 'fulfilled').length
  assert.equal(done, 15)
  assert.equal(await rowsOf('same'), every(15).join(' '))
})

test('what fails only at its commit takes nobody along', async () => {
  await db.query(sql`create table promised (a int primary key deferrable initially deferred)`)
  await insert('promised', 4)
  const ends = await Promise.allSettled(every(8).map((a) => insert('promised', a)))
  assert.deepEqual(
    ends.flatMap((end, a) => (end.status === 'rejected' ? [[a, end.reason.code]] : [])),
    [[4, 'already-used']],
  )
  assert.equal(await rowsOf('promised'), every(8).join(' '))
})

test('a row that somebody holds keeps waiting only whoever wants it', async () => {
  await db.query(sql`create table kept (a int primary key, n int not null default 0)`)
  await db.query(sql`insert into kept select generate_series(0, 9)`)
  await db.transaction(async (tx) => {
    await tx.query(sql`select from kept where a = 5 for update`)
    const ends = await Promise.allSettled(
      every(10).map((a) => db.alone(sql`update kept set n = n + 1 where a = ${a}`)),
    )
    assert.deepEqual(
      ends.flatMap((end, a) => (end.status === 'rejected' && isNotHad(end.reason) ? [a] : [])),
      [5],
    )
  })
  assert.equal(
    await db.text(sql`select string_agg(n::text, '' order by a) from kept`),
    '1111101111',
  )
})

test('a table may change under them', async () => {
  await db.query(sql`create table changing (a int)`)
  const some = () =>
    Promise.all(every(6).map((a) => db.alone(sql`insert into changing values (${a}) returning *`)))
  for (let turn = 0; turn < 3; turn++) await some()
  await db.query(sql`alter table changing add column b text default 'new'`)
  assert.deepEqual(
    await some(),
    every(6).map((a) => [{ a, b: 'new' }]),
  )
  assert.equal(await db.text(sql`select count(*) from changing`), '24')
})

test('whatever mixture comes, what was answered is there and what was refused is not', async () => {
  await db.query(sql`create table mixture (a int primary key check (a % 10 <> 7))`)
  const there = new Set<number>()
  for (let turn = 0; turn < 25; turn++) {
    const wanted = every(1 + Math.floor(Math.random() * 40)).map(() =>
      Math.floor(Math.random() * 600),
    )
    const ends = await Promise.allSettled(
      wanted.map(async (a) => {
        await pause(Math.random() * 4)
        return insert('mixture', a)
      }),
    )
    ends.forEach((end, i) => end.status === 'fulfilled' && there.add(wanted[i]!))
  }
  assert.equal(await rowsOf('mixture'), [...there].sort((a, b) => a - b).join(' '))
})

test('where the link breaks, each of them is told that it may have happened', async () => {
  const other = openDatabase({ connection: base.connection, schema: 'test' })
  const pid = (await other.alone<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid
  const ends = every(5).map((i) =>
    other.alone(i === 2 ? sql`select pg_sleep(5)` : sql`select 1`).catch((error: unknown) => error),
  )
  await pause(50)
  await db.query(sql`select pg_terminate_backend(${pid}::int)`)
  assert.deepEqual((await Promise.all(ends)).map(mayHaveCommitted), [true, true, true, true, true])
  assert.equal((await other.alone(sql`select 1 as one`)).length, 1)
  await other.close()
})
