// How is money recorded where one looks for it, on the invoice?
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

let it: Company
let fay: Person
let root: Person
let account: Row
let invoice: Row

before(async () => {
  it = await company('2026-03-02')
  fay = await it.hire('fay', { roles: ['finance'], email: 'fay@example.com' })
  root = await it.hire('root', { roles: ['admin'], email: 'root@example.com' })
  account = await it.system.create('account', { name: '东方重工' })
})
after(() => it.close())

beforeEach(async () => {
  const draft = await fay.create('invoice', {
    account: account.id,
    lines: [{ description: '维修', quantity: '1', unit_price: '100', tax_rate: '0.13' }],
  })
  await fay.act('invoice', draft.id, 'issue')
  invoice = await fay.get('invoice', draft.id)
})

const now = (): Promise<Row> => fay.get('invoice', invoice.id)
const offered = async (object: string, id: string): Promise<string[]> =>
  (await fay.page(object, id)).actions.filter((one) => one.open).map((one) => one.name)

test('recorded without an amount, the payment is what was open, and the invoice is paid', async () => {
  assert.ok((await offered('invoice', invoice.id)).includes('receive'))
  const done = await fay.act('invoice', invoice.id, 'receive', { received_on: '2026-03-01' })
  const paid = await now()
  assert.deepEqual([paid.stage, paid.balance], ['paid', '0.00'])
  const payment = await fay.get('payment', done.payment as string)
  assert.deepEqual(
    [payment.amount, payment.unallocated, payment.received_on, payment.account],
    ['113.00', '0.00', '2026-03-01', account.id],
  )
  // Nothing is free of it, so there is nothing more to allocate or to give back.
  const acts = await offered('payment', payment.id)
  assert.deepEqual(
    ['allocate', 'refund', 'unallocate'].filter((one) => acts.includes(one)),
    ['unallocate'],
  )
})

test('a part leaves the rest open; more than is open stays on the payment', async () => {
  await fay.act('invoice', invoice.id, 'receive', { amount: '13' })
  assert.deepEqual([(await now()).stage, (await now()).balance], ['partly_paid', '100.00'])
  const done = await fay.act('invoice', invoice.id, 'receive', { amount: '150' })
  assert.equal((await now()).stage, 'paid')
  assert.equal(done.unallocated, '50.00')
  assert.equal(
    (await refused(fay.act('invoice', invoice.id, 'receive'))).code,
    'action-not-open',
    'a paid invoice takes no more',
  )
})

test('an amount that is none is refused whole, and nothing is recorded', async () => {
  for (const amount of ['0', '-5', '1.001'])
    assert.ok((await refused(fay.act('invoice', invoice.id, 'receive', { amount }))).code)
  assert.deepEqual([(await now()).stage, (await now()).balance], ['issued', '113.00'])
})

test('what follows from the money is moved by nobody’s hand, not even an administrator’s', async () => {
  await fay.act('invoice', invoice.id, 'receive', { amount: '13' })
  const to = { to: 'partly_paid' }
  assert.equal((await refused(root.act('invoice', invoice.id, 'move', to))).code, 'no-such-move')
  for (const stage of ['paid', 'issued']) {
    const said = await refused(root.act('invoice', invoice.id, 'move', { to: stage }))
    assert.equal(said.code, 'not-allowed')
  }
  const page = await root.page('invoice', invoice.id)
  assert.deepEqual(
    page.moves.filter((one) => one.allowed && one.via === null).map((one) => one.name),
    [],
  )
})
