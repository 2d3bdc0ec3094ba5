// How much is a customer trusted with, how much of it is used, and what happens where a contract goes beyond it?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { creditUse } from '#server/desks/credit.ts'
import { readCompany } from '#server/records/open-world.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let admin: Person
let boss: Person
let ann: Person
let fay: Person

before(async () => {
  firm = await company('2026-03-02')
  admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  await fay.create('exchange_rate', { currency: 'USD', on: '2026-03-01', rate: '7.1' })
})
after(() => firm.close())

async function control(credit_control: string): Promise<void> {
  const [own] = await admin.list('company')
  await admin.change('company', own!.id, { credit_control })
  await readCompany(firm.world)
}

async function customer(name: string, credit_limit: string | null): Promise<Row> {
  const account = await ann.create('account', { name })
  return fay.change('account', account.id, { credit_limit })
}

/** A drafted contract over an amount without tax, half of it due now, the other half later. */
const drafted = (account: Row, amount: string, values: Values = {}): Promise<Row> =>
  ann.create('contract', {
    name: `合同 ${amount}`,
    account: account.id,
    lines: [{ description: '设备', quantity: '1', unit_price: amount, tax_rate: '0' }],
    billing_plan: [
      { name: '首款', percent: '50', due_after_days: 0 },
      { name: '尾款', percent: '50', due_after_days: 90 },
    ],
    ...values,
  })

const used = async (account: Row): Promise<Values> => {
  const { receivable, unbilled, prepaid, used, missing } = await creditUse(
    firm.system.doing(),
    account,
  )
  return { receivable, unbilled, prepaid, used, missing }
}

test('what is used is what is owed and what is signed and not billed, less what was paid ahead', async () => {
  const account = await customer('示例甲厂', '100000')
  const none = { receivable: '0.00', unbilled: '0.00', prepaid: '0.00', used: '0.00', missing: 0 }
  assert.deepEqual(await used(account), none)
  const { id } = await drafted(account, '1000.01')
  assert.deepEqual(await used(account), none)
  await ann.act('contract', id, 'sign')
  assert.deepEqual(await used(account), { ...none, unbilled: '1000.01', used: '1000.01' })
  await ann.act('contract', id, 'activate')
  const { invoices } = (await fay.act('contract', id, 'bill')) as { invoices: string[] }
  // A draft is not owed yet.
  assert.equal((await used(account)).receivable, '0.00')
  await fay.act('invoice', invoices[0]!, 'issue')
  const billed = { receivable: '500.01', unbilled: '500.00', used: '1000.01' }
  assert.deepEqual(await used(account), { ...none, ...billed })
  const payment = await fay.create('payment', { account: account.id, amount: '700' })
  assert.deepEqual(await used(account), { ...none, ...billed, prepaid: '700.00', used: '300.01' })
  await fay.act('payment', payment.id, 'allocate')
  assert.deepEqual(await used(account), {
    ...none,
    unbilled: '500.00',
    prepaid: '199.99',
    used: '300.01',
  })
})

test('another currency counts by the rate that stands with the document', async () => {
  const account = await customer('示例乙厂', '100000')
  const { id } = await drafted(account, '100', { currency: 'USD' })
  await ann.act('contract', id, 'sign')
  assert.equal((await used(account)).unbilled, '710.00')
  const other = await drafted(account, '100', { currency: 'EUR' })
  await ann.act('contract', other.id, 'sign')
  assert.deepEqual([(await used(account)).unbilled, (await used(account)).missing], ['710.00', 1])
})

test('a contract beyond the limit is signed all the same where finance is only told, and says by how much', async () => {
  await control('warn')
  const account = await customer('示例丙厂', '1500')
  const first = await drafted(account, '1000')
  await ann.act('contract', first.id, 'sign')
  const within = await ann.get('contract', first.id)
  assert.deepEqual([within.credit_used, within.credit_over], ['0.00', null])
  const second = await drafted(account, '800')
  assert.equal((await ann.act('contract', second.id, 'sign')).stage, 'signed')
  const beyond = await ann.get('contract', second.id)
  assert.deepEqual(
    [beyond.credit_used, beyond.credit_over, beyond.over_credit],
    ['1000.00', '300.00', false],
  )
})

test('where it must be approved, finance says yes first and then the general manager', async () => {
  await control('approve')
  const account = await customer('示例丁厂', '1000')
  const { id } = await drafted(account, '1000.01')
  assert.equal((await ann.act('contract', id, 'sign')).stage, 'in_approval')
  assert.equal((await ann.get('contract', id)).credit_over, '0.01')
  assert.equal((await refused(boss.act('contract', id, 'approve'))).code, 'no-approval')
  assert.equal((await fay.act('contract', id, 'approve', {})).stage, 'in_approval')
  assert.equal((await boss.act('contract', id, 'approve', {})).stage, 'signed')
  // To the cent at the limit, and without one, nobody is asked.
  const other = await customer('示例戊厂', '1000')
  const exact = await drafted(other, '1000')
  assert.equal((await ann.act('contract', exact.id, 'sign')).stage, 'signed')
  const free = await customer('示例己厂', null)
  const large = await drafted(free, '99999999')
  assert.equal((await ann.act('contract', large.id, 'sign')).stage, 'signed')
})

test('what was asked for once is asked anew when the contract comes back, by what is used then', async () => {
  await control('approve')
  const account = await customer('示例庚厂', '1000')
  const { id } = await drafted(account, '1200')
  await ann.act('contract', id, 'sign')
  await fay.act('contract', id, 'reject', { comment: '先付款' })
  await fay.create('payment', { account: account.id, amount: '300' })
  assert.equal((await ann.act('contract', id, 'sign')).stage, 'signed')
  assert.deepEqual((await ann.get('contract', id)).over_credit, false)
})

test('of two contracts that fit one by one, signed at once, the second is asked for', async () => {
  await control('approve')
  const account = await customer('示例辛厂', '1000')
  const [one, two] = [await drafted(account, '600'), await drafted(account, '600')]
  const both = await Promise.all([
    ann.act('contract', one.id, 'sign'),
    ann.act('contract', two.id, 'sign'),
  ])
  assert.deepEqual(both.map(({ stage }) => stage).sort(), ['in_approval', 'signed'])
})

test('a contract in a currency without a rate is no way past the approval, and no door for the next one', async () => {
  await control('approve')
  const account = await customer('示例癸厂', '1000')
  const unknown = await drafted(account, '70000', { currency: 'JPY' })
  assert.equal((await ann.act('contract', unknown.id, 'sign')).stage, 'in_approval')
  for (const one of [fay, boss]) await one.act('contract', unknown.id, 'approve', {})
  const small = await drafted(account, '1')
  assert.equal((await ann.act('contract', small.id, 'sign')).stage, 'in_approval')
})

/** An amendment of a signed contract that adds so much, without tax. */
async function added(contract: string, unit_price: string): Promise<string> {
  const { amendment } = await ann.act('contract', contract, 'amend', {
    name: '增购',
    lines: [{ description: '增购', quantity: '1', unit_price, tax_rate: '0' }],
  })
  return String(amendment)
}

test('an amendment that goes beyond the limit is asked for as a contract is, finance first', async () => {
  await control('approve')
  const account = await customer('示例增厂', '1000')
  const { id } = await drafted(account, '600')
  await ann.act('contract', id, 'sign')
  const fits = await added(id, '400')
  assert.equal((await ann.act('amendment', fits, 'submit')).stage, 'approved')
  // What waits for the customer's signature is promised already.
  const beyond = await added(id, '0.01')
  assert.equal((await ann.act('amendment', beyond, 'submit')).stage, 'in_approval')
  const asked = await ann.get('amendment', beyond)
  assert.deepEqual([asked.credit_used, asked.credit_over], ['600.00', '0.01'])
  assert.equal((await refused(boss.act('amendment', beyond, 'approve'))).code, 'no-approval')
  await fay.act('amendment', beyond, 'approve', {})
  assert.equal((await boss.act('amendment', beyond, 'approve', {})).stage, 'approved')
  await ann.act('amendment', fits, 'sign')
  await ann.act('amendment', beyond, 'sign')
  assert.equal((await used(account)).used, '1000.01')
})

test('goods for a customer on hold leave when they are released, with a reason that stays', async () => {
  await control('warn')
  const account = await customer('示例停厂', null)
  const { id } = await drafted(account, '600')
  await ann.act('contract', id, 'sign')
  const shipment = String((await ann.act('contract', id, 'plan_shipment')).shipment)
  assert.equal(
    (await refused(fay.act('shipment', shipment, 'release', { reason: '老客户' }))).code,
    'nothing-holds',
  )
  const silent = fay.change('account', account.id, { on_hold: true })
  assert.equal((await refused(silent)).code, 'not-valid')
  await fay.change('account', account.id, { on_hold: true, hold_reason: '货款纠纷' })
  assert.equal((await refused(boss.act('shipment', shipment, 'ship'))).code, 'account-on-hold')
  assert.equal(
    (await refused(ann.act('shipment', shipment, 'release', { reason: 'x' }))).code,
    'not-allowed',
  )
  await fay.act('shipment', shipment, 'release', { reason: '已付定金' })
  const released = await boss.get('shipment', shipment)
  assert.deepEqual([released.released_by, released.release_reason], [fay.who.id, '已付定金'])
  // Other goods are asked about anew.
  const [line] = released.lines as Row[]
  const lines = [{ id: line!.id, contract_line: line!.contract_line, quantity: '0.5' }]
  await boss.change('shipment', shipment, { lines })
  assert.equal((await refused(boss.act('shipment', shipment, 'ship'))).code, 'account-on-hold')
  await boss.act('shipment', shipment, 'release', { reason: '半数先发' })
  assert.equal((await boss.act('shipment', shipment, 'ship')).stage, 'shipped')
})

test('beyond the limit nothing leaves unreleased where the company approves what goes beyond', async () => {
  await control('approve')
  const account = await customer('示例超厂', '500')
  const { id } = await drafted(account, '600')
  await ann.act('contract', id, 'sign')
  await fay.act('contract', id, 'approve', {})
  await boss.act('contract', id, 'approve', {})
  const shipment = String((await ann.act('contract', id, 'plan_shipment')).shipment)
  assert.equal((await refused(boss.act('shipment', shipment, 'ship'))).code, 'account-over-credit')
  await fay.create('payment', { account: account.id, amount: '100' })
  assert.equal((await boss.act('shipment', shipment, 'ship')).stage, 'shipped')
})

test('without control nothing is asked and nothing is written down', async () => {
  await control('none')
  const account = await customer('示例壬厂', '1')
  const { id } = await drafted(account, '1000')
  assert.equal((await ann.act('contract', id, 'sign')).stage, 'signed')
  assert.equal((await ann.get('contract', id)).credit_used, null)
})

test('an invoice is due by the customer’s own term before the company’s', async () => {
  await control('none')
  const account = await customer('示例癸厂', null)
  const due = async (values: Values) => {
    await fay.change('account', account.id, values)
    const invoice = await fay.create('invoice', {
      account: account.id,
      lines: [{ description: '设备', quantity: '1', unit_price: '100', tax_rate: '0.13' }],
    })
    return (await fay.act('invoice', invoice.id, 'issue')).due_on
  }
  assert.equal(await due({ payment_days: 60 }), '2026-05-01')
  assert.equal(await due({ payment_days: 0 }), '2026-03-02')
  assert.equal(await due({ payment_days: null }), '2026-04-01')
})
