// Do goods go in parts, never more than were sold, and is it known who took them in?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let boss: Person
let ann: Person
let dan: Person
let bob: Person

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  bob = await firm.hire('Bob', { email: 'bob@example.cn', roles: ['sales'] })
  dan = await firm.hire('Dan', { email: 'dan@example.cn', roles: ['delivery'] })
})
after(() => firm.close())

/** An active contract of ten presses and three spare sets. */
async function sold(name: string): Promise<Row> {
  const account = await ann.create('account', { name })
  const { id } = await ann.create('contract', {
    name: `${name}设备`,
    account: account.id,
    lines: [
      { description: '冲床', quantity: '10', unit_price: '1000', tax_rate: '0.13' },
      { description: '备件', quantity: '3', unit_price: '100', tax_rate: '0.13' },
    ],
  })
  await ann.act('contract', id, 'sign')
  await ann.act('contract', id, 'activate')
  return ann.get('contract', id)
}

const rowsOf = (record: Row): Row[] => record.lines as Row[]
const told = (rows: readonly Row[], field: string): unknown[] =>
  rows.map((row) => Number(row[field] ?? 0))

const plan = async (contract: Row, values?: Values): Promise<Row> => {
  const { shipment } = await dan.act('contract', contract.id, 'plan_shipment', {
    planned_on: '2026-03-10',
  })
  const made = await dan.get('shipment', String(shipment))
  if (!values) return made
  return dan.change('shipment', made.id, values)
}

/** The same lines with these quantities; a line of which none goes is left out. */
const lowered = (shipment: Row, quantities: readonly string[]): Values => ({
  lines: rowsOf(shipment).flatMap(({ id, contract_line }, at) =>
    Number(quantities[at] ?? '0') > 0 ? [{ id, contract_line, quantity: quantities[at] }] : [],
  ),
})

const shipped = async (contract: Row): Promise<unknown[]> =>
  told(rowsOf(await boss.get('contract', contract.id)), 'shipped')

test('a shipment is planned with all that is left, lowered to a part, and the next takes the rest', async () => {
  const contract = await sold('示例甲厂')
  const first = await plan(contract)
  assert.deepEqual(told(rowsOf(first), 'quantity'), [10, 3])
  assert.equal(rowsOf(first)[0]!.description, '冲床')
  assert.equal(first.account, contract.account)
  await dan.change('shipment', first.id, lowered(first, ['4', '3']))
  const rest = await plan(contract)
  assert.deepEqual(told(rowsOf(rest), 'quantity'), [6])
  assert.equal(
    (await refused(dan.act('contract', contract.id, 'plan_shipment'))).code,
    'nothing-to-ship',
  )
  assert.deepEqual(await shipped(contract), [0, 0])
  await dan.act('shipment', first.id, 'ship', { carrier: '顺丰', tracking_no: 'SF1' })
  assert.deepEqual(await shipped(contract), [4, 3])
  assert.equal((await dan.get('shipment', first.id)).shipped_on, '2026-03-02')
})

test('no more goes than was sold, however it is written, and a line of another contract goes nowhere', async () => {
  const contract = await sold('示例乙厂')
  const first = await plan(contract)
  const [press, parts] = rowsOf(first)
  const lines = [
    { id: press!.id, quantity: '10.000001' },
    { id: parts!.id, quantity: '3' },
  ]
  assert.deepEqual((await refused(dan.change('shipment', first.id, { lines }))).paths, [
    'lines[0].quantity',
  ])
  const more = [{ contract_line: press!.contract_line, quantity: '1' }]
  const second = { contract: contract.id, lines: more }
  assert.deepEqual((await refused(dan.create('shipment', second))).paths, ['lines[0].quantity'])
  const other = await sold('示例丙厂')
  const foreign = { contract: other.id, lines: more }
  assert.deepEqual((await refused(dan.create('shipment', foreign))).paths, [
    'lines[0].contract_line',
  ])
})

test('of two shipments planned at once the second finds the first', async () => {
  const contract = await sold('示例丁厂')
  const both = await Promise.allSettled([
    dan.act('contract', contract.id, 'plan_shipment'),
    boss.act('contract', contract.id, 'plan_shipment'),
  ])
  assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1)
})

test('what has left stands; who took it in is written down, and what is short can be shipped again', async () => {
  const contract = await sold('示例戊厂')
  const first = await plan(contract)
  assert.equal(
    (await refused(dan.act('shipment', first.id, 'receive', { signer: '王工' }))).code,
    'action-not-open',
  )
  await dan.act('shipment', first.id, 'ship', { shipped_on: '2026-03-05' })
  const lines = rowsOf(first)
  const less = { lines: [{ id: lines[0]!.id, quantity: '1' }, { id: lines[1]!.id }] }
  const changed = dan.change('shipment', first.id, less)
  assert.equal((await refused(changed)).code, 'shipment-stands')
  const receive = (values: Values) => dan.act('shipment', first.id, 'receive', values)
  assert.deepEqual((await refused(receive({}))).paths, ['signer'])
  const early = { signer: '王工', received_on: '2026-03-04' }
  assert.equal((await refused(receive(early))).code, 'before-document')
  const count = (quantity: string) => ({
    signer: '王工',
    received_on: '2026-03-07',
    lines: [{ contract_line: lines[0]!.contract_line, quantity }],
  })
  assert.deepEqual((await refused(receive(count('11')))).paths, ['lines[0].quantity'])
  const answer = await receive(count('8'))
  assert.deepEqual([answer.stage, answer.short], ['received', true])
  const now = await dan.get('shipment', first.id)
  assert.deepEqual([now.signer, now.received_on], ['王工', '2026-03-07'])
  assert.deepEqual(told(rowsOf(now), 'received'), [8, 3])
  assert.deepEqual(await shipped(contract), [8, 3])
  assert.deepEqual(told(rowsOf(await plan(contract)), 'quantity'), [2])
})

test('what comes back is a return, never more than arrived, and can be shipped again', async () => {
  const contract = await sold('示例己厂')
  const first = await plan(contract)
  await dan.act('shipment', first.id, 'ship')
  await dan.act('shipment', first.id, 'receive', { signer: '王工' })
  const [press] = rowsOf(first)
  const back = (quantity: string) =>
    dan.act('shipment', first.id, 'take_back', {
      reason: '外观损坏',
      lines: [{ contract_line: press!.contract_line, quantity }],
    })
  const { shipment } = await back('2')
  const made = await dan.get('shipment', String(shipment))
  assert.deepEqual(
    [made.kind, made.stage, made.returns, made.reason],
    ['return', 'received', first.id, '外观损坏'],
  )
  assert.deepEqual(await shipped(contract), [8, 3])
  assert.deepEqual((await refused(back('8.5'))).paths, ['lines[0].quantity'])
  assert.deepEqual(told(rowsOf(await plan(contract)), 'quantity'), [2])
  // The rest of it, where no line is said.
  await dan.act('shipment', first.id, 'take_back', { reason: '全退' })
  assert.deepEqual(await shipped(contract), [0, 0])
  const again = dan.act('shipment', first.id, 'take_back', { reason: '再退' })
  assert.equal((await refused(again)).code, 'nothing-to-return')
})

test('a shipment that is cancelled gives its quantities back', async () => {
  const contract = await sold('示例庚厂')
  const first = await plan(contract)
  await dan.act('shipment', first.id, 'ship')
  await dan.act('shipment', first.id, 'cancel', { reason: '客户改期' })
  assert.deepEqual(await shipped(contract), [0, 0])
  assert.deepEqual(told(rowsOf(await plan(contract)), 'quantity'), [10, 3])
})

test('an amendment changes what can be shipped', async () => {
  const contract = await sold('示例辛厂')
  const [press] = rowsOf(contract)
  const { amendment } = await ann.act('contract', contract.id, 'amend', {
    lines: [
      { contract_line: press!.id, quantity: '-4' },
      { description: '培训', quantity: '1', unit_price: '50', tax_rate: '0.06' },
    ],
  })
  await ann.act('amendment', String(amendment), 'submit')
  const stage = (await ann.get('amendment', String(amendment))).stage
  if (stage === 'in_approval') await boss.act('amendment', String(amendment), 'approve', {})
  await ann.act('amendment', String(amendment), 'sign')
  assert.deepEqual(told(rowsOf(await plan(contract)), 'quantity'), [6, 3, 1])
})

test('a seller sees the shipments of own contracts, and nobody ships under a draft', async () => {
  const contract = await sold('示例壬厂')
  const first = await plan(contract)
  assert.equal((await ann.get('shipment', first.id)).id, first.id)
  assert.equal((await refused(bob.get('shipment', first.id))).code, 'not-found')
  const draft = await ann.create('contract', { name: '草稿', account: contract.account })
  assert.equal(
    (await refused(dan.create('shipment', { contract: draft.id }))).code,
    'contract-not-running',
  )
})
