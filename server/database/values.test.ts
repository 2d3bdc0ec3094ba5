// Do values come back from PostgreSQL as the program wants them, and exactly?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { sql } from '#kernel/sql.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { instant } from './values.ts'

let base: TestDatabase
before(async () => void (base = await testDatabase()))
after(() => base.drop())

test('money and dates are text, counts are numbers, instants are ISO in UTC, json is read', async () => {
  const [row] = await base.db.query(sql`
    select 1234.50::numeric as money, date '2026-11-23' as day, count(*) as n, 1.5::float8 as f,
      timestamptz '2026-11-23 18:00:00.123456+08' as at, timestamptz '2026-11-23 00:00+00' as midnight,
      '{"a": [1, null]}'::jsonb as j, true as yes, null::int as nothing, 9007199254740993::int8 as huge,
      'infinity'::timestamptz as never`)
  assert.deepEqual(row, {
    money: '1234.50',
    day: '2026-11-23',
    n: 1,
    f: 1.5,
    at: '2026-11-23T10:00:00.123456Z',
    midnight: '2026-11-23T00:00:00Z',
    j: { a: [1, null] },
    yes: true,
    nothing: null,
    huge: '9007199254740993',
    never: 'infinity',
  })
})

test('arrays are read item by item, with nulls, quotes and Chinese', async () => {
  const [row] = await base.db.query(sql`
    select array['甲', 'a,"b\\', null] as t, array[1, 2] as i, array[1.10, null] as m,
      array[true, false] as b, array[9007199254740993, 1] as l, array['{"k": 1}'::jsonb] as j,
      array[[1, 2], [3, 4]] as deep, '{}'::text[] as none`)
  assert.deepEqual(row, {
    t: ['甲', 'a,"b\\', null],
    i: [1, 2],
    m: ['1.10', null],
    b: [true, false],
    l: ['9007199254740993', 1],
    j: [{ k: 1 }],
    deep: [
      [1, 2],
      [3, 4],
    ],
    none: [],
  })
})

test('an exact decimal and an instant travel as the text they stand for', async () => {
  const [row] = await base.db.query(sql`
    select ${new Decimal('0.10')}::numeric(9,2) as money, ${new Date('2026-11-23T10:00:00Z')}::timestamptz as at,
      ${[new Decimal('1.1'), new Decimal('2')]}::numeric[] as list, ${JSON.stringify({ a: '"' })}::jsonb as j`)
  assert.deepEqual(row, {
    money: '0.10',
    at: '2026-11-23T10:00:00Z',
    list: ['1.1', '2'],
    j: { a: '"' },
  })
})

test('any text without NUL and any decimal comes back as it went', async () => {
  const text = fc.string({ unit: 'binary' }).map((s) => s.toWellFormed().replaceAll('\0', ''))
  const decimal = fc.tuple(
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.integer({ min: 0, max: 9 }),
  )
  await fc.assert(
    fc.asyncProperty(text, fc.array(text), decimal, async (one, many, [digits, scale]) => {
      const money = new Decimal(digits.toString()).div(Decimal.pow(10, scale)).toFixed(scale)
      const rows = await base.db.query(
        sql`select ${one}::text as one, ${many}::text[] as many, ${money}::numeric as money`,
      )
      assert.deepEqual(rows, [{ one, many, money: money === '-0' ? '0' : money }])
    }),
    { numRuns: 200 },
  )
})

test('an unusual instant is still ISO, or stays what it was', () => {
  assert.equal(instant('2026-11-23 18:00:00+08'), '2026-11-23T10:00:00.000Z')
  assert.equal(instant('infinity'), 'infinity')
})

test('json made by PostgreSQL is passed through letter by letter', async () => {
  const text = await base.db.text(sql`select '{"n": 1.10,  "t":"甲"}'::json as j, 2 as other`)
  assert.equal(text, '{"n": 1.10,  "t":"甲"}')
  assert.equal(await base.db.text(sql`select 1 where false`), null)
  assert.equal(await base.db.text(sql`select null::json`), null)
})
