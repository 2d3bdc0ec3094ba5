// Once a period is closed, can anything still be put into it, by whatever way?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let boss: Person
let settings: string
let account: string

before(async () => {
  firm = await company('2026-03-20')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  account = (await firm.system.create('account', { name: '关账机械' })).id
  settings = (await firm.system.list('company'))[0]!.id
})
after(() => firm.close())

const close = (until: string) => fay.act('company', settings, 'close_books', { until })
const reopen = () => boss.act('company', settings, 'reopen_books', { reason: '补录' })

async function drafted(): Promise<string> {
  const { id } = await fay.create('invoice', {
    account,
    lines: [{ description: '服务', quantity: '1', unit_price: '100', tax_rate: '0.06' }],
  })
  return id
}
const issue = (invoice: string, issued_on: string) =>
  fay.act('invoice', invoice, 'issue', { issued_on })

test('books close day by day, never over today, and open again only by the general manager', async () => {
  assert.equal((await refused(close('2026-03-20'))).code, 'close-too-late')
  await close('2026-02-28')
  assert.equal((await refused(close('2026-01-31'))).code, 'closed-already')
  assert.equal(
    (await refused(fay.act('company', settings, 'reopen_books', { reason: 'x' }))).code,
    'not-allowed',
  )
  assert.deepEqual(
    (await refused(boss.change('company', settings, { closed_until: null }))).paths,
    ['closed_until'],
  )
  await reopen()
})

test('nothing dated in a closed period enters the books', async () => {
  const invoice = await drafted()
  const old = await drafted()
  await issue(old, '2026-02-10')
  const payment = await fay.create('payment', { account, amount: '50', received_on: '2026-02-12' })
  const later = await fay.create('payment', { account, amount: '20', received_on: '2026-03-05' })
  await fay.act('payment', payment.id, 'allocate', { allocated_on: '2026-02-12' })
  await close('2026-02-28')
  assert.equal((await refused(issue(invoice, '2026-02-28'))).code, 'period-closed')
  assert.equal(
    (await refused(fay.create('payment', { account, amount: '5', received_on: '2026-02-28' })))
      .code,
    'period-closed',
  )
  assert.equal(
    (await refused(fay.act('payment', later.id, 'allocate', { allocated_on: '2026-02-01' }))).code,
    'period-closed',
  )
  assert.equal(
    (
      await refused(
        fay.act('payment', later.id, 'refund', { amount: '1', refunded_on: '2026-02-01' }),
      )
    ).code,
    'period-closed',
  )
  assert.equal(
    (await refused(fay.act('invoice', old, 'credit', { issued_on: '2026-02-20' }))).code,
    'period-closed',
  )
  assert.equal(
    (
      await refused(
        fay.act('invoice', old, 'write_off', {
          kind: 'difference',
          amount: '1',
          reason: 'x',
          written_on: '2026-02-20',
        }),
      )
    ).code,
    'period-closed',
  )
  // Nothing of what was refused stays, its number neither.
  await issue(invoice, '2026-03-01')
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})

test('what is in a closed period goes on living by facts of today', async () => {
  const [old] = await fay.list('invoice', 'issued_on = "2026-02-10"')
  const [payment] = await fay.list('payment', 'received_on = "2026-02-12"')
  assert.equal(
    (await refused(fay.act('payment', payment!.id, 'void', { reason: 'x' }))).code,
    'payment-in-use',
  )
  // Half of it is credited: the allocation of February stays as it was, and one of today says what is left.
  const line = (old!.lines as { id: string }[])[0]!.id
  await fay.act('invoice', old!.id, 'credit', { lines: [{ line, quantity: '0.8' }] })
  const rows = await fay.list('allocation', `invoice = "${old!.id}"`)
  assert.deepEqual(
    rows.map((row) => [row.amount, row.allocated_on]),
    [['21.20', '2026-03-20']],
  )
  await fay.act('payment', payment!.id, 'unallocate')
  assert.equal(
    (await refused(fay.act('payment', payment!.id, 'void', { reason: 'x' }))).code,
    'period-closed',
  )
  assert.equal((await refused(fay.act('invoice', old!.id, 'void'))).code, 'invoice-in-use')
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})

test('the database says no to whoever comes past the application', async () => {
  const { db } = firm.world
  const at = (statement: ReturnType<typeof sql>) => refused(db.query(statement))
  const moment = sql`now(), now(), 1`
  assert.equal(
    (
      await at(
        sql`insert into journal_entry (id, "on", kind, created_at, updated_at, version) values (gen_random_uuid(), '2026-01-05', 'invoice', ${moment})`,
      )
    ).code,
    'period-closed',
  )
  assert.equal(
    (
      await at(
        sql`insert into payment (id, account, amount, currency, received_on, stage, stage_since, created_at, updated_at, version) values (gen_random_uuid(), ${account}::uuid, 5, 'CNY', '2026-02-01', 'received', now(), ${moment})`,
      )
    ).code,
    'period-closed',
  )
  assert.equal(
    (await at(sql`update allocation set allocated_on = '2026-02-01'`)).code,
    'period-closed',
  )
})

test('closing waits for who is writing, and who writes next is late', async () => {
  await reopen()
  const writers = await Promise.all(Array.from({ length: 6 }, () => drafted()))
  const ends = await Promise.allSettled([
    ...writers.map((id) => issue(id, '2026-03-10')),
    close('2026-03-15'),
    ...Array.from({ length: 4 }, () =>
      fay.create('payment', { account, amount: '5', received_on: '2026-03-10' }),
    ),
  ])
  assert.equal(ends[writers.length]!.status, 'fulfilled')
  const ok = ends.filter((one, at) => at !== writers.length && one.status === 'fulfilled').length
  const [{ n }] = (await firm.world.db.query<{ n: number }>(
    sql`select count(*)::int as n from journal_entry where "on" = '2026-03-10' and kind in ('invoice', 'payment')`,
  )) as [{ n: number }]
  assert.equal(n, ok)
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})
