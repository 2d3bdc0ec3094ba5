// Does a contract that ends become the next one, and is it known which renews which?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { setOff } from '#server/automations/schedules.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { readCompany } from '#server/records/open-world.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let boss: Person
let ann: Person

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
})
after(() => firm.close())

/** A contract of service for a year, in force. */
async function service(values: Values = {}): Promise<Row> {
  const account = await ann.create('account', { name: '示例客户' })
  const { id } = await ann.create('contract', {
    name: '年度维保',
    account: account.id,
    starts_on: '2026-03-02',
    ends_on: '2026-04-30',
    lines: [
      { description: '维保', quantity: '12', unit_price: '1000', tax_rate: '0.06' },
      { description: '备件', quantity: '5', unit_price: '100', tax_rate: '0.13' },
    ],
    ...values,
  })
  await ann.act('contract', id, 'sign')
  await ann.act('contract', id, 'activate')
  return ann.get('contract', id)
}

test('a contract is renewed by an opportunity of its lines, and the next contract says which it renews', async () => {
  const contract = await service()
  const { opportunity } = (await ann.act('contract', contract.id, 'renew')) as {
    opportunity: string
  }
  const deal = await ann.get('opportunity', opportunity)
  assert.deepEqual(
    [deal.name, deal.renews, deal.amount, deal.close_date, deal.account],
    ['年度维保 续签', contract.id, contract.amount, '2026-04-30', contract.account],
  )
  assert.deepEqual(
    (deal.lines as Row[]).map((line) => [line.description, Number(line.quantity)]),
    [
      ['维保', 12],
      ['备件', 5],
    ],
  )
  assert.equal((await ann.get('contract', contract.id)).renewal, opportunity)
  const again = ann.act('contract', contract.id, 'renew')
  assert.equal((await refused(again)).code, 'renewed-already')

  const { quote } = await ann.act('opportunity', opportunity, 'create_quote')
  await ann.change('quote', String(quote), {
    lines: ((await ann.get('quote', String(quote))).lines as Row[]).map(({ id }) => ({
      id,
      tax_rate: '0.06',
    })),
  })
  for (const step of ['submit', 'send', 'accept']) await ann.act('quote', String(quote), step)
  const made = await ann.act('quote', String(quote), 'create_contract')
  assert.equal((await ann.get('contract', String(made.contract))).renews, contract.id)
  await ann.act('contract', String(made.contract), 'sign')
  const [rate] = await boss.ask({
    from: 'contract',
    where: `id = "${contract.id}"`,
    by: [],
    measure: { won: 'countif(renewal.stage = "won")' },
  })
  assert.equal(Number(rate!.won), 1)
})

test('a renewal that was lost may be tried again; a contract without an end is not renewed', async () => {
  const contract = await service()
  const { opportunity } = await ann.act('contract', contract.id, 'renew')
  await ann.act('opportunity', String(opportunity), 'lose', { reason: '价格' })
  const next = await ann.act('contract', contract.id, 'renew')
  assert.notEqual(next.opportunity, opportunity)
  const endless = await service({ ends_on: null })
  assert.equal((await refused(ann.act('contract', endless.id, 'renew'))).code, 'action-not-met')
})

test('its owner is told so many days before as it says, and not where it is being renewed', async () => {
  const early = await service({ renewal_days: 60, ends_on: '2026-05-01' })
  const usual = await service({ ends_on: '2026-04-01' })
  const renewed = await service({ ends_on: '2026-04-01' })
  await ann.act('contract', renewed.id, 'renew')
  const jobs = { enqueue: () => Promise.resolve() } as unknown as Jobs
  assert.equal(await setOff(firm.world, jobs, 'contract_ends', 'today'), 2)
  const runs = await firm.base.db.query<{ record: string }>(
    sql`select record::text as record from automation_run where automation = 'contract_ends'`,
  )
  assert.deepEqual(runs.map((one) => one.record).sort(), [early.id, usual.id].sort())
})

test('a company whose documents are English gets plan, milestones and renewal in English', async () => {
  const [own] = await firm.system.list('company')
  const speak = async (language: string): Promise<void> => {
    await firm.system.change('company', own!.id, { language })
    await readCompany(firm.world)
  }
  await speak('en')
  const { id, billing_plan } = await service()
  const named = (rows: unknown): unknown[] => (rows as Row[]).map((one) => one.name)
  assert.deepEqual(named(billing_plan), ['Down payment', 'On acceptance', 'Retention'])
  const milestones = await firm.system.list('milestone', `project.contract = "${id}"`)
  assert.deepEqual(named(milestones), ['Start', 'Shipment', 'Acceptance'])
  const { opportunity } = await ann.act('contract', id, 'renew')
  assert.equal((await ann.get('opportunity', String(opportunity))).name, '年度维保 renewal')
  await speak('zh')
})
