// Is money that comes from an older system, or in great numbers, held to the same rules?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { circumstances, systemWho } from '#server/world/world.ts'
import { create } from '#server/writing/write.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let account: string

before(async () => {
  firm = await company('2026-03-02')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  account = (await firm.system.create('account', { name: '旧系统客户' })).id
})
after(() => firm.close())

/** As an import with its history writes. */
const arrive = (object: string, values: Values): Promise<string> =>
  firm.world.db.transaction((tx) =>
    create(
      {
        world: firm.world,
        app: firm.world.app,
        tx,
        who: systemWho,
        at: circumstances(firm.world, systemWho),
        cause: { kind: 'import' },
        action: null,
      },
      object,
      values,
      'history',
    ),
  )
const lines = [{ description: '设备', quantity: '1', unit_price: '100', tax_rate: '0.13' }]

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('an invoice arrives in the stage of its money, and its number is passed over by the next', async () => {
  const old = await arrive('invoice', {
    account,
    lines,
    number: 'INV2026-00001',
    stage: 'issued',
    issued_on: '2026-01-05',
    due_on: '2026-02-05',
  })
  assert.equal((await fay.get('invoice', old)).stage, 'issued')
  const { id } = await fay.create('invoice', { account, lines })
  assert.equal((await fay.act('invoice', id, 'issue')).number, 'INV2026-00002')
  const zero = await arrive('invoice', {
    account,
    number: 'OLD-2',
    stage: 'issued',
    issued_on: '2026-01-06',
    lines: [{ ...lines[0], unit_price: '0' }],
  })
  assert.equal((await fay.get('invoice', zero)).stage, 'paid')
  await sound()
})

test('a credit note never arrives issued, and what is partly paid or let go says how by its rows', async () => {
  const come = (values: Values) => refused(arrive('invoice', { account, lines, ...values }))
  assert.equal(
    (await come({ kind: 'credit', stage: 'issued', number: 'CN-1', issued_on: '2026-01-05' })).code,
    'credit-by-action',
  )
  for (const stage of ['partly_paid', 'written_off'])
    assert.deepEqual((await come({ stage, number: 'X-1', issued_on: '2026-01-05' })).paths, [
      'stage',
    ])
})

test('a payment that arrives void has no line in the books', async () => {
  await arrive('payment', { account, amount: '70', received_on: '2026-01-05', stage: 'void' })
  await sound()
})

test('a draft that brought a number with it is issued by issuing only', async () => {
  const draft = await arrive('invoice', {
    account,
    lines,
    number: 'OLD-77',
    issued_on: '2026-01-05',
    stage: 'draft',
  })
  assert.equal(
    (await refused(fay.act('invoice', draft, 'move', { to: 'issued' }))).code,
    'no-such-move',
  )
  await fay.act('invoice', draft, 'issue')
  await sound()
})

test('sums are over all rows, also where there are more than a thousand', async () => {
  const { id: invoice } = await fay.create('invoice', { account, lines })
  await fay.act('invoice', invoice, 'issue')
  const payment: Row = await fay.create('payment', { account, amount: '20' })
  await firm.world.db
    .query(sql`insert into allocation (id, payment, invoice, amount, allocated_on, created_at, updated_at, version)
    select gen_random_uuid(), ${payment.id}::uuid, ${invoice}::uuid, 0.01, '2026-03-02', now(), now(), 1 from generate_series(1, 1100)`)
  const refund = (amount: string) => fay.act('payment', payment.id, 'refund', { amount })
  assert.equal((await refused(refund('9.01'))).code, 'more-than-unallocated')
  await refund('9.00')
})
