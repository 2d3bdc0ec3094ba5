// Is what will never be paid let go only by who may, never beyond what is owed, and found again when it comes after all?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let boss: Person
let ann: Person
let account: Row

before(async () => {
  firm = await company('2026-03-02')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  account = await firm.system.create('account', { name: '冲减机械' })
})
after(() => firm.close())

async function issued(amount: string, of = account.id): Promise<string> {
  const { id } = await fay.create('invoice', {
    account: of,
    tax_inclusive: true,
    lines: [{ description: '服务', quantity: '1', unit_price: amount, tax_rate: '0.06' }],
  })
  await fay.act('invoice', id, 'issue')
  return id
}
const paid = async (amount: string): Promise<string> =>
  (await fay.create('payment', { account: account.id, amount })).id
const put = (payment: string, invoice: string, amount?: string) =>
  fay.act('payment', payment, 'allocate', { allocations: [{ invoice, ...(amount && { amount }) }] })
const small = (invoice: string, amount?: string) =>
  fay.act('invoice', invoice, 'write_off', { kind: 'difference', reason: '手续费', amount })
const bad = (invoice: string, amount?: string) =>
  fay.act('invoice', invoice, 'write_off', { kind: 'bad_debt', reason: '破产', amount })

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('a small difference is let go at once and the invoice is paid', async () => {
  const invoice = await issued('1000.00')
  await put(await paid('995.50'), invoice)
  await small(invoice)
  const now = await fay.get('invoice', invoice)
  assert.deepEqual([now.stage, now.balance, now.written_off], ['paid', '0.00', '4.50'])
  await sound()
})

test('small differences are small: on one invoice, and of one customer in a month', async () => {
  const other = await firm.system.create('account', { name: '月度机械' })
  const first = await issued('500', other.id)
  assert.equal((await refused(small(first, '10.01'))).code, 'difference-too-large')
  await small(first, '6')
  assert.equal((await refused(small(first, '4.01'))).code, 'difference-too-large')
  for (let i = 0; i < 9; i++) await small(await issued('500', other.id), '10')
  assert.equal(
    (await refused(small(await issued('500', other.id), '4.01'))).code,
    'differences-of-month',
  )
  await small(await issued('500', other.id), '4')
  firm.at('2026-04-01')
  await small(await issued('500', other.id), '10')
  firm.at('2026-04-02')
})

/** They wait for one another; whoever is told that the system is busy meanwhile asks again, as everybody is told to. */
async function patient(work: () => Promise<unknown>): Promise<string> {
  for (let turn = 0; ; turn++) {
    const end = await work().then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    )
    if (end !== 'busy' || turn === 20) return end
    await new Promise((resolve) => setTimeout(resolve, 1000 * Math.random()))
  }
}

test('many at once do not pass the limit of the month', async () => {
  const other = await firm.system.create('account', { name: '并发冲减' })
  const invoices: string[] = []
  for (let i = 0; i < 14; i++) invoices.push(await issued('500', other.id))
  const ends = await Promise.all(invoices.map((id) => patient(() => small(id, '9'))))
  assert.deepEqual(ends.sort(), [
    ...Array<string>(3).fill('differences-of-month'),
    ...Array<string>(11).fill('done'),
  ])
  await sound()
})

test('bad debt is let go by the general manager, as it is owed at that moment', async () => {
  const invoice = await issued('800')
  assert.equal(
    (await refused(ann.act('invoice', invoice, 'write_off', { kind: 'bad_debt', reason: 'x' })))
      .code,
    'not-found',
  )
  assert.equal((await refused(bad(invoice, '800.01'))).code, 'more-than-balance')
  const { write_off, stage } = await bad(invoice)
  assert.equal(stage, 'in_approval')
  assert.equal((await fay.get('invoice', invoice)).balance, '800.00')
  assert.equal(
    (await refused(fay.act('write_off', String(write_off), 'approve'))).code,
    'no-approval',
  )
  // A part is paid meanwhile: so much is not owed any more.
  const payment = await paid('300')
  await put(payment, invoice)
  assert.equal(
    (await refused(boss.act('write_off', String(write_off), 'approve'))).code,
    'more-than-balance',
  )
  await boss.act('write_off', String(write_off), 'reject', { comment: '只剩 500' })
  const again = await bad(invoice)
  assert.equal((await refused(fay.act('invoice', invoice, 'void'))).code, 'invoice-in-use')
  await boss.act('write_off', String(again.write_off), 'approve')
  const now = await fay.get('invoice', invoice)
  assert.deepEqual([now.stage, now.balance, now.written_off], ['written_off', '0.00', '500.00'])
  await sound()
})

test('money that comes after all is a recovery, never a balance below 0', async () => {
  const invoice = await issued('640')
  await boss.act('write_off', String((await bad(invoice)).write_off), 'approve')
  const payment = await paid('700')
  // The oldest due first passes over what was let go; who names it means it.
  await put(payment, invoice, '140')
  const part = await fay.get('invoice', invoice)
  assert.deepEqual(
    [part.stage, part.balance, part.paid, part.written_off],
    ['written_off', '0.00', '140.00', '500.00'],
  )
  assert.equal((await refused(put(payment, invoice, '500.01'))).code, 'more-than-balance')
  await put(payment, invoice)
  const whole = await fay.get('invoice', invoice)
  assert.deepEqual([whole.stage, whole.paid, whole.written_off], ['paid', '640.00', '0.00'])
  assert.equal((await fay.get('payment', payment)).unallocated, '60.00')
  await sound()
})

test('a credit note takes back the loss before it gives back the money', async () => {
  const invoice = await issued('1000')
  const payment = await paid('600')
  await put(payment, invoice)
  await boss.act('write_off', String((await bad(invoice)).write_off), 'approve')
  await fay.act('invoice', invoice, 'credit', {
    lines: [{ line: ((await fay.get('invoice', invoice)).lines as Row[])[0]!.id, quantity: '0.5' }],
  })
  const now = await fay.get('invoice', invoice)
  assert.deepEqual(
    [now.credited, now.written_off, now.paid, now.balance],
    ['500.00', '0.00', '500.00', '0.00'],
  )
  assert.equal((await fay.get('payment', payment)).unallocated, '100.00')
  await sound()
})

test('a write-off by mistake is taken back, and all is owed again', async () => {
  const invoice = await issued('9.90')
  await small(invoice)
  assert.equal((await fay.get('invoice', invoice)).stage, 'paid')
  await fay.act('invoice', invoice, 'take_back_write_off', { reason: '客户已付' })
  const now = await fay.get('invoice', invoice)
  assert.deepEqual([now.stage, now.balance, now.written_off], ['issued', '9.90', '0.00'])
  assert.equal(
    (await refused(fay.act('invoice', invoice, 'take_back_write_off', { reason: 'x' }))).code,
    'action-not-open',
  )
  await sound()
})

test('a credit note names a line once, so that none is taken back beyond itself', async () => {
  const { id } = await fay.create('invoice', {
    account: account.id,
    lines: [
      { description: 'a', quantity: '1', unit_price: '3.01' },
      { description: 'b', quantity: '1', unit_price: '1000' },
    ],
  })
  await fay.act('invoice', id, 'issue')
  const [a, b] = ((await fay.get('invoice', id)).lines as Values[]).map((one) => one.id)
  const credit = (...lines: readonly object[]) => fay.act('invoice', id, 'credit', { lines })
  assert.deepEqual(
    (
      await refused(
        credit(
          { line: a, quantity: '0.5' },
          { line: b },
          { line: a, quantity: '0.5' },
          { line: b },
        ),
      )
    ).paths,
    ['lines[2].line', 'lines[3].line'],
  )
  assert.deepEqual((await refused(credit({ line: a }, { line: a }))).paths, ['lines[1].line'])
  await credit({ line: a, quantity: '0.5' })
  await credit({ line: a, quantity: '0.5' }, { line: b })
  assert.equal((await fay.get('invoice', id)).credited, '1003.01')
  await sound()
})
