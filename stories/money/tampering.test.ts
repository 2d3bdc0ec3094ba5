// If the application itself went wrong, would the database still say no? Each sentence is broken by hand.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { company, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let invoice: Row
let contract: Row
let payment: Row

before(async () => {
  firm = await company('2026-03-02')
  const admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  const account = await admin.create('account', { name: '篡改机械' })
  const made = await admin.create('contract', {
    name: '合同',
    account: account.id,
    lines: [{ description: '设备', quantity: '3', unit_price: '100', tax_rate: '0.13' }],
  })
  await admin.act('contract', made.id, 'sign')
  await admin.act('contract', made.id, 'activate')
  contract = await admin.get('contract', made.id)
  const [id] = ((await fay.act('contract', made.id, 'bill')) as { invoices: string[] }).invoices
  await fay.act('invoice', id!, 'issue')
  payment = await fay.create('payment', { account: account.id, amount: '50' })
  await fay.act('payment', payment.id, 'allocate')
  invoice = await fay.get('invoice', id!)
})
after(() => firm.close())

/** The statement is refused by the database, with the code of ours that says why. */
async function impossible(code: string, ...statements: Sql[]): Promise<void> {
  await assert.rejects(
    firm.world.db.transaction(async (tx) => {
      for (const one of statements) await tx.query(one)
    }),
    (error: { code?: string; cause?: { code?: string } }) => {
      assert.equal(error.cause?.code ?? error.code, code)
      return true
    },
  )
}

const posting = (entry: Sql, debit: string, credit: string): Sql =>
  sql`insert into posting (id, entry, account_code, debit, credit, currency, created_at, updated_at, version, position)
    select gen_random_uuid(), ${entry}, '1002', ${debit}::numeric, ${credit}::numeric, 'CNY', now(), now(), 1, 9`

test('L1: an entry that does not balance is never stored', async () => {
  const entry = sql`(select id from journal_entry order by id limit 1)`
  await impossible('OL003', posting(entry, '1.00', '0'))
  await impossible(
    'OL003',
    sql`insert into journal_entry (id, "on", kind, created_at, updated_at, version) values (gen_random_uuid(), '2026-03-02', 'invoice', now(), now(), 1)`,
  )
})

test('L1: an entry is in one currency, so that none balances across two', async () => {
  const id = 'b0a00000-0000-7000-8000-000000000001'
  const side = (debit: string, credit: string, currency: string): Sql =>
    sql`insert into posting (id, entry, account_code, debit, credit, currency, created_at, updated_at, version, position)
      values (gen_random_uuid(), ${id}::uuid, '1002', ${debit}::numeric, ${credit}::numeric, ${currency}, now(), now(), 1, 1)`
  await impossible(
    'OL003',
    sql`insert into journal_entry (id, "on", kind, created_at, updated_at, version) values (${id}::uuid, '2026-03-02', 'invoice', now(), now(), 1)`,
    side('1.00', '0', 'CNY'),
    side('0', '1.00', 'USD'),
  )
})

test('P1 and P9: a bank line is booked by a payment only, a statement stands as it was made', async () => {
  const line = await fay.create('bank_line', { amount: '5', transaction_no: 'T1' })
  await impossible('OL003', sql`update bank_line set stage = 'booked' where id = ${line.id}::uuid`)
  await impossible('OL002', sql`update bank_line set amount = 6 where id = ${line.id}::uuid`)
  const made = await fay.act('account', String(payment.account), 'make_statement', {
    from_on: '2026-03-01',
    until_on: '2026-03-31',
  })
  await impossible(
    'OL002',
    sql`update statement set closing = closing + 1 where id = ${String(made.statement)}::uuid`,
  )
})

test('L2: entries, postings and refunds are only ever added', async () => {
  await impossible('OL001', sql`update posting set debit = debit + 1`)
  await impossible('OL001', sql`delete from journal_entry`)
})

test('P3 and I6: no more is put to an invoice, or taken from a payment, than there is', async () => {
  const more = (amount: string): Sql =>
    sql`update allocation set amount = ${amount}::numeric where payment = ${payment.id}::uuid`
  await impossible('OL003', more('50.01'))
  await impossible(
    'OL003',
    sql`update payment set note = 'x' where id = ${payment.id}::uuid`,
    sql`insert into refund (id, payment, amount, refunded_on, created_at, updated_at, version) values (gen_random_uuid(), ${payment.id}::uuid, 0.01, '2026-03-02', now(), now(), 1)`,
  )
  await impossible(
    'OL003',
    sql`insert into write_off (id, invoice, kind, amount, written_on, stage, stage_since, created_at, updated_at, version) values (gen_random_uuid(), ${invoice.id}::uuid, 'bad_debt', 1000, '2026-03-02', 'in_force', now(), now(), now(), 1)`,
  )
})

test('I4: an issued invoice and its lines stand', async () => {
  await impossible(
    'OL002',
    sql`update invoice set gross = gross + 1 where id = ${invoice.id}::uuid`,
  )
  await impossible(
    'OL002',
    sql`update invoice_line set net = net + 1 where invoice = ${invoice.id}::uuid`,
  )
  await impossible('OL002', sql`delete from invoice where id = ${invoice.id}::uuid`)
})

test('C1 and C2: a signed contract is worth what was signed, and its plan comes to that', async () => {
  const of = sql`where id = ${contract.id}::uuid`
  await impossible('OL002', sql`update contract set signed_amount = 1 ${of}`)
  await impossible('OL003', sql`update contract set amount = amount + 1 ${of}`)
  await impossible(
    'OL003',
    sql`update contract set amount = amount + 1, net = net + 1 ${of}`,
    sql`update contract_line set gross = gross + 1, net = net + 1 where contract = ${contract.id}::uuid`,
  )
  await impossible(
    'OL003',
    sql`update billing_plan_line set amount = amount + 1 where contract = ${contract.id}::uuid and invoice is null`,
  )
})

test('I1: a line of the plan has one invoice', async () => {
  const [line] = (contract.billing_plan as Row[]).slice(-1)
  await impossible(
    '23505',
    sql`update billing_plan_line set invoice = ${invoice.id}::uuid where id = ${line!.id}::uuid`,
  )
})
