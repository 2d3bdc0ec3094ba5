// Is what a campaign brought, from its leads to its cash, exactly what its rows add up to?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReturnDesk, ReturnFigure, ReturnLine } from '#kernel/api/desks.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { campaignReturn } from '#server/desks/campaign-return.ts'
import { company, type Company, type Person } from './spine-company.ts'

let firm: Company
let mia: Person
let ann: Person
let fay: Person
let boss: Person
let fair: Row
let stream: Row

const deskOf = (one: Person, year: number | null = null): Promise<ReturnDesk> =>
  campaignReturn(one.doing(), year)
const lineOf = (desk: ReturnDesk, campaign: Row): ReturnLine =>
  desk.campaigns.find(({ id }) => id === campaign.id)!

before(async () => {
  firm = await company('2026-03-02')
  const hire = (name: string, role: string) =>
    firm.hire(name, { email: `${name}@example.cn`, roles: [role] })
  mia = await hire('mia', 'marketing')
  ann = await hire('ann', 'sales')
  fay = await hire('fay', 'finance')
  boss = await hire('boss', 'manager')
  const make = (name: string, values: Values) =>
    mia.create('campaign', { name, channel: 'exhibition', ...values })
  fair = await make('展会', { starts_on: '2026-03-01', budget: '50000', cost: '40000.10' })
  stream = await make('去年的展会', { starts_on: '2025-05-01', cost: '10000' })
  await make('还没开始', { channel: 'mail' })
  await deal(fair, '333.33', '0.13', '100.07')
  await deal(fair, '1000', '0.13', null)
  await deal(stream, '77.77', '0.06', '0.05')
  await deal(null, '10', '0.13', '11.30')
  await ann.create('lead', { name: '只是问问', campaign: fair.id })
})
after(() => firm.close())

/** A lead that becomes a signed and billed contract, and pays that much. */
async function deal(
  campaign: Row | null,
  price: string,
  tax_rate: string,
  pays: string | null,
): Promise<void> {
  const product = await firm.system.create('product', {
    name: `件 ${price}`,
    list_price: price,
    tax_rate,
  })
  const lead = await ann.create('lead', {
    name: `客户 ${price}`,
    company: `示例 ${price}`,
    phone: '13800138000',
    campaign: campaign?.id ?? null,
  })
  await ann.act('lead', lead.id, 'qualify')
  const made = await ann.act('lead', lead.id, 'convert', { amount: price })
  const { quote } = await ann.act('opportunity', String(made.opportunity), 'create_quote', {
    lines: [{ product: product.id, quantity: '3' }],
  })
  for (const action of ['submit', 'send', 'accept']) await ann.act('quote', String(quote), action)
  const { contract } = await ann.act('quote', String(quote), 'create_contract')
  for (const action of ['sign', 'activate']) await ann.act('contract', String(contract), action)
  if (pays === null) return
  const { invoices } = await fay.act('contract', String(contract), 'bill')
  await fay.act('invoice', (invoices as string[])[0]!, 'issue')
  const payment = await fay.create('payment', {
    account: made.account,
    amount: pays,
    received_on: '2026-03-02',
  })
  await fay.act('payment', payment.id, 'allocate')
}

test('each campaign has its leads, deals, contracts and the cash of them, to the last cent', async () => {
  const desk = await deskOf(boss)
  const { id, name, leads, qualified, won, contracts, amount, cash, cost } = lineOf(desk, fair)
  assert.deepEqual(
    { id, name, leads, qualified, won, contracts, amount, cash, cost },
    {
      id: fair.id,
      name: '展会',
      leads: 3,
      qualified: 2,
      won: 2,
      contracts: 2,
      // 999.99 and 13 % of it, 3000 and 13 % of it
      amount: '4519.99',
      cash: '100.07',
      cost: '40000.10',
    },
  )
  assert.deepEqual(
    [lineOf(desk, stream).amount, lineOf(desk, stream).cash, lineOf(desk, stream).leads],
    ['247.31', '0.05', 1],
  )
  // Only what was allocated to the 30 % that were billed; the rest of the payment settles nothing yet.
  assert.equal(desk.without!.cash, '10.17')
  assert.equal(desk.partial, false)
})

test('the lines add up to the total, by campaign and by channel, and with what came of none to all there is', async () => {
  const desk = await deskOf(boss)
  for (const lines of [desk.campaigns, desk.channels]) {
    for (const figure of ['amount', 'cash', 'cost'] as const)
      assert.equal(
        sum(
          lines.flatMap((line) => line[figure] ?? []),
          'CNY',
        ),
        desk.total[figure],
        figure,
      )
    for (const figure of ['leads', 'qualified', 'won', 'contracts'] as const)
      assert.equal(
        lines.reduce((n, line) => n + line[figure]!, 0),
        desk.total[figure],
      )
  }
  const all = await boss.list('allocation')
  assert.equal(
    sum([desk.total.cash!, desk.without!.cash!], 'CNY'),
    sum(
      all.map((row) => String(row.amount)),
      'CNY',
    ),
  )
  assert.equal(desk.total.leads! + desk.without!.leads!, (await boss.list('lead')).length)
})

test('every number opens the rows that it is made of', async () => {
  const from: Readonly<Record<ReturnFigure, [object: string, amount: string | null]>> = {
    leads: ['lead', null],
    qualified: ['lead', null],
    won: ['opportunity', null],
    amount: ['contract', 'base_amount'],
    cash: ['allocation', 'amount'],
  }
  for (const year of [null, 2025, 2026]) {
    const desk = await deskOf(boss, year)
    const lines = [
      ...desk.campaigns,
      ...desk.channels,
      desk.total,
      ...(desk.without ? [desk.without] : []),
    ]
    for (const line of lines)
      for (const [figure, [object, amount]] of Object.entries(from) as [
        ReturnFigure,
        [string, string | null],
      ][]) {
        const rows = await boss.list(object, line.opens[figure])
        assert.equal(
          amount === null
            ? rows.length
            : sum(
                rows.map((row) => String(row[amount])),
                'CNY',
              ),
          line[figure],
          `${line.name ?? line.channel} ${figure} ${line.opens[figure]}`,
        )
      }
  }
})

test('a year has the campaigns that began in it; their money counts whenever it came', async () => {
  const desk = await deskOf(boss, 2025)
  assert.deepEqual(desk.years, [2026, 2025])
  assert.deepEqual(
    desk.campaigns.map(({ name }) => name),
    ['去年的展会'],
  )
  assert.deepEqual([desk.total.cash, desk.without], ['0.05', null])
})

test('money given back is cash no more', async () => {
  const [allocation] = await boss.list('allocation', 'amount = 0.05')
  await fay.act('payment', String(allocation!.payment), 'unallocate')
  assert.equal(lineOf(await deskOf(boss), stream).cash, '0.00')
  await fay.act('payment', String(allocation!.payment), 'allocate')
  assert.equal(lineOf(await deskOf(boss), stream).cash, '0.05')
})

test('whoever may not read money sees none of it, and whoever sees a part is told so', async () => {
  const line = lineOf(await deskOf(mia), fair)
  assert.deepEqual([line.leads, line.cash], [3, null])
  const bob = await firm.hire('bob', { email: 'bob@example.cn', roles: ['sales'] })
  const desk = await deskOf(bob)
  assert.equal(desk.partial, true)
  assert.deepEqual([lineOf(desk, fair).leads, lineOf(desk, fair).cash], [0, '0.00'])
})
