// Does the forecast of cash say of every cent that is owed or planned when it comes, and does it come to what is owed?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Values } from '#kernel/object.ts'
import { exact } from '#kernel/money/exact.ts'
import { sum } from '#kernel/money/sum.ts'
import { countBack, daysOutstanding } from '#ltc/cash/expected-cash.ts'
import { cashDesk, cashRows } from '#server/desks/cash-desk.ts'
import { receivablesDesk } from '#server/desks/receivables.ts'
import { company, type Company, type Person } from './spine-company.ts'

let firm: Company
let fay: Person
let mia: Person
let ann: Person
const today = '2026-09-16'
const days = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)

before(async () => {
  firm = await company('2026-01-05')
  fay = await firm.hire('fay', { email: 'fay@example.cn', roles: ['finance'] })
  mia = await firm.hire('mia', { email: 'mia@example.cn', roles: ['manager', 'admin'] })
  ann = await firm.hire('ann', { email: 'ann@example.cn', roles: ['sales'] })
})
after(() => firm.close())

const customer = async (name: string, values: Values = {}): Promise<string> =>
  (await mia.create('account', { name, ...values })).id

/** Issues an invoice of so much, due on a day; answers its id. */
async function bill(
  account: string,
  gross: string,
  issued_on: string,
  due_on: string,
): Promise<string> {
  firm.at(issued_on)
  const made = await fay.create('invoice', {
    account,
    due_on,
    tax_inclusive: true,
    lines: [{ description: '示例', quantity: '1', unit_price: gross, tax_rate: '0' }],
  })
  await fay.act('invoice', made.id, 'issue', { issued_on, due_on })
  return made.id
}

async function pay(account: string, invoice: string, amount: string, on: string): Promise<void> {
  firm.at(on)
  const payment = await fay.create('payment', { account, amount, received_on: on })
  await fay.act('payment', payment.id, 'allocate', { allocations: [{ invoice, amount }] })
}

/** What was billed by hand: the naive twin looks at nothing else. */
const open: { due: string; left: string; usually: number }[] = []

test('each open invoice stands in the week in which its customer usually pays, and all of them are what is owed', async () => {
  const slow = await customer('示例 慢付客户')
  const usual = await customer('示例 新客户')
  // Six times this customer paid so many days after the due day: twelve days in the middle.
  for (const [i, late] of [12, 3, 30, 12, 14, 9].entries()) {
    const due = days('2026-02-10', i * 20)
    const invoice = await bill(slow, '1000.10', days(due, -30), due)
    await pay(slow, invoice, '1000.10', days(due, late))
  }
  // Of this one too little is known.
  for (const i of [0, 1, 2]) {
    const due = days('2026-02-10', i * 20)
    const invoice = await bill(usual, '500', days(due, -30), due)
    await pay(usual, invoice, '500', days(due, 40))
  }
  const dues = [
    '2026-08-01',
    '2026-09-05',
    '2026-09-15',
    '2026-09-16',
    '2026-09-21',
    '2026-10-30',
    '2027-01-20',
  ]
  for (const [i, due] of dues.entries())
    for (const [account, usually] of [
      [slow, 12],
      [usual, 0],
    ] as const) {
      const gross = `${(i + 1) * 1111}.${String(i * 13 + 7).padStart(2, '0')}`
      const issued = days(due, -30) < today ? days(due, -30) : '2026-09-10'
      const invoice = await bill(account, gross, issued, due)
      const part = i === 1 ? '100.01' : '0'
      if (part !== '0') await pay(account, invoice, part, '2026-09-11')
      open.push({ due, left: exact(gross).minus(part).toFixed(2), usually })
    }
  firm.at(today)
  const desk = await cashDesk(mia.doing())
  const twin = new Map<string, string[]>()
  for (const { due, left, usually } of open) {
    const expected = days(due, usually)
    const monday = days(expected, -((new Date(expected).getUTCDay() + 6) % 7))
    const part = expected < today ? 'late' : monday >= days('2026-09-14', 91) ? 'later' : monday
    twin.set(part, [...(twin.get(part) ?? []), left])
  }
  assert.deepEqual(
    desk.parts
      .filter((part) => part.count > 0)
      .map((part) => [part.part, part.invoiced, part.count]),
    desk.parts
      .filter(({ part }) => twin.has(part))
      .map(({ part }) => [part, sum(twin.get(part)!, 'CNY'), twin.get(part)!.length]),
  )
  assert.equal(desk.parts.length, 16)
  assert.equal(desk.own_lateness, 1)
  const owed = await receivablesDesk(mia.doing(), today)
  assert.equal(desk.receivable, owed.totals.base.total)
  assert.equal(
    sum(
      desk.parts.map((part) => part.invoiced),
      'CNY',
    ),
    owed.totals.base.total,
  )
})

test('what is planned and not billed yet is billed on its day, today at the earliest, and due after the customer’s term', async () => {
  const account = await customer('示例 计划客户', { payment_days: 45 })
  firm.at(today)
  const contract = await mia.create('contract', {
    name: '示例合同',
    account,
    tax_inclusive: true,
    lines: [{ description: '示例', quantity: '1', unit_price: '1000', tax_rate: '0' }],
    billing_plan: [
      { name: '首付', amount: '300', due_on: '2026-09-01' },
      { name: '到货', amount: '600', due_on: '2026-10-05' },
      { name: '尾款', amount: '100', due_on: '2027-06-01' },
    ],
  })
  await mia.act('contract', contract.id, 'sign', { signed_on: today })
  await mia.act('contract', contract.id, 'activate')
  const desk = await cashDesk(mia.doing())
  assert.deepEqual(
    desk.parts.filter((part) => part.planned !== '0.00').map((part) => [part.part, part.planned]),
    [
      ['2026-10-26', '300.00'],
      ['2026-11-16', '600.00'],
      ['later', '100.00'],
    ],
  )
  assert.equal(desk.planned, '1000.00')
})

test('each part opens exactly its documents', async () => {
  const desk = await cashDesk(mia.doing())
  for (const part of desk.parts) {
    const opened = await cashRows(mia.doing(), part.part)
    assert.equal(opened.count, part.count)
    assert.equal(opened.total, part.total)
    assert.equal(
      sum(
        opened.rows.map((row) => row.amount),
        'CNY',
      ),
      part.total,
    )
  }
})

test('days sales outstanding are told with what they are made of, from what the person may read', async () => {
  const { days: told, receivable } = await cashDesk(mia.doing())
  assert.deepEqual([told.from, told.until, told.receivable], ['2026-06-19', today, receivable])
  assert.equal(told.dso, daysOutstanding(receivable, told.sales, 90))
  const late = open.filter(({ due }) => due < today).map(({ left }) => left)
  assert.equal(told.overdue, sum(late, 'CNY'))
  const hers = await cashDesk(ann.doing())
  assert.deepEqual([hers.receivable, hers.days.dso, hers.planned], ['0.00', null, '0.00'])
})

test('count-back uses up month after month until they make what is owed', () => {
  const months = [
    { sales: '100', days: 16 },
    { sales: '0', days: 31 },
    { sales: '200', days: 31 },
  ]
  assert.equal(countBack('50', months), '8.0')
  assert.equal(countBack('200', months), '62.5')
  assert.equal(countBack('300', months), '78.0')
  assert.equal(countBack('300.01', months), null)
  assert.equal(countBack('0', months), '0.0')
  assert.equal(daysOutstanding('100', '0', 90), null)
})
