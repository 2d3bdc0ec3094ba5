// Is a change behind the application's back found and named, and does everything that the application does stay unsuspected?
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { compile, type Sql, sql } from '#kernel/sql.ts'
import { publish } from '#server/model/publish.ts'
import { book } from '#ltc/index.ts'
import { systemWho } from '#server/world/world.ts'
import { company, type Company, type Person } from '../../stories/spine-company.ts'
import { proveSeals } from './prove-seals.ts'
import { lastSeal, sealNow } from './seal.ts'

let firm: Company
let ann: Person
let fay: Person
let folder: string
const made: Record<string, string> = {}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-seal-'))
  firm = await company('2026-03-02')
  ann = await firm.hire('Ann', { roles: ['admin'] })
  fay = await firm.hire('Fay', { roles: ['finance'] })
  const product = await ann.create('product', {
    name: 'Press',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  const lead = await ann.create('lead', {
    name: 'Li',
    company: 'Sample Works',
    phone: '13800138001',
  })
  await ann.act('lead', lead.id, 'qualify')
  const { opportunity, account } = (await ann.act('lead', lead.id, 'convert', {
    amount: '1000',
  })) as Record<string, string>
  const { quote } = (await ann.act('opportunity', opportunity!, 'create_quote', {
    lines: [{ product: product.id, quantity: '3' }],
  })) as Record<string, string>
  for (const action of ['submit', 'send', 'accept']) await ann.act('quote', quote!, action)
  const { contract } = (await ann.act('quote', quote!, 'create_contract')) as Record<string, string>
  await ann.act('contract', contract!, 'sign')
  await ann.act('contract', contract!, 'activate')
  const [invoice] = ((await fay.act('contract', contract!, 'bill')) as { invoices: string[] })
    .invoices
  await fay.act('invoice', invoice!, 'issue')
  const payment = await fay.create('payment', { account, amount: '50', received_on: '2026-03-02' })
  Object.assign(made, { lead: lead.id, quote, contract, invoice, payment: payment.id })
  await sealAll()
})
after(async () => {
  await firm?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => assert.deepEqual(await found(), []))

const found = async (kept?: ReadonlyMap<number, string>): Promise<string[]> =>
  (await proveSeals(firm.world, folder, kept)).map((one) => one.says.en)

/** Transactions of other databases on this server hold a seal back for a moment too. */
async function sealAll(): Promise<void> {
  for (;;) {
    await sealNow(firm.world, folder)
    const [row] = await firm.world.db.query<{ open: boolean }>(
      sql`select (select count(*) from event) > (select coalesce(sum(events), 0) from seal) as open`,
    )
    if (!row!.open) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Until nobody on this server is at work who began before the last event: a seal ends below them. */
async function othersDone(): Promise<void> {
  for (;;) {
    const [row] = await firm.world.db.query<{ done: boolean }>(
      sql`select not exists (select from event where xact >= pg_snapshot_xmin(pg_current_snapshot())) as done`,
    )
    if (row!.done) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What somebody with the keys of the database does, triggers or not; asked, then undone. */
async function behind(change: Sql, kept?: ReadonlyMap<number, string>): Promise<string> {
  const { db } = firm.world
  let said: string[] = []
  await db
    .transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`)
      await tx.query(change)
      const world = { ...firm.world, db: { ...db, query: tx.query.bind(tx) as typeof db.query } }
      said = (await proveSeals(world, folder, kept)).map((one) => one.says.en)
      throw new Error('undo')
    })
    .catch((error: unknown) =>
      assert.equal((error as Error).message, 'undo', `${compile(change).text}: ${String(error)}`),
    )
  return said.join('\n')
}

test('an edited invoice is named by its number', async () => {
  assert.match(
    await behind(
      sql`update invoice set gross = gross - 1, net = net - 1 where id = ${made.invoice}::uuid`,
    ),
    /^the content of Invoice INV\S+ \(.+\) was changed$/,
  )
})

test('so are a line of it, an accepted quote, a signed contract, a payment and a posting', async () => {
  assert.match(
    await behind(sql`update invoice_line set quantity = 2 where invoice = ${made.invoice}::uuid`),
    /content of Invoice/,
  )
  assert.match(
    await behind(
      sql`update invoice_line set removed_at = now() where invoice = ${made.invoice}::uuid`,
    ),
    /content of Invoice/,
  )
  assert.match(
    await behind(sql`update quote set gross = 1 where id = ${made.quote}::uuid`),
    /content of Quote/,
  )
  assert.match(
    await behind(sql`update contract set name = 'Other' where id = ${made.contract}::uuid`),
    /content of Contract/,
  )
  assert.match(
    await behind(sql`update payment set amount = 51 where id = ${made.payment}::uuid`),
    /content of Payment/,
  )
  assert.match(
    await behind(sql`update posting set debit = debit + 1 where debit > 0`),
    /content of Journal entry/,
  )
  assert.match(await behind(sql`delete from posting where debit > 0`), /content of Journal entry/)
})

test('a document that is gone, or that has a stage or an amount of which the log knows nothing, is named', async () => {
  assert.match(await behind(sql`delete from payment`), /Payment .+ was removed/)
  assert.match(
    await behind(sql`update invoice set stage = 'void' where id = ${made.invoice}::uuid`),
    /Stage of Invoice .+ is void; the log says issued/,
  )
  // A contract's amount may change, by a signed amendment: then the log says so.
  assert.match(
    await behind(sql`update contract set amount = 1 where id = ${made.contract}::uuid`),
    /of Contract .+ is 1; the log says 339/,
  )
})

test('a line of the log that was changed, removed or slipped in is named', async () => {
  const [row] = await firm.world.db.query<{ seq: string }>(
    sql`select seq from event where record = ${made.lead}::uuid order by seq limit 1`,
  )
  assert.match(
    await behind(
      sql`update event set who = ${systemWho.id}::uuid, at = at - interval '1 day' where seq = ${row!.seq}::bigint`,
    ),
    new RegExp(`^line ${row!.seq} of the log \\(lead ${made.lead}, seal \\d+\\) was changed$`),
  )
  assert.match(
    await behind(sql`delete from event where seq = ${row!.seq}::bigint`),
    new RegExp(`^line ${row!.seq} of the log \\(seal \\d+\\) was removed$`),
  )
  assert.match(
    await behind(
      sql`insert into event (xact, at, who, deed, cause, object, record, version, model_version, changes) select xact, at, who, deed, cause, object, record, version, model_version, changes from event where seq = ${row!.seq}::bigint`,
    ),
    /was slipped in afterwards/,
  )
})

test('whoever edits the seals too breaks the chain', async () => {
  await ann.create('lead', { name: 'later' })
  await sealAll()
  assert.match(
    await behind(sql`update seal set events_hash = repeat('0', 64) where n = 1`),
    /seal 1 was changed/,
  )
  assert.match(
    await behind(sql`update sealed_record set hash = repeat('0', 64) where object = 'invoice'`),
    /the documents of seal \d+ were changed/,
  )
  assert.match(await behind(sql`delete from seal where n = 1`), /seal 1 is missing/)
})

test('a chain made anew in the database differs from the heads that were written down beside it or kept elsewhere', async () => {
  const head = (await lastSeal(firm.world.db))!
  assert.match(
    await behind(sql`delete from seal where n = ${head.n}::bigint`),
    new RegExp(`seal ${head.n} is missing`),
  )
  const other = new Map([[1, 'f'.repeat(64)]])
  assert.deepEqual(await found(other), ['seal 1 is not the one whose hash was kept'])
  assert.deepEqual(await found(new Map([[head.n, head.hash]])), [])
  assert.match(
    await readFile(join(folder, 'seals.log'), 'utf8'),
    new RegExp(`^${head.n} \\S+ ${head.hash}$`, 'm'),
  )
})

test('what the application does is never suspected: payment, credit, a new field, a draft that comes back', async () => {
  await fay.act('payment', made.payment!, 'allocate')
  await publish(
    firm.world,
    book,
    systemWho,
    {
      objects: {
        invoice: { fields: { shelf: { kind: 'text', label: { zh: '柜', en: 'Shelf' } } } },
      },
    },
    { note: 'a field' },
  )
  await sealAll()
  assert.deepEqual(await found(), [])
  await fay.act('invoice', made.invoice!, 'credit')
  const product = await ann.create('product', {
    name: 'Mill',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  const account = await ann.create('account', { name: 'Other Works' })
  const opportunity = await ann.create('opportunity', { name: 'Other', account: account.id })
  const { quote } = (await ann.act('opportunity', opportunity.id, 'create_quote', {
    lines: [{ product: product.id, quantity: '3', discount_percent: '40' }],
  })) as Record<string, string>
  await ann.act('quote', quote!, 'submit')
  await sealAll()
  const submitted = await behind(sql`update quote set terms = 'other' where id = ${quote!}::uuid`)
  assert.match(submitted, /content of Quote/)
  await ann.act('quote', quote!, 'withdraw')
  assert.deepEqual(await found(), [], 'a draft may change')
  await ann.change('quote', quote!, { terms: 'thirty days' })
  await ann.act('quote', quote!, 'submit')
  await sealAll()
  assert.deepEqual(await found(), [], 'what was submitted anew is sealed anew')
  assert.match(
    await behind(sql`update quote set terms = 'other' where id = ${quote!}::uuid`),
    /content of Quote/,
  )
})

test('writers do not wait for a seal, and a seal leaves out what is still being written', async () => {
  const before = (await lastSeal(firm.world.db))!
  await firm.world.db.transaction(async (tx) => {
    await tx.query(
      sql`insert into event (at, who, deed, cause, object, record, version, model_version, changes) values (now(), ${systemWho.id}::uuid, 'create', 'system', 'lead', gen_random_uuid(), 1, 1, '{}')`,
    )
    await ann.create('lead', { name: 'meanwhile' })
    await sealNow(firm.world, folder)
    assert.equal(
      (await lastSeal(firm.world.db))!.n,
      before.n,
      'nothing below the open transaction is new',
    )
  })
  await sealAll()
  const [row] = await firm.world.db.query<{ events: number }>(
    sql`select sum(events)::int as events from seal where n > ${before.n}::bigint`,
  )
  assert.equal(row!.events, 2)
})

test('a flood is sealed in pieces, each line once, the youngest number not always last', async () => {
  const before = (await lastSeal(firm.world.db))!
  await firm.world.db.transaction(async (tx) => {
    await tx.query(
      sql`insert into event (at, who, deed, cause, object, record, version, model_version, changes) values (now(), ${systemWho.id}::uuid, 'create', 'system', 'lead', gen_random_uuid(), 1, 1, '{}')`,
    )
    for (let i = 0; i < 5; i++) await ann.create('lead', { name: `flood ${i}` })
  })
  await othersDone()
  const made = await sealNow(firm.world, folder, { together: 4 })
  await sealAll()
  assert.deepEqual(made.map((one) => one.events).slice(0, 1), [4])
  const [row] = await firm.world.db.query<{ events: number }>(
    sql`select sum(events)::int as events from seal where n > ${before.n}::bigint`,
  )
  assert.equal(row!.events, 6)
})

test('one turn of the sealing is over in time, and the next goes on where it was', async () => {
  await sealAll()
  for (let i = 0; i < 3; i++) await ann.create('lead', { name: `turn ${i}` })
  await othersDone()
  const turn = () => sealNow(firm.world, folder, { together: 2, rest: 0, forMs: 0 })
  const [one, two] = [await turn(), await turn()]
  assert.deepEqual(
    [one, two].map((made) => made.map((seal) => seal.events)),
    [[2], [1]],
  )
})
