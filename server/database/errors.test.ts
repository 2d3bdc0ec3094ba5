// Does PostgreSQL's "no" become ours, and stays a bug a bug?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { sql, type Sql } from '#kernel/sql.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { openDatabase, type Database } from './pool.ts'

let base: TestDatabase
let db: Database
const rules = {
  invoice_paid_check: { zh: '核销不能超过发票金额。', en: 'An invoice can’t be overpaid.' },
}

before(async () => {
  base = await testDatabase()
  db = openDatabase({ connection: base.connection, schema: 'test', rules })
  await db.query(
    sql`create table account (id int primary key, email text unique, tax_number text not null)`,
  )
  await db.query(sql`create table invoice (id int, account int references account, gross numeric(6,2),
    paid numeric, note varchar(5), unique (account, note),
    constraint invoice_paid_check check (paid <= gross), constraint other_check check (id > 0))`)
  await db.query(sql`insert into account values (1, ${'a@example.cn'}, 'x')`)
  await db.query(sql`insert into invoice values (1, 1, 10, 1, 'n')`)
})
after(async () => {
  await db.close()
  await base.drop()
})

const refusalOf = async (statement: Sql): Promise<Refusal> => {
  const error = await db.query(statement).then(
    () => undefined,
    (e: unknown) => e,
  )
  assert.ok(error instanceof Refusal, `no refusal but ${String(error)}`)
  return error
}

test('a value used twice is named with its field', async () => {
  const refusal = await refusalOf(sql`insert into account values (2, ${'a@example.cn'}, 'y')`)
  assert.equal(refusal.status, 409)
  assert.deepEqual(refusal.problems, [
    { path: 'email', code: 'already-used', details: { value: 'a@example.cn' } },
  ])
  const both = await refusalOf(sql`insert into invoice values (2, 1, 10, 1, 'n')`)
  assert.equal(both.code, 'already-used')
  assert.match(both.problems[0]!.path, /account.*note/)
})

test('of statements under way together the one that failed is the reason, not those behind it', async () => {
  const both = db.transaction(async (tx) => {
    const failing = tx.query(sql`insert into account values (2, ${'a@example.cn'}, 'y')`)
    // It is heard of through more hands than what comes after it.
    const handed = (async () => await (async () => await (async () => await failing)())())()
    await Promise.all([handed, tx.query(sql`select 1`)])
  })
  await assert.rejects(both, (error: unknown) => {
    assert.ok(error instanceof Refusal, `no refusal but ${String(error)}`)
    return error.problems[0]?.path === 'email'
  })
})

test('a reference to nothing, and removing what is still used', async () => {
  const missing = await refusalOf(sql`insert into invoice values (2, 7, 10, 1, 'm')`)
  assert.deepEqual(missing.problems, [
    { path: 'account', code: 'no-such-record', details: { object: 'account' } },
  ])
  const used = await refusalOf(sql`delete from account where id = 1`)
  assert.equal(used.status, 409)
  assert.deepEqual(used.details, { object: 'invoice' })
})

test('an empty required field and a broken rule are named', async () => {
  const empty = await refusalOf(sql`insert into account values (3, 'b', null)`)
  assert.deepEqual(empty.problems, [{ path: 'tax_number', code: 'required', details: {} }])
  const broken = await refusalOf(sql`insert into invoice values (2, 1, 10, 11, 'm')`)
  assert.equal(broken.status, 422)
  assert.equal(broken.message, 'An invoice can’t be overpaid.')
})

test('values that do not fit are malformed input, not a crash', async () => {
  for (const statement of [
    sql`select ${'abc'}::int`,
    sql`select ${'99999999999999999999'}::int8`,
    sql`select ${'2026-02-30'}::date`,
    sql`select ${'a\0b'}::text`,
    sql`insert into invoice values (2, 1, 123456, 1, 'm')`,
    sql`insert into invoice values (2, 1, 1, 1, ${'too long'})`,
    sql`select ${'not json'}::jsonb`,
    sql`select 1 / ${0}::int`,
  ])
    assert.equal((await refusalOf(statement)).code, 'malformed')
})

test('a lock not had in time and a statement that takes too long are "busy"', async () => {
  await db.transaction(async (tx) => {
    await tx.query(sql`select 1 from account where id = 1 for update`)
    const other = db.transaction((t) => t.query(sql`update account set email = 'c' where id = 1`), {
      lockMs: 50,
    })
    await assert.rejects(other, { code: 'busy', status: 503 })
  })
  await assert.rejects(
    db.transaction((tx) => tx.query(sql`select pg_sleep(5)`), { statementMs: 50 }),
    { code: 'busy' },
  )
})

test('an error of the program stays what it is', async () => {
  await assert.rejects(db.query(sql`select * from nowhere`), { code: '42P01' })
  await assert.rejects(db.query(sql`insert into invoice values (-1, 1, 1, 1, 'k')`), {
    code: '23514',
  })
  await assert.rejects(db.query(sql`select 1; select 2`), { code: '42601' })
})
