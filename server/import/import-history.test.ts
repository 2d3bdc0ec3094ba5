// Does a company's past come in whole: amounts, days in each stage, lines and allocations from files of their own?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ident, sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { readTable } from '#server/files/read-table.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { importTable } from './import-table.ts'

let base: TestDatabase
let world: World
let folder: string
const who = { ...systemWho, language: 'en' as const }

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-history-'))
  ;({ base, world } = await freshWorld(() => new Date('2026-11-23T02:00:00Z'), {
    schema: 'openltc',
  }))
  await base.db
    .query(sql`insert into person (id, name, roles, active, version, created_at, created_by, updated_at, updated_by) values
    (${who.id}::uuid, ${who.name}, '{admin}', true, 1, now(), ${who.id}::uuid, now(), ${who.id}::uuid)`)
  await bring('account', 'Id,Name\nA1,Sample Mills\nA2,Sample Tools\n', {
    Id: 'external_id',
    Name: 'name',
  })
})
after(async () => {
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

type Goal = string | { readonly field: string; readonly stage: string }

/** Imports with history and answers counts and the reasons of the refused rows. */
async function bring(
  object: string,
  text: string,
  columns: Readonly<Record<string, Goal>>,
  more: object = {},
) {
  const errorsTo = join(folder, `${Math.random()}.csv`)
  const summary = await importTable(
    world,
    who,
    object,
    { bytes: new TextEncoder().encode(text) },
    { key: 'external_id', history: true, columns, ...more },
    { errorsTo },
  )
  const reasons: string[] = []
  if (summary.errors_file)
    for await (const row of (await readTable({ path: errorsTo })).rows)
      reasons.push(String(row.cells.at(-1)))
  const { created, changed, unchanged, refused } = summary
  return { counts: [created, changed, unchanged, refused], reasons }
}

async function unbroken(): Promise<void> {
  const found: string[] = []
  for await (const one of reconcile(world))
    if (one.broken) found.push(`${one.id} ${one.on} ${one.broken}`)
  assert.deepEqual(found, [])
}

async function stored(object: string, key: string, ...fields: string[]): Promise<unknown[]> {
  const [row] = await base.db.query<{ j: Record<string, unknown> }>(
    sql`select to_jsonb(t) as j from ${ident(object)} t where external_id = ${key} and removed_at is null`,
  )
  return fields.map((field) => row!.j[field])
}

const linesOf = (
  document: string,
  table: string,
  key: string,
): Promise<{ unit_price: string; tax_rate: string; gross: string }[]> =>
  base.db
    .query(sql`select l.unit_price, l.tax_rate, l.gross from ${ident(table)} l join ${ident(document)} d on d.id = l.${ident(document)}
    where d.external_id = ${key} and l.removed_at is null order by l.position`)

test('a contract, a quote and an invoice that arrive with an amount alone are one line that comes to it', async () => {
  const contracts = await bring(
    'contract',
    'Id,Account,Name,Total,Stage\nc1,A1,Old deal,1170.00,active\nc2,A1,Empty,,draft\n',
    { Id: 'external_id', Account: 'account', Name: 'name', Total: 'amount', Stage: 'stage' },
  )
  assert.deepEqual(contracts, { counts: [2, 0, 0, 0], reasons: [] })
  assert.deepEqual(await stored('contract', 'c1', 'amount', 'net', 'stage'), [1170, 1170, 'active'])
  const invoices = await bring(
    'invoice',
    'Id,Account,Net,Tax,On,Stage\ni1,A1,1000,130,2026-01-05,issued\n',
    {
      Id: 'external_id',
      Account: 'account',
      Net: 'net',
      Tax: 'tax',
      On: 'issued_on',
      Stage: 'stage',
    },
  )
  assert.deepEqual(invoices, { counts: [1, 0, 0, 0], reasons: [] })
  assert.deepEqual(await stored('invoice', 'i1', 'gross', 'number'), [1130, 'i1'])
  assert.deepEqual(await linesOf('invoice', 'invoice_line', 'i1'), [
    { unit_price: '1000.00', tax_rate: '0.13', gross: '1130.00' },
  ])
  await bring('quote', 'Id,Account,Total\nq1,A2,88.80\n', {
    Id: 'external_id',
    Account: 'account',
    Total: 'gross',
  })
  assert.deepEqual(await stored('quote', 'q1', 'gross'), [88.8])
  await unbroken()
})

test('tax of mixed rates comes out to the last cent, and amounts that contradict one another are refused', async () => {
  const { counts, reasons } = await bring(
    'invoice',
    'Id,Account,Net,Tax,Gross\nm1,A1,1234567.89,117345.67,1351913.56\nm2,A1,100,13,112\nm3,A1,100.001,0,100.001\nm4,A1,-5,,\n',
    { Id: 'external_id', Account: 'account', Net: 'net', Tax: 'tax', Gross: 'gross' },
  )
  assert.deepEqual(counts, [1, 0, 0, 3])
  assert.deepEqual(reasons, [
    'Gross: Gross must be net plus tax',
    'Gross: may have at most 2 decimal places; Net: may have at most 2 decimal places',
    'Net: may not be below 0',
  ])
  assert.deepEqual(
    await stored('invoice', 'm1', 'net', 'tax', 'gross'),
    [1234567.89, 117345.67, 1351913.56],
  )
  await unbroken()
})

test('an amount that the file corrects is corrected; one that is not changes nothing', async () => {
  const columns = { Id: 'external_id', Account: 'account', Total: 'gross' }
  await bring('invoice', 'Id,Account,Total\nx1,A1,10\n', columns)
  assert.deepEqual(
    (await bring('invoice', 'Id,Account,Total\nx1,A1,10.00\n', columns)).counts,
    [0, 0, 1, 0],
  )
  assert.deepEqual(
    (await bring('invoice', 'Id,Account,Total\nx1,A1,12.5\n', columns)).counts,
    [0, 1, 0, 0],
  )
  assert.deepEqual(await linesOf('invoice', 'invoice_line', 'x1'), [
    { unit_price: '12.50', tax_rate: '0', gross: '12.50' },
  ])
})

test('an invoice that arrives paid brings its payment along; one that is said to be partly paid is refused with what to do', async () => {
  const { counts, reasons } = await bring(
    'invoice',
    'Id,Account,Gross,On,Due,Stage\np1,A2,300,2026-02-01,2026-03-01,paid\np2,A2,300,2026-02-01,2026-03-01,partly_paid\np3,A2,300,,,issued\n',
    {
      Id: 'external_id',
      Account: 'account',
      Gross: 'gross',
      On: 'issued_on',
      Due: 'due_on',
      Stage: 'stage',
    },
  )
  assert.deepEqual(counts, [1, 0, 0, 2])
  assert.deepEqual(reasons, [
    'Stage: bring it in as issued, then its credit notes, payments and allocations',
    'On: is required',
  ])
  const payments = await base.db.query(
    sql`select p.amount, p.received_on, a.amount as allocated from payment p join allocation a on a.payment = p.id where p.reference = 'p1'`,
  )
  assert.deepEqual(payments, [{ amount: '300.00', received_on: '2026-03-01', allocated: '300.00' }])
  await unbroken()
})

test('a row that is refused leaves no line in the books', async () => {
  const { counts } = await bring(
    'invoice',
    'Id,Account,Gross,On,Due,Stage\nb1,A1,70,2026-02-01,2026-01-01,issued\nb2,A1,70,2026-02-01,2026-03-01,issued\n',
    {
      Id: 'external_id',
      Account: 'account',
      Gross: 'gross',
      On: 'issued_on',
      Due: 'due_on',
      Stage: 'stage',
    },
  )
  assert.deepEqual(counts, [1, 0, 0, 1])
  await unbroken()
})

test('payments and allocations come in as files of their own, and allocations by the rules of allocating', async () => {
  await bring(
    'invoice',
    'Id,Account,Gross,On,Stage\nv1,A1,100,2026-02-01,issued\nv2,A1,50,2026-02-01,issued\n',
    { Id: 'external_id', Account: 'account', Gross: 'gross', On: 'issued_on', Stage: 'stage' },
  )
  await bring('payment', 'Id,Account,Amount,On\npay1,A1,120,2026-02-10\n', {
    Id: 'external_id',
    Account: 'account',
    Amount: 'amount',
    On: 'received_on',
  })
  const file =
    'Id,Payment,Invoice,Amount,On\na1,pay1,v1,100.00,2026-02-11\na2,pay1,v2,20,2026-02-12\na3,pay1,v2,1,2026-02-12\na4,pay1,nowhere,1,2026-02-12\n'
  const columns = {
    Id: 'external_id',
    Payment: 'payment',
    Invoice: 'invoice',
    Amount: 'amount',
    On: 'allocated_on',
  }
  const first = await bring('allocation', file, columns)
  assert.deepEqual(first.counts, [2, 0, 0, 2])
  assert.match(first.reasons[0]!, /Only 0\.00 of the payment is free/)
  assert.deepEqual(await stored('invoice', 'v1', 'stage'), ['paid'])
  assert.deepEqual(await stored('invoice', 'v2', 'stage'), ['partly_paid'])
  assert.deepEqual((await bring('allocation', file, columns)).counts, [0, 0, 2, 2])
  await unbroken()
})

test('lines come in as a file of their own under their document, whose totals follow', async () => {
  await bring('contract', 'Id,Account,Name,Total\nl1,A1,With lines,999\nl2,A1,Signed,10\n', {
    Id: 'external_id',
    Account: 'account',
    Name: 'name',
    Total: 'amount',
  })
  await bring('contract', 'Id,Stage\nl2,signed\n', { Id: 'external_id', Stage: 'stage' })
  const file =
    'Line,Contract,What,Qty,Price,Rate\n1,l1,Press,2,100,0.13\n2,l1,Crate,1,50.5,0\n3,l1,Bad,x,1,0\n4,l1,Free,0,1,0\n5,,Lost,1,1,0\n6,l2,Late,1,1,0\n'
  const columns = {
    Line: 'external_id',
    Contract: 'contract',
    What: 'description',
    Qty: 'quantity',
    Price: 'unit_price',
    Rate: 'tax_rate',
  }
  const first = await bring('contract_line', file, columns)
  assert.deepEqual(first.counts, [2, 0, 0, 4])
  assert.deepEqual(first.reasons, [
    'Qty: “x” is not a number',
    'Qty: The quantity is above 0; only an amendment takes away',
    'Contract: is required',
    'The lines of a signed contract stand; make an amendment.',
  ])
  assert.deepEqual(await stored('contract', 'l1', 'net', 'amount'), [250.5, 276.5])
  assert.deepEqual((await bring('contract_line', file, columns)).counts, [0, 0, 2, 4])
  assert.deepEqual(
    (await bring('contract_line', file.replace('Crate,1', 'Crate,3'), columns)).counts,
    [0, 1, 1, 4],
  )
  assert.deepEqual(await stored('contract', 'l1', 'amount'), [377.5])
  await assert.rejects(
    bring('contract_line', 'Line,Gross\n1,5\n', { Line: 'external_id', Gross: 'gross' }),
    { code: 'not-valid' },
  )
  await unbroken()
})

const visits = (key: string) =>
  base.db.query<{
    stage: string
    days: number
    to_stage: string
  }>(sql`select v.stage, extract(day from v.left_at - v.entered_at)::int as days, v.to_stage
  from stage_visit v join (select id, external_id from lead union all select id, external_id from opportunity) t on t.id = v.record where t.external_id = ${key} order by v.entered_at, v.left_at`)

test('days in each stage of an imported record run between the dates that the file knows', async () => {
  await bring(
    'lead',
    'Id,Name,Stage,Made,Qualified,Converted\ns1,Sample,converted,2026-01-01,2026-01-11,2026-02-01\ns2,Sample,qualified,2026-01-01,2026-01-11,\ns3,Sample,new,2026-01-01,,\n',
    {
      Id: 'external_id',
      Name: 'name',
      Stage: 'stage',
      Made: 'created_at',
      Qualified: 'qualified_at',
      Converted: 'converted_at',
    },
  )
  assert.deepEqual(await visits('s1'), [
    { stage: 'new', days: 10, to_stage: 'qualified' },
    { stage: 'qualified', days: 21, to_stage: 'converted' },
  ])
  assert.deepEqual(await stored('lead', 's1', 'stage_since'), ['2026-01-31T16:00:00+00:00'])
  assert.deepEqual(await visits('s2'), [{ stage: 'new', days: 10, to_stage: 'qualified' }])
  assert.deepEqual(await visits('s3'), [])
  // The file of the next month knows more.
  await bring('lead', 'Id,Stage,Converted\ns2,converted,2026-03-01\n', {
    Id: 'external_id',
    Stage: 'stage',
    Converted: 'converted_at',
  })
  assert.deepEqual(
    (await visits('s2')).map((one) => [one.stage, one.days]),
    [
      ['new', 10],
      ['qualified', 49],
    ],
  )
})

test('a column of its own may say when a record came into a stage', async () => {
  const { counts } = await bring(
    'opportunity',
    'Id,Name,Account,Stage,Made,Needs,Quote,Closed\no1,Sample,A1,won,2026-01-01,2026-01-05,2026-01-20,2026-02-20\n',
    {
      Id: 'external_id',
      Name: 'name',
      Account: 'account',
      Stage: 'stage',
      Made: 'created_at',
      Closed: 'won_at',
      Needs: { field: 'stage_since', stage: 'needs' },
      Quote: { field: 'stage_since', stage: 'quoting' },
    },
  )
  assert.deepEqual(counts, [1, 0, 0, 0])
  assert.deepEqual(
    (await visits('o1')).map((one) => [one.stage, one.days, one.to_stage]),
    [
      ['discovery', 4, 'needs'],
      ['needs', 15, 'quoting'],
      ['quoting', 31, 'won'],
    ],
  )
  await assert.rejects(
    bring('opportunity', 'Id,Needs\no1,2026-01-05\n', {
      Id: 'external_id',
      Needs: { field: 'stage_since', stage: 'nowhere' },
    }),
    { code: 'not-valid' },
  )
})

test('refunds and credit notes of a past come in by their actions, with their own numbers, and again change nothing', async () => {
  await bring('invoice', 'Id,No,Account,Gross,On,Stage\nr1,OLD-R1,A1,300,2026-03-01,issued\n', {
    Id: 'external_id',
    No: 'number',
    Account: 'account',
    Gross: 'gross',
    On: 'issued_on',
    Stage: 'stage',
  })
  await bring('payment', 'Id,Account,Amount,On\nrp1,A1,250,2026-03-10\n', {
    Id: 'external_id',
    Account: 'account',
    Amount: 'amount',
    On: 'received_on',
  })
  await bring('allocation', 'Id,Payment,Invoice,Amount,On\nra1,rp1,r1,200,2026-03-11\n', {
    Id: 'external_id',
    Payment: 'payment',
    Invoice: 'invoice',
    Amount: 'amount',
    On: 'allocated_on',
  })
  const refunds =
    'Id,No,Payment,Amount,On,Why\nrf1,OLD-RF1,rp1,50.00,2026-03-12,Paid twice\nrf2,OLD-RF2,rp1,1,2026-03-12,Too much\n'
  const refund = {
    Id: 'external_id',
    No: 'number',
    Payment: 'payment',
    Amount: 'amount',
    On: 'refunded_on',
    Why: 'reason',
  }
  const first = await bring('refund', refunds, refund)
  assert.deepEqual(first.counts, [1, 0, 0, 1])
  assert.match(first.reasons[0]!, /Only 0\.00 of the payment is free/)
  assert.deepEqual(await stored('refund', 'rf1', 'number', 'amount', 'refunded_on'), [
    'OLD-RF1',
    50,
    '2026-03-12',
  ])
  assert.deepEqual((await bring('refund', refunds, refund)).counts, [0, 0, 1, 1])

  // As an old system lists them: among its invoices, with what they take away below 0 or above it.
  const notes =
    'Id,No,Credits,Account,Gross,On,Stage\nn1,OLD-CN1,OLD-R1,A1,-120.01,2026-03-20,issued\nn2,OLD-CN2,OLD-R1,A1,30,2026-03-21,paid\nn3,OLD-CN3,OLD-R1,A2,10,2026-03-21,paid\nn4,OLD-CN4,OLD-R1,A1,150,2026-03-21,paid\nn5,OLD-5,,A1,11,2026-03-21,issued\n'
  const note = {
    Id: 'external_id',
    No: 'number',
    Credits: 'credits',
    Account: 'account',
    Gross: 'gross',
    On: 'issued_on',
    Stage: 'stage',
  }
  const came = await bring('invoice', notes, note)
  assert.deepEqual(came.counts, [3, 0, 0, 2], came.reasons.join())
  assert.match(came.reasons.join(), /Account: is not as it follows/)
  assert.match(came.reasons.join(), /At most 149\.99 of this invoice/)
  assert.deepEqual(await stored('invoice', 'n1', 'number', 'kind', 'stage', 'gross', 'issued_on'), [
    'OLD-CN1',
    'credit',
    'credited',
    -120.01,
    '2026-03-20',
  ])
  assert.deepEqual((await bring('invoice', notes, note)).counts, [0, 0, 3, 2])
  // 300 − 120.01 − 30 are owed, 200 were paid: the rest is the customer's again.
  assert.deepEqual(await stored('invoice', 'r1', 'stage'), ['paid'])
  const [free] = await base.db.query<{ free: string }>(
    sql`select (p.amount - (select sum(amount) from allocation where payment = p.id and removed_at is null) - 50)::text as free from payment p where external_id = 'rp1'`,
  )
  assert.equal(free!.free, '50.01')
  await unbroken()
})

test('numbers that a file brings are passed: the next record goes on behind them', async () => {
  const series = sql`select number from lead where external_id = any('{N1,N2,N3}') order by external_id`
  assert.deepEqual(
    (
      await bring('lead', 'Id,Name,No\nN1,Zhang,L2026-00007\nN2,Li,L2026-00040\n', {
        Id: 'external_id',
        Name: 'name',
        No: 'number',
      })
    ).counts,
    [2, 0, 0, 0],
  )
  assert.deepEqual(
    (await bring('lead', 'Id,Name\nN3,Wang\n', { Id: 'external_id', Name: 'name' })).counts,
    [1, 0, 0, 0],
  )
  assert.deepEqual(
    (await base.db.query<{ number: string }>(series)).map((one) => one.number),
    ['L2026-00007', 'L2026-00040', 'L2026-00041'],
  )
})
