// Do good rows go in, bad ones come back with their reasons, and does the same file change nothing again?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { readTable } from '#server/files/read-table.ts'
import { appOf } from '#server/records/open-world.ts'
import { systemWho, type World } from '#server/world/world.ts'
import { applySchema } from '#server/database/apply-schema.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import type { Counts } from './counts.ts'
import { type Cursor, importTable } from './import-table.ts'
import type { Publish } from './new-fields.ts'

let base: TestDatabase
let world: World
let folder: string
const now = new Date('2026-11-23T02:00:00Z')
const admin: Who = {
  ...systemWho,
  id: '00000000-0000-7000-8000-000000000009',
  name: 'Ada',
  language: 'en',
}

before(async () => {
  ;({ base, world } = await freshWorld(() => now, { schema: 'openltc' }))
  for (const who of [systemWho, admin])
    await base.db
      .query(sql`insert into person (id, name, roles, active, version, created_at, created_by, updated_at, updated_by) values
      (${who.id}::uuid, ${who.name}, '{admin}', true, 1, now(), ${who.id}::uuid, now(), ${who.id}::uuid)`)
  folder = await mkdtemp(join(tmpdir(), 'openltc-import-'))
})
after(async () => {
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

const csv = (text: string) => ({ bytes: new TextEncoder().encode(text) })
const publish: Publish = async (w, _who, patch) => {
  w.app = appOf(book, patch, w.app.version + 1)
  await applySchema(w.db, w.app)
}

const leads = `Name,Company,Phone,Amount,Ref
Test A,Acme (sample),13800138000,"1,200.50",x1
Test B,Acme (sample),13800138001,abc,x2
,No name,13800138002,5,x3
Test D,Beta (sample),13800138003,7,x4
`
const mapping = {
  key: 'external_id',
  columns: {
    Name: 'name',
    Company: 'company',
    Phone: 'phone',
    Amount: 'amount',
    Ref: 'external_id',
  },
}

test('good rows go in and the others come back as a file with the reason beside each', async () => {
  const errorsTo = join(folder, 'errors.xlsx')
  const summary = await importTable(world, admin, 'lead', csv(leads), mapping, { errorsTo })
  assert.deepEqual(summary, {
    rows: 4,
    created: 2,
    changed: 0,
    unchanged: 0,
    refused: 2,
    errors_file: errorsTo,
  })
  const table = await readTable({ path: errorsTo })
  assert.deepEqual(table.columns, ['Name', 'Company', 'Phone', 'Amount', 'Ref', 'Reason'])
  const rows = []
  for await (const row of table.rows) rows.push([row.cells[4], row.cells[5]])
  assert.deepEqual(rows, [
    ['x2', 'Amount: “abc” is not a number'],
    ['x3', 'Name: is required'],
  ])
  const [row] = await base.db.query(
    sql`select number, amount, owner, phone, same is not null as same from lead where external_id = 'x1'`,
  )
  assert.deepEqual(
    [row!.amount, row!.owner, row!.phone, row!.same],
    ['1200.50', admin.id, '13800138000', true],
  )
  assert.match(String(row!.number), /^L2026-\d{5}$/)
})

test('the same file again changes nothing; a changed cell changes its record alone', async () => {
  const again = await importTable(world, admin, 'lead', csv(leads), mapping)
  assert.deepEqual([again.created, again.changed, again.unchanged, again.refused], [0, 0, 2, 2])
  const other = await importTable(
    world,
    admin,
    'lead',
    csv(leads.replace('Beta (sample)', 'Gamma (sample)')),
    mapping,
  )
  assert.deepEqual([other.created, other.changed, other.unchanged], [0, 1, 1])
  const [event] = await base.db.query(
    sql`select cause, changes from event where deed = 'change' and object = 'lead'`,
  )
  assert.deepEqual(event, {
    cause: 'import',
    changes: { company: ['Beta (sample)', 'Gamma (sample)'] },
  })
})

test('a row without a key that people give comes back, or each import would create it again', async () => {
  const errorsTo = join(folder, 'no-key.csv')
  const text = 'Name,Ref,Amount\nHas one,k1,\nHas none,,\nNor this,,abc\n'
  const columns = { Name: 'name', Ref: 'external_id', Amount: 'amount' }
  const first = await importTable(
    world,
    admin,
    'lead',
    csv(text),
    { key: 'external_id', columns },
    { errorsTo },
  )
  assert.deepEqual([first.created, first.refused], [1, 2])
  const reasons: string[] = []
  for await (const row of (await readTable({ path: errorsTo })).rows)
    reasons.push(String(row.cells.at(-1)))
  assert.match(reasons[0]!, /^Ref: this row has no .+, by which the file knows its records/)
  assert.match(reasons[1]!, /^Amount: “abc” is not a number; Ref: this row has no /)
  const keyless = { key: 'external_id', rows: 'existing', columns }
  const only = await importTable(world, admin, 'lead', csv(text), keyless)
  assert.deepEqual([only.unchanged, only.refused], [2, 1])
})

test('a row without a number of ours is a new record once: the same file again finds it by all its cells', async () => {
  const text =
    'Number,Name,Phone\n,New one,13900139001\n,Twin,13900139002\n,Twin,13900139002\n,New one,13900139003\n'
  const mapping = { key: 'number', columns: { Number: 'number', Name: 'name', Phone: 'phone' } }
  const bring = async (more: string, rows: string): Promise<number[]> => {
    const end = await importTable(world, admin, 'lead', csv(rows + more), mapping)
    return [end.created, end.changed, end.unchanged, end.refused]
  }
  assert.deepEqual(await bring('', text), [4, 0, 0, 0])
  assert.deepEqual(await bring('', text), [0, 0, 4, 0])
  assert.deepEqual(await bring(',Twin,13900139002\n', text), [1, 0, 4, 0])
})

test('two rows with one key are one record, in the order of the file', async () => {
  const text = 'Name,Ref\nFirst,t1\nSecond,t1\n'
  const summary = await importTable(world, admin, 'lead', csv(text), {
    key: 'external_id',
    columns: { Name: 'name', Ref: 'external_id' },
  })
  assert.deepEqual([summary.created, summary.changed], [1, 1])
  const rows = await base.db.query(sql`select name from lead where external_id = 't1'`)
  assert.deepEqual(rows, [{ name: 'Second' }])
})

test('a file that says several things about one record changes nothing when it comes again', async () => {
  const text =
    'Name,Ref,Company,Phone\nFirst,u1,Acme (sample),13800138005\nOther,u2,,\nSecond,u1,,13800138006\nThird,u1,,\n,u1,,12\n'
  const map = {
    key: 'external_id',
    columns: { Name: 'name', Ref: 'external_id', Company: 'company', Phone: 'phone' },
  }
  const counts = async (): Promise<number[]> => {
    const { created, changed, unchanged, refused } = await importTable(
      world,
      admin,
      'lead',
      csv(text),
      map,
    )
    return [created, changed, unchanged, refused]
  }
  const stored = () =>
    base.db.query(sql`select name, company, phone, version from lead where external_id = 'u1'`)
  assert.deepEqual(await counts(), [2, 2, 0, 1])
  const once = await stored()
  assert.deepEqual(once, [
    { name: 'Third', company: 'Acme (sample)', phone: '13800138006', version: 3 },
  ])
  assert.deepEqual(await counts(), [0, 0, 4, 1])
  assert.deepEqual(await stored(), once)
})

test('a trial counts like the import: what is said twice far apart, what is wrong the second time', async () => {
  const filler = Array.from({ length: 1100 }, (_, i) => `Row ${i},far${i},\n`).join('')
  const text = `Name,Ref,Amount\n${filler}Row 0,far0,\nOther,far1,\nRow 2,far2,abc\n`
  const map = {
    key: 'external_id',
    columns: { Name: 'name', Ref: 'external_id', Amount: 'amount' },
  }
  const trial = await importTable(world, admin, 'lead', csv(text), map, { dryRun: true })
  assert.deepEqual(trial, await importTable(world, admin, 'lead', csv(text), map))
  assert.deepEqual([trial.created, trial.changed, trial.unchanged, trial.refused], [1100, 1, 1, 1])
})

test('two rows with one phone, differently written, are one record; ten thousands of a header are ten thousands', async () => {
  const text =
    'Name,Phone,预算（万元）\nWritten so,139 7777 0001,39\nWritten else,+86 13977770001,12.5\n'
  const map = {
    key: 'phone',
    columns: { Name: 'name', Phone: 'phone', '预算（万元）': 'amount' },
  }
  const trial = await importTable(world, admin, 'lead', csv(text), map, { dryRun: true })
  const done = await importTable(world, admin, 'lead', csv(text), map)
  assert.deepEqual(trial, done)
  assert.deepEqual([done.created, done.changed], [1, 1])
  assert.deepEqual(
    await base.db.query(sql`select name, amount from lead where phone = '13977770001'`),
    [{ name: 'Written else', amount: '125000.00' }],
  )
})

test('an amount that says another currency than its row is refused; in that of its row it is taken', async () => {
  const text =
    'Name,Ref,Cur,Amount\nOf none,cur1,,USD 100\nOf its own,cur2,CNY,€99\nAt home,cur3,,￥5\nSaid twice,cur4,USD,USD 7\nA dollar,cur5,HKD,$8\n'
  const map = {
    key: 'external_id',
    columns: { Name: 'name', Ref: 'external_id', Cur: 'currency', Amount: 'amount' },
  }
  const errorsTo = join(folder, 'currencies.xlsx')
  await importTable(world, admin, 'lead', csv(text), map, { errorsTo })
  const reasons = []
  for await (const row of (await readTable({ path: errorsTo })).rows)
    reasons.push([row.cells[1], row.cells[4]])
  assert.deepEqual(
    reasons,
    [
      ['cur1', 'USD 100'],
      ['cur2', '€99'],
    ].map(([ref, said]) => [
      ref,
      `Amount: “${said}” is not in the currency of its row (Renminbi); say the currency in a column of its own`,
    ]),
  )
  assert.deepEqual(
    await base.db.query(
      sql`select name, amount, currency from lead where external_id like 'cur%' order by external_id`,
    ),
    [
      { name: 'At home', amount: '5.00', currency: 'CNY' },
      { name: 'Said twice', amount: '7.00', currency: 'USD' },
      { name: 'A dollar', amount: '8.00', currency: 'HKD' },
    ],
  )
})

test('history keeps its own stages, dates and owners, and makes people and accounts that it names', async () => {
  const text = `id,agent,account,stage,value,from,Sector\no1,Agent One,Sample Co,Won,1000,1/2/2017,retail\no2,Agent One,Sample Co,Engaging,,2/3/2017,software \no3,,Nowhere,Lost,5,2/3/2017,retail\n`
  const map = {
    key: 'external_id',
    history: true,
    dates: 'M/D/YYYY',
    create_missing: ['owner', 'account'],
    columns: {
      id: 'external_id',
      agent: 'owner',
      account: 'account',
      stage: 'stage',
      value: 'amount',
      from: 'created_at',
      Sector: { field: 'sector', new: 'choice' },
    },
    values: { stage: { Won: 'won', Lost: 'lost', Engaging: 'needs' } },
  }
  const summary = await importTable(world, admin, 'opportunity', csv(text), map, { publish })
  assert.deepEqual(
    { ...summary, errors_file: 0 },
    { rows: 3, created: 3, changed: 0, unchanged: 0, refused: 0, errors_file: 0 },
  )
  const rows = await base.db
    .query(sql`select o.stage, o.created_at, o.stage_since, p.name as owner, p.active, a.name as account, o.sector from opportunity o
    left join person p on p.id = o.owner left join account a on a.id = o.account where o.external_id = 'o1'`)
  assert.deepEqual(rows, [
    {
      stage: 'won',
      created_at: '2017-01-01T16:00:00Z',
      stage_since: '2017-01-01T16:00:00Z',
      owner: 'Agent One',
      active: false,
      account: 'Sample Co',
      sector: 'retail',
    },
  ])
  const again = await importTable(world, admin, 'opportunity', csv(text), map, { publish })
  assert.deepEqual([again.unchanged, again.refused], [3, 0])
  const [n] = await base.db.query(
    sql`select count(*)::int as n from account where name = 'Sample Co'`,
  )
  assert.equal(n!.n, 1)
})

test('a name that fits two records is a problem of that row', async () => {
  await importTable(world, admin, 'account', csv('Name\nTwin (sample)\nTwin (sample)\n'), {
    columns: { Name: 'name' },
  })
  const errorsTo = join(folder, 'two.csv')
  const summary = await importTable(
    world,
    admin,
    'opportunity',
    csv('Name,Account\nDeal,Twin (sample)\n'),
    { columns: { Name: 'name', Account: 'account' } },
    { errorsTo },
  )
  assert.equal(summary.refused, 1)
  for await (const row of (await readTable({ path: errorsTo })).rows)
    assert.match(String(row.cells[2]), /matches more than one/)
})

test('a trial tells the same and keeps nothing', async () => {
  const before = await base.db.query(
    sql`select (select count(*)::int from lead) as leads, (select count(*)::int from event) as events, (select sum(last)::int from counter) as numbers`,
  )
  const summary = await importTable(
    world,
    admin,
    'lead',
    csv('Name,Ref\nDry,d1\n,d2\nDry,d1\n'),
    { key: 'external_id', columns: { Name: 'name', Ref: 'external_id' } },
    { dryRun: true },
  )
  assert.deepEqual([summary.rows, summary.created, summary.refused], [3, 1, 1])
  assert.deepEqual(
    await base.db.query(
      sql`select (select count(*)::int from lead) as leads, (select count(*)::int from event) as events, (select sum(last)::int from counter) as numbers`,
    ),
    before,
  )
})

test('whoever may not import is refused, and fields that they may not write are named', async () => {
  const viewer: Who = { ...admin, roles: ['viewer'] }
  await assert.rejects(importTable(world, viewer, 'lead', csv(leads), mapping), {
    code: 'not-allowed',
  })
  const sales: Who = { ...admin, roles: ['sales'] }
  await assert.rejects(
    importTable(world, sales, 'account', csv('Name,Limit\nA,1\n'), {
      columns: { Name: 'name', Limit: 'credit_limit' },
    }),
    (error: { problems: unknown }) => {
      assert.deepEqual(error.problems, [{ path: 'columns.Limit', code: 'read-only', details: {} }])
      return true
    },
  )
  await assert.rejects(
    importTable(world, sales, 'lead', csv(leads), { ...mapping, history: true }),
    { code: 'not-allowed' },
  )
})

test('a row that its importer may not create is refused, the others go in', async () => {
  const sales: Who = { ...admin, roles: ['sales'], people: [admin.id] }
  const summary = await importTable(
    world,
    sales,
    'lead',
    csv(`Name,Owner\nMine,${admin.id}\nTheirs,${systemWho.id}\n`),
    { columns: { Name: 'name', Owner: 'owner' } },
  )
  assert.deepEqual([summary.created, summary.refused], [1, 1])
})

test('an import that was killed goes on where it was: nothing is lost and nothing is twice', async () => {
  const lines = Array.from({ length: 3500 }, (_, i) =>
    i % 500 === 7 ? `,k${i}` : `Killed ${i},k${i}`,
  )
  const source = csv(`Name,Ref\n${lines.join('\n')}\n`)
  const map = { columns: { Name: 'name', Ref: 'company' } }
  const run = '00000000-0000-7000-8000-0000000000aa'
  let at: Counts = { rows: 0, created: 0, changed: 0, unchanged: 0, refused: 0 }
  const move =
    (dies: number): Cursor['move'] =>
    async (_tx, from, to) => {
      if (to.rows >= dies) throw new Error('killed')
      const seen = at
      assert.deepEqual(from, seen)
      at = to
    }
  const errorsTo = join(folder, 'killed.csv')
  await assert.rejects(
    importTable(world, admin, 'lead', source, map, {
      errorsTo,
      cursor: { run, start: at, move: move(3000) },
    }),
    /killed/,
  )
  assert.ok(at.rows > 0 && at.rows < 3000, String(at.rows))
  const summary = await importTable(world, admin, 'lead', source, map, {
    errorsTo,
    cursor: { run, start: at, move: move(Infinity) },
  })
  assert.deepEqual(
    { ...summary, errors_file: 0 },
    { rows: 3500, created: 3493, changed: 0, unchanged: 0, refused: 7, errors_file: 0 },
  )
  const [row] = await base.db.query(
    sql`select count(*)::int as n, count(distinct company)::int as d from lead where name like 'Killed %'`,
  )
  assert.deepEqual(row, { n: 3493, d: 3493 })
  let back = 0
  for await (const _ of (await readTable({ path: errorsTo })).rows) back++
  assert.equal(back, 7, 'also the rows that were refused before it was killed')
})
