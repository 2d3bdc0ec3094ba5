// Can a document name what belongs to another customer, another currency or another contract?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { importTable } from '#server/import/import-table.ts'
import { merge } from '#server/writing/merge.ts'
import { restore } from '#server/writing/recycle.ts'
import { systemWho } from '#server/world/world.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let boss: Person
let ours: Row
let theirs: Row
let contract: Row
let other: Row

const line = [{ description: '设备', quantity: '1', unit_price: '100' }]

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Bo', {
    email: 'bo@example.cn',
    roles: ['admin', 'finance', 'manager', 'sales_manager'],
  })
  ours = await boss.create('account', { name: '甲公司' })
  theirs = await boss.create('account', { name: '乙公司' })
  contract = await running(ours, '甲合同')
  other = await running(theirs, '乙合同')
})
after(() => firm.close())

async function running(account: Row, name: string): Promise<Row> {
  const { id } = await boss.create('contract', { name, account: account.id, lines: line })
  await boss.act('contract', id, 'sign')
  await boss.act('contract', id, 'activate')
  return boss.get('contract', id)
}
const says = async (work: Promise<unknown>): Promise<string[]> => {
  const { code, paths } = await refused(work)
  assert.equal(code, 'not-valid')
  return paths
}
const milestoneOf = async (of: Row): Promise<Row> =>
  (await boss.list('milestone', `project.contract = "${of.id}"`))[0]!

test('an invoice names a contract of its customer only, written or changed', async () => {
  const values = { account: ours.id, contract: other.id, lines: line }
  assert.deepEqual(await says(boss.create('invoice', values)), ['contract'])
  const { id } = await boss.create('invoice', { ...values, contract: contract.id })
  assert.deepEqual(await says(boss.change('invoice', id, { contract: other.id })), ['contract'])
  assert.deepEqual(await says(boss.change('invoice', id, { account: theirs.id })), ['account'])
  // Both at once is the invoice of the other.
  await boss.change('invoice', id, { account: theirs.id, contract: other.id })
  await boss.remove('invoice', id)
})

test('customer and currency are told at once, each with its sentence', async () => {
  const wrong = { account: ours.id, contract: other.id, currency: 'USD', lines: line }
  assert.deepEqual(await says(boss.create('invoice', wrong)), ['contract', 'contract'])
})

test('a quote has the customer of its opportunity, and who names it holds the opportunity to it', async () => {
  const deal = await boss.create('opportunity', { name: '商机', account: ours.id })
  assert.deepEqual(
    await says(boss.create('quote', { opportunity: deal.id, account: theirs.id, lines: line })),
    ['opportunity'],
  )
  const quote = await boss.create('quote', { opportunity: deal.id, lines: line })
  assert.deepEqual(await says(boss.change('opportunity', deal.id, { account: theirs.id })), [
    'account',
  ])
  // Empty agrees with everything: let go, change, take again.
  await boss.change('quote', quote.id, { account: null })
  await boss.change('opportunity', deal.id, { account: theirs.id })
  await boss.change('quote', quote.id, { account: theirs.id })
})

test('a contract is of the customer of its opportunity and of its quote', async () => {
  const deal = await boss.create('opportunity', { name: '商机', account: theirs.id })
  const quote = await boss.create('quote', { opportunity: deal.id, lines: line })
  const draft = { name: '合同', account: ours.id, lines: line }
  assert.deepEqual(
    await says(boss.create('contract', { ...draft, opportunity: deal.id, quote: quote.id })),
    ['opportunity', 'quote'],
  )
})

test('delivery stays with its contract: projects, milestones of the plan, tasks', async () => {
  const far = await milestoneOf(other)
  const tied = (contract.billing_plan as Row[]).find((one) => one.milestone)!
  const near = await boss.get('milestone', String(tied.milestone))
  assert.deepEqual(
    await says(boss.create('project', { name: '项目', contract: contract.id, account: theirs.id })),
    ['contract'],
  )
  const plan = (contract.billing_plan as Values[]).map(({ id, amount, name }, i) => ({
    id,
    amount,
    name,
    milestone: i === 0 ? far.id : null,
  }))
  assert.deepEqual(await says(boss.change('contract', contract.id, { billing_plan: plan })), [
    'billing_plan[0].milestone',
  ])
  assert.deepEqual(
    await says(boss.create('task', { name: '任务', project: near.project, milestone: far.id })),
    ['milestone'],
  )
  // A milestone that a plan waits for does not move to another contract's project.
  assert.deepEqual(await says(boss.change('milestone', near.id, { project: far.project })), [
    'project',
  ])
  assert.deepEqual(
    await says(boss.change('project', String(near.project), { contract: other.id })),
    ['contract'],
  )
})

test('a follow-up, a contact and a lead are of one customer with what they name', async () => {
  const [here, there] = [
    await boss.create('contact', { name: '赵', account: ours.id }),
    await boss.create('contact', { name: '钱', account: theirs.id }),
  ]
  const visit = { subject: '拜访', account: ours.id }
  assert.deepEqual(await says(boss.create('activity', { ...visit, contact: there.id })), [
    'contact',
  ])
  const wrong = { ...visit, contact: here.id, contract: other.id }
  assert.deepEqual(await says(boss.create('activity', wrong)), ['contract'])
  await boss.create('activity', { ...visit, contact: here.id, contract: contract.id })
  // Without a customer of its own it may be about anybody's.
  await boss.create('activity', { subject: '电话', contact: there.id })
  assert.deepEqual(await says(boss.change('contact', here.id, { account: theirs.id })), ['account'])
  for (const object of ['opportunity', 'contract'])
    assert.deepEqual(
      await says(boss.create(object, { name: '商机', account: ours.id, contact: there.id })),
      ['contact'],
      object,
    )
  const { shipment } = await boss.act('contract', contract.id, 'plan_shipment')
  assert.deepEqual(await says(boss.change('shipment', String(shipment), { contact: there.id })), [
    'contact',
  ])
})

test('contacts of two customers become one only while nothing of the second’s customer names the second', async () => {
  const two = async (name: string) => [
    await boss.create('contact', { name, account: ours.id }),
    await boss.create('contact', { name, account: theirs.id }),
  ]
  const merged = (keep: Row, gone: Row) =>
    firm.world.db.transaction((tx) => merge(boss.doing(tx), 'contact', keep.id, gone.id))
  const [keep, gone] = await two('孙')
  await merged(keep!, gone!)
  const [stays, named] = await two('李')
  await boss.create('activity', { subject: '拜访', account: theirs.id, contact: named!.id })
  assert.equal((await refused(merged(stays!, named!))).code, 'merge-disagrees')
  // Of two customers that become one all that names them agrees afterwards.
  const [one, another] = [
    await boss.create('account', { name: '丙公司' }),
    await boss.create('account', { name: '丙有限公司' }),
  ]
  const person = await boss.create('contact', { name: '周', account: another.id })
  await boss.create('activity', { subject: '拜访', account: another.id, contact: person.id })
  await firm.world.db.transaction((tx) => merge(boss.doing(tx), 'account', one.id, another.id))
  await sound()
})

test('a file of follow-ups says it beside each row', async () => {
  await boss.create('contact', { name: '吴', account: theirs.id, phone: '13800000009' })
  const text = 'external_id,subject,account,contact\nF1,拜访,乙公司,吴\nF2,拜访,甲公司,吴\n'
  const columns = Object.fromEntries(
    ['external_id', 'subject', 'account', 'contact'].map((name) => [name, name]),
  )
  const end = await importTable(
    firm.world,
    systemWho,
    'activity',
    { bytes: new TextEncoder().encode(text) },
    { key: 'external_id', columns },
    {},
  )
  assert.deepEqual([end.created, end.refused], [1, 1])
})

test('what an action is given is held to it as well', async () => {
  const far = await milestoneOf(other)
  const amend = boss.act('contract', contract.id, 'amend', {
    name: '增补',
    milestone: far.id,
    lines: [{ description: '备件', quantity: '1', unit_price: '10' }],
  })
  assert.deepEqual(await says(amend), ['milestone'])
})

test('what comes back out of the bin agrees as it stands then', async () => {
  const deal = await boss.create('opportunity', { name: '商机', account: ours.id })
  const quote = await boss.create('quote', { opportunity: deal.id, lines: line })
  await boss.remove('quote', quote.id)
  await boss.change('opportunity', deal.id, { account: theirs.id })
  const back = firm.world.db.transaction((tx) =>
    restore(boss.doing(tx), 'quote', quote.id, 'person'),
  )
  assert.deepEqual(await says(back), ['opportunity'])
})

test('a file of the past says it beside each row, and the others come in', async () => {
  const text = [
    'external_id,account,contract,number,issued_on,gross,stage',
    `A1,甲公司,${String(contract.number)},P-1,2026-01-05,10,issued`,
    `A2,甲公司,${String(other.number)},P-2,2026-01-05,10,issued`,
    `A3,乙公司,${String(other.number)},P-3,2026-01-05,10,issued`,
  ].join('\n')
  const columns = Object.fromEntries(
    text
      .split('\n')[0]!
      .split(',')
      .map((name) => [name, name]),
  )
  const end = await importTable(
    firm.world,
    systemWho,
    'invoice',
    { bytes: new TextEncoder().encode(text) },
    { key: 'external_id', history: true, columns },
    {},
  )
  assert.deepEqual([end.created, end.refused], [2, 1])
  // Nothing of the refused one stays in the books.
  await sound()
})

test('two at the same time: one names the contract, the other gives it to somebody else', async () => {
  for (let i = 0; i < 5; i++) {
    const draft = await boss.create('contract', { name: '草稿', account: ours.id, lines: line })
    await Promise.allSettled([
      boss.create('invoice', { account: ours.id, contract: draft.id, lines: line }),
      boss.change('contract', draft.id, { account: theirs.id }),
    ])
  }
  await sound()
})

test('check finds what was written past the application', async () => {
  await firm.base.db.query(
    sql`update project set account = ${theirs.id}::uuid where contract = ${contract.id}::uuid`,
  )
  const found = []
  for await (const one of reconcile(firm.world))
    if (one.broken) found.push([one.id, one.on, one.broken])
  assert.deepEqual(found, [['A1', 'project', 1]])
})

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}
