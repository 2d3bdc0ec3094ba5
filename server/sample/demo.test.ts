// Is the sample company one that its own rules could have let happen?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { type DemoSummary, fillDemo, isEmpty } from './demo.ts'

const now = new Date('2026-11-23T06:00:00Z')
let base: TestDatabase
let world: World
let made: DemoSummary

before(async () => {
  ;({ base, world } = await freshWorld(() => now))
})
after(() => base.drop())

test('a filling that is interrupted leaves nothing behind, not even a used number', async () => {
  await assert.rejects(
    fillDemo(world, {
      size: 40,
      onProgress: (share) => {
        if (share > 0.2) throw new Error('killed')
      },
    }),
    /killed/,
  )
  assert.equal(await isEmpty(base.db), true)
  assert.deepEqual(await base.db.query(sql`select series from counter`), [])
  assert.deepEqual(
    await base.db.query(sql`select 1 from event where who <> ${systemWho.id}::uuid`),
    [],
  )
  assert.equal(world.company.sample, false)
})

test('all areas of the sample company are alive, and it says that it is a sample', async () => {
  const shares: number[] = []
  made = await fillDemo(world, { size: 60, onProgress: (share) => void shares.push(share) })
  for (const [object, n] of Object.entries(made)) assert.ok(n > 0, `there is a ${object}`)
  assert.equal(made.person, 41)
  assert.ok(world.company.sample && world.company.name.includes('示例数据'))
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  )
  const people = await base.db.query<{ name: string; email: string; title: string }>(
    sql`select name, email, title from person where id <> ${systemWho.id}::uuid`,
  )
  for (const one of people)
    assert.ok(one.email.endsWith('@example.com') && one.title.includes('示例'))
  // A family name and one given name.
  assert.deepEqual(
    people.filter(({ name }) => !/^\p{Script=Han}{3}$/u.test(name)),
    [],
  )
})

test('every sentence about money holds for every row of it', async () => {
  for await (const one of reconcile(world))
    assert.equal(one.broken, 0, `${one.id} ${one.on}: ${one.says.en}`)
})

test('the log has the dates of two years, in order within each record, and the people who did it', async () => {
  const [span] = await base.db.query<{ days: number; late: number }>(
    sql`select extract(day from max(at) - min(at))::int as days, count(*) filter (where at > ${now.toISOString()}::timestamptz)::int as late from event`,
  )
  assert.ok(span!.days > 700)
  assert.equal(span!.late, 0)
  const [order] = await base.db.query<{ n: number }>(
    sql`select count(*)::int as n from (select at < lag(at) over (partition by record order by seq) as back from event) e where back`,
  )
  assert.equal(order!.n, 0)
  const wrong = await base.db
    .query(sql`select e.action, p.roles from event e join person p on p.id = e.who where e.deed = 'action' and
    ((e.object = 'invoice' and e.action in ('issue', 'void', 'credit') or e.object = 'payment') and not p.roles && array['finance'])`)
  assert.deepEqual(wrong, [])
})

test('invoices are numbered without gaps in the order of their days', async () => {
  const rows = await base.db.query<{ number: string; issued_on: string }>(
    sql`select number, issued_on from invoice where kind = 'normal' and number is not null order by number`,
  )
  const byYear = new Map<string, number>()
  for (const { number, issued_on } of rows) {
    const [, year, n] = /^INV(\d{4})-(\d+)$/.exec(number)!
    byYear.set(year!, (byYear.get(year!) ?? 0) + 1)
    assert.equal(Number(n), byYear.get(year!))
    assert.equal(issued_on.slice(0, 4), year)
  }
  assert.deepEqual(
    rows.map((one) => one.issued_on),
    rows.map((one) => one.issued_on).toSorted(),
  )
})

test('a company in which something has happened is not filled', async () => {
  await assert.rejects(fillDemo(world, { size: 10 }), { code: 'company-not-empty' })
})

test('the same seed tells the same story', async () => {
  const { base: other, world: again } = await freshWorld(() => now)
  try {
    assert.deepEqual(await fillDemo(again, { size: 60 }), made)
    const sums = sql`select count(*)::int as n, sum(gross)::text as gross, max(number) as number from invoice`
    assert.deepEqual(await other.db.query(sums), await base.db.query(sums))
  } finally {
    await other.drop()
  }
})
