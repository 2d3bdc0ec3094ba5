// What keeps references to people sound, which no foreign key guards?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { change, create } from '#server/writing/write.ts'
import { type Company, company, type Person } from './spine-company.ts'

let it: Company
let ann: Person
before(async () => {
  it = await company('2026-03-02')
  ann = await it.hire('ann', { roles: ['sales'], email: 'ann@example.com' })
})
after(() => it.close())

const nobody = '0190aaaa-0000-7000-8000-000000000000'
const problemsIn = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => [],
    (error: unknown) =>
      error instanceof Refusal ? error.problems.map((one) => [one.path, one.code]) : error,
  )
const lost = async (): Promise<number> => {
  for await (const one of reconcile(it.world)) if (one.id === 'people') return one.broken
  throw new Error('the question is not asked')
}

test('a person is put aside, and never deleted, not even past the program', async () => {
  await assert.rejects(
    it.world.db.query(sql`delete from person where id = ${ann.who.id}::uuid`),
    /never deleted/,
  )
})

test('nobody can be named who is not there: by a person, nor by business code and automations', async () => {
  assert.deepEqual(
    await problemsIn(ann.create('lead', { name: '王', company: '甲公司', owner: nobody })),
    [['owner', 'no-such-record']],
  )
  const byCode = it.world.db.transaction((tx) =>
    create(
      { ...ann.doing(), tx },
      'lead',
      { name: '王', company: '乙公司', owner: nobody },
      'action',
    ),
  )
  assert.deepEqual(await problemsIn(byCode), [['owner', 'no-such-record']])
  const lead = await ann.create('lead', { name: '李', company: '丙公司' })
  const changed = it.world.db.transaction((tx) =>
    change({ ...ann.doing(), tx }, 'lead', lead.id, { owner: nobody }, 'action'),
  )
  assert.deepEqual(await problemsIn(changed), [['owner', 'no-such-record']])
})

test('whoever writes past the program is found out by the check', async () => {
  const lead = await ann.create('lead', { name: '赵', company: '丁公司' })
  assert.equal(await lost(), 0)
  await it.world.db.query(
    sql`update lead set updated_by = ${nobody}::uuid where id = ${lead.id}::uuid`,
  )
  assert.equal(await lost(), 1)
})

/** Who last locked the row of ann, as PostgreSQL keeps it. */
const lockedBy = async (): Promise<string> => {
  const [row] = await it.world.db.query<{ xmax: string }>(
    sql`select xmax::text from person where id = ${ann.who.id}::uuid`,
  )
  return row!.xmax
}

test('many write at once in the name of one person, and none of them locks their row', async () => {
  const before = await lockedBy()
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      ann.create('lead', { name: `孙${i}`, company: `戊公司${i}` }),
    ),
  )
  assert.equal(await lockedBy(), before)
})
