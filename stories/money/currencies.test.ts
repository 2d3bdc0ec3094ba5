// Is what is in other currencies worth the right amount of our own, to the last 分, whatever becomes of it?

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Row, Values } from '#kernel/object.ts'
import { fraction, printed, times, units } from '#kernel/money/reference.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { runReport } from '#server/reports/run-report.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let boss: Person
let account: string

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Bo', {
    email: 'bo@example.cn',
    roles: ['admin', 'finance', 'manager', 'sales_manager'],
  })
})
after(() => firm.close())
beforeEach(async () => {
  firm.at('2026-03-02')
  account = (await boss.create('account', { name: `海外客户 ${Math.random()}` })).id
})

const rate = (currency: string, on: string, value: string) =>
  boss.create('exchange_rate', { currency, on, rate: value })
const line = (unit_price: string, tax_rate = '0') => [
  { description: 'x', quantity: '1', unit_price, tax_rate },
]

async function issued(gross: string, on: string, currency = 'USD', tax_rate = '0'): Promise<Row> {
  const { id } = await boss.create('invoice', { account, currency, lines: line(gross, tax_rate) })
  await boss.act('invoice', id, 'issue', { issued_on: on })
  return boss.get('invoice', id)
}
const paid = (amount: string, received_on: string, currency = 'USD') =>
  boss.create('payment', { account, currency, amount, received_on })

/** Σ of what postings are worth in our currency, by ledger account of this customer. */
async function books(): Promise<Record<string, string>> {
  const rows = await firm.base.db.query<{ code: string; base: string }>(
    sql`select account_code as code, sum(converted)::text as base from posting where account = ${account}::uuid group by 1 having sum(converted) <> 0 order by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.code, row.base]))
}
async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('a company that keeps no rates goes on without, and the totals say what they leave out', async () => {
  const invoice = await issued('100', '2026-03-02', 'GBP')
  assert.deepEqual([invoice.rate, invoice.base_amount, invoice.base_balance], [null, null, null])
  const payment = await paid('100', '2026-03-02', 'GBP')
  await boss.act('payment', payment.id, 'allocate')
  assert.deepEqual(await books(), {})
  const own = await issued('70', '2026-03-02', 'CNY')
  assert.deepEqual([own.rate, own.base_amount], [null, '70.00'])
  await sound()
})

test('once it keeps rates of a currency, one of the day is needed, and the refusal says of which and when', async () => {
  await rate('EUR', '2026-03-02', '7.8')
  const { id } = await boss.create('invoice', { account, currency: 'EUR', lines: line('100') })
  firm.at('2026-05-20')
  await assert.rejects(boss.act('invoice', id, 'issue'), (error: Error & { code: string }) => {
    assert.equal(error.code, 'no-rate')
    assert.match(error.message, /exchange rate of EUR for 2026-05-20/)
    return true
  })
  assert.equal((await refused(paid('1', '2026-02-01', 'EUR'))).code, 'no-rate')
  const contract = await boss.create('contract', {
    name: 'C',
    account,
    currency: 'EUR',
    lines: line('5'),
  })
  assert.equal((await refused(boss.act('contract', contract.id, 'sign'))).code, 'no-rate')
  // Estimates are no entries: they only stay without.
  const deal = await boss.create('opportunity', {
    name: 'O',
    account,
    amount: '10',
    currency: 'EUR',
  })
  assert.equal(deal.base_amount, null)
  await rate('EUR', '2026-05-18', '7.85')
  await boss.act('invoice', id, 'issue')
  const invoice = await boss.get('invoice', id)
  assert.deepEqual(
    [invoice.rate, invoice.rate_on, invoice.base_amount],
    ['7.85', '2026-05-18', '785.00'],
  )
  await boss.act('contract', contract.id, 'sign')
  assert.equal((await boss.get('contract', contract.id)).base_amount, '39.25')
  await sound()
})

test('a rate stands with its document: another rate later changes neither it nor the books', async () => {
  const first = await rate('USD', '2026-03-01', '7.1')
  const invoice = await issued('100', '2026-03-02')
  await boss.change('exchange_rate', first.id, { rate: '9' })
  await rate('USD', '2026-03-02', '8')
  assert.deepEqual(
    [
      (await boss.get('invoice', invoice.id)).rate,
      (await boss.get('invoice', invoice.id)).base_amount,
    ],
    ['7.1', '710.00'],
  )
  assert.equal((await issued('100', '2026-03-02')).base_amount, '800.00')
  for (const field of [sql`rate = 9`, sql`rate = null`, sql`rate_on = '2020-01-01'`])
    await assert.rejects(
      firm.base.db.query(sql`update invoice set ${field} where id = ${invoice.id}::uuid`),
    )
  assert.equal((await refused(boss.change('invoice', invoice.id, { rate: '9' }))).code, 'not-valid')
  await boss.change('exchange_rate', first.id, { rate: '7.1' })
})

test('what the rates make of a payment is booked when it settles, and nothing of either currency is left', async () => {
  await rate('USD', '2026-03-20', '7.0')
  const invoice = await issued('1000', '2026-03-02', 'USD', '0.13')
  firm.at('2026-03-21')
  const payment = await paid('1130', '2026-03-21')
  assert.deepEqual(await books(), {
    1002: '7910.00',
    1122: '9040.00',
    2203: '-7910.00',
    2221: '-1040.00',
    6001: '-8000.00',
  })
  await boss.act('payment', payment.id, 'allocate', {
    allocations: [{ invoice: invoice.id, amount: '500' }],
  })
  assert.equal((await books())[6603], '500.00')
  await boss.act('payment', payment.id, 'allocate')
  assert.deepEqual(await books(), {
    1002: '7910.00',
    2221: '-1040.00',
    6001: '-8000.00',
    6603: '1130.00',
  })
  assert.equal((await boss.get('invoice', invoice.id)).base_balance, '0.00')
  // Taken back, everything is as before.
  await boss.act('payment', payment.id, 'unallocate')
  assert.deepEqual(await books(), {
    1002: '7910.00',
    1122: '9040.00',
    2203: '-7910.00',
    2221: '-1040.00',
    6001: '-8000.00',
  })
  await sound()
})

test('a quote, a contract and an invoice of a plan each have the rate of their day', async () => {
  const deal = await boss.create('opportunity', {
    name: 'O',
    account,
    amount: '10',
    currency: 'USD',
  })
  assert.equal(deal.base_amount, '80.00')
  const quote = await boss.create('quote', { opportunity: deal.id, lines: line('100') })
  assert.deepEqual([quote.rate, quote.base_amount], ['8', '800.00'])
  await boss.act('quote', quote.id, 'submit')
  await boss.act('quote', quote.id, 'send')
  firm.at('2026-03-21')
  await boss.act('quote', quote.id, 'accept')
  assert.equal((await boss.get('quote', quote.id)).base_amount, '800.00')
  assert.equal((await boss.get('opportunity', deal.id)).base_amount, '700.00')
  const { contract } = (await boss.act('quote', quote.id, 'create_contract')) as {
    contract: string
  }
  await boss.act('contract', contract, 'sign', { signed_on: '2026-03-10' })
  assert.deepEqual(
    [
      (await boss.get('contract', contract)).rate,
      (await boss.get('contract', contract)).base_amount,
    ],
    ['8', '800.00'],
  )
  await sound()
})

test('rates that come later go to the documents that had none, once, and into the books', async () => {
  const open = await issued('100', '2026-03-02', 'HKD')
  const settled = await issued('50', '2026-03-02', 'HKD')
  const payment = await paid('50', '2026-03-02', 'HKD')
  await boss.act('payment', payment.id, 'allocate', {
    allocations: [{ invoice: settled.id, amount: '50' }],
  })
  const free = await paid('30', '2026-03-02', 'HKD')
  const { id } = await rate('HKD', '2026-03-01', '0.9')
  assert.deepEqual(await boss.act('exchange_rate', id, 'apply'), { converted: 2, left: 2 })
  assert.equal((await boss.get('invoice', open.id)).base_balance, '90.00')
  assert.equal((await boss.get('payment', free.id)).base_unallocated, '27.00')
  assert.deepEqual(await books(), { 1002: '27.00', 1122: '90.00', 2203: '-27.00', 6001: '-90.00' })
  assert.deepEqual(await boss.act('exchange_rate', id, 'apply'), { converted: 0, left: 2 })
  await boss.act('payment', free.id, 'allocate')
  await sound()
})

test('a currency of three digits goes all the way, one of none keeps its whole amounts', async () => {
  for (const [currency, price, part, net] of [
    ['KWD', '1234.567', '617.284', '1234.567'],
    ['JPY', '1235', '618', '1235'],
  ] as const) {
    const contract = await boss.create('contract', {
      name: currency,
      account,
      currency,
      lines: line(price),
      billing_plan: [
        { name: 'First', percent: '50', due_on: '2026-03-02' },
        { name: 'Rest', percent: '50', due_on: '2026-03-02' },
      ],
    })
    await boss.act('contract', contract.id, 'sign')
    await boss.act('contract', contract.id, 'activate')
    const { invoices } = (await boss.act('contract', contract.id, 'bill')) as { invoices: string[] }
    await boss.act('invoice', invoices[0]!, 'issue')
    assert.equal((await boss.get('invoice', invoices[0]!)).gross, part)
    const payment = await paid(price, '2026-03-02', currency)
    await boss.act('payment', payment.id, 'allocate')
    const free = String((await boss.get('payment', payment.id)).unallocated)
    await boss.act('payment', payment.id, 'refund', { amount: free })
    const after = await boss.get('payment', payment.id)
    assert.deepEqual(
      [Number(after.allocated), Number(after.unallocated), contract.amount],
      [Number(part), 0, net],
    )
  }
  await sound()
})

test('an invoice of another currency is refused, whatever the digits of either', async () => {
  const dinars = await issued('0.125', '2026-03-02', 'KWD')
  const own = await issued('0.05', '2026-03-02', 'CNY')
  const dollars = await paid('100', '2026-03-02', 'CNY')
  const yen = await paid('100', '2026-03-02', 'JPY')
  for (const [payment, invoice] of [
    [yen, dinars],
    [yen, own],
    [dollars, dinars],
  ] as const)
    for (const amount of [undefined, '1'])
      assert.equal(
        (
          await refused(
            boss.act('payment', payment.id, 'allocate', {
              allocations: [{ invoice: invoice.id, ...(amount && { amount }) }],
            }),
          )
        ).code,
        'other-currency',
      )
})

test('another currency for a draft is another one for its plan, too: what it cannot hold is told', async () => {
  const { id } = await boss.create('contract', {
    name: 'C',
    account,
    currency: 'KWD',
    lines: line('10.005'),
    billing_plan: [
      { name: 'a', amount: '0.005' },
      { name: 'b', amount: '10' },
    ],
  })
  assert.deepEqual((await refused(boss.change('contract', id, { currency: 'JPY' }))).paths, [
    'billing_plan[0].amount',
  ])
  const whole = await boss.create('contract', {
    name: 'C',
    account,
    currency: 'KWD',
    lines: line('10'),
    billing_plan: [{ name: 'a', amount: '10.000' }],
  })
  await boss.change('contract', whole.id, { currency: 'JPY' })
  const now = await boss.get('contract', whole.id)
  assert.deepEqual(
    [now.amount, (now.billing_plan as Values[]).map((one) => one.amount)],
    ['10', ['10']],
  )
  await sound()
})

test('a contract keeps the currency of what is billed of it', async () => {
  const { id } = await boss.create('contract', { name: 'C', account, lines: line('10') })
  await boss.create('invoice', { account, contract: id, lines: line('10') })
  assert.deepEqual(await refused(boss.change('contract', id, { currency: 'USD' })), {
    code: 'not-valid',
    paths: ['currency'],
  })
  await sound()
})

test('a chance of an amount has the digits of its currency', async () => {
  const chance = async (currency: string, amount: string, probability: string) =>
    (await boss.create('opportunity', { name: 'O', account, currency, amount, probability }))
      .weighted
  assert.equal(await chance('KWD', '1.235', '10'), '0.124')
  assert.equal(await chance('JPY', '99', '0.5'), '0')
  assert.equal(await chance('CNY', '0.05', '10'), '0.01')
})

test('reports add up what documents are worth, and count those without a rate', async () => {
  const before = await boss.ask({
    from: 'payment',
    where: 'stage = "received"',
    measure: { total: 'sum(base_amount)', n: 'count()' },
  })
  await paid('10', '2026-03-21')
  await paid('10', '2026-03-02', 'CNY')
  await paid('1', '2026-03-02', 'GBP')
  const answer = await runReport(boss.doing(), {
    label: { zh: '', en: '' },
    object: 'payment',
    filter: 'stage = "received"',
    measures: { total: { label: { zh: '', en: '' }, of: 'sum(base_amount)' } },
    as: 'number',
  })
  assert.equal(Number(answer.total.total[0]), Number(before[0]!.total) + 80)
  assert.deepEqual([answer.currency, answer.mixed], ['CNY', false])
  assert.ok(answer.unconverted >= 3)
})

test('the company’s currency stands once there are entries in its books, and has no rate itself', async () => {
  const [ours] = await firm.system.list('company')
  assert.equal(
    (await refused(firm.system.change('company', ours!.id, { currency: 'USD' }))).code,
    'base-currency-stands',
  )
  assert.deepEqual((await refused(rate('CNY', '2026-03-02', '1'))).code, 'not-valid')
  assert.deepEqual((await refused(rate('CAD', '2026-03-02', '0'))).code, 'not-valid')
})

// ---- laws

const cents = fc.integer({ min: 1, max: 40_000 }).map((n) => printed(BigInt(n), 2))
const rates = fc.integer({ min: 1, max: 30_000_000 }).map((n) => printed(BigInt(n), 6))
const scenario = fc.record({
  invoices: fc.array(fc.record({ gross: cents, rate: rates, tax: fc.constantFrom('0', '0.13') }), {
    minLength: 1,
    maxLength: 3,
  }),
  payments: fc.array(fc.record({ amount: cents, rate: rates }), { minLength: 1, maxLength: 3 }),
  moves: fc.array(
    fc.record({
      what: fc.constantFrom(
        'allocate',
        'allocate',
        'part',
        'unallocate',
        'credit',
        'write_off',
        'refund',
        'take_back',
      ),
      at: fc.nat(2),
      share: fc.integer({ min: 1, max: 99 }),
    }),
    { maxLength: 12 },
  ),
})
const base = (amount: unknown, value: unknown): bigint =>
  units(times(fraction(String(amount)), fraction(String(value))), 2, 'half-up')
const minor = (text: unknown): bigint => units(fraction(String(text ?? '0')), 2, 'half-up')
const part = (amount: unknown, share: number): string =>
  printed((minor(amount) * BigInt(share)) / 100n || 1n, 2)

test('of whatever invoices, payments and moves in whatever order, the books hold each balance at its locked rate', async () => {
  let day = 0
  const on = () =>
    new Date(Date.UTC(2020, 0, 1) + day++ * 86_400_000 * 40).toISOString().slice(0, 10)
  await fc.assert(
    fc.asyncProperty(scenario, async ({ invoices, payments, moves }) => {
      account = (await boss.create('account', { name: `X2 ${Math.random()}` })).id
      const owed: string[] = []
      for (const one of invoices) {
        const date = on()
        await rate('SGD', date, one.rate)
        owed.push((await issued(one.gross, date, 'SGD', one.tax)).id)
      }
      const money: string[] = []
      for (const one of payments) {
        const date = on()
        await rate('SGD', date, one.rate)
        money.push((await paid(one.amount, date, 'SGD')).id)
      }
      for (const { what, at, share } of moves) {
        const payment = money[at % money.length]!
        const invoice = owed[at % owed.length]!
        const [p, i] = [await boss.get('payment', payment), await boss.get('invoice', invoice)]
        const tried: Record<string, () => Promise<Values>> = {
          allocate: () => boss.act('payment', payment, 'allocate'),
          part: () =>
            boss.act('payment', payment, 'allocate', {
              allocations: [
                {
                  invoice,
                  amount: part(
                    minor(p.unallocated) < minor(i.balance) ? p.unallocated : i.balance,
                    share,
                  ),
                },
              ],
            }),
          unallocate: () => boss.act('payment', payment, 'unallocate'),
          credit: () =>
            boss.act('invoice', invoice, 'credit', {
              lines: [
                {
                  line: (i.lines as Row[])[0]!.id,
                  quantity: `0.${String(share).padStart(2, '0')}`,
                },
              ],
            }),
          write_off: () =>
            boss.act('invoice', invoice, 'write_off', {
              kind: 'difference',
              amount: part(i.balance, 1),
              reason: 'x',
            }),
          refund: () =>
            boss.act('payment', payment, 'refund', { amount: part(p.unallocated, share) }),
          take_back: () => boss.act('invoice', invoice, 'take_back_write_off', { reason: 'x' }),
        }
        await tried[what]!().catch((error: Error & { status?: number }) => {
          if (!error.status || error.status >= 500) throw error
        })
        const [now] = await firm.base.db.query<{ left: string }>(
          sql`select coalesce(sum(converted), 0)::text as left from posting where account = ${account}::uuid`,
        )
        assert.equal(Number(now!.left), 0)
      }
      const held = await books()
      const rowsOf = (object: string, ids: readonly string[]) =>
        Promise.all(ids.map((id) => boss.get(object, id)))
      const all = await rowsOf('invoice', owed)
      const paidIn = await rowsOf('payment', money)
      const total = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)
      const receivable = total(all.map((row) => base(row.balance, row.rate)))
      const credit = total(paidIn.map((row) => base(row.unallocated, row.rate)))
      assert.equal(minor(held[1122]), receivable)
      assert.equal(minor(held[2203]), -credit)
      // A difference is realised by what was settled: received less billed, less what is open of both.
      for (const row of all) assert.equal(minor(row.base_balance), base(row.balance, row.rate))
    }),
    { numRuns: process.env.OPENLTC_LONG ? 300 : 12 },
  )
  await sound()
})

test('every line is worth a share of what its document is worth, to the last 分, through credit notes, amendments and later rates', async () => {
  firm.at('2026-06-01')
  await rate('AUD', '2026-06-01', '1.35')
  const lines = ['1357.13', '1357.13', '2714.25'].map((unit_price) => ({
    description: 'x',
    quantity: '1',
    unit_price,
    tax_rate: '0',
  }))
  const { id } = await boss.create('invoice', { account, currency: 'AUD', lines })
  await boss.act('invoice', id, 'issue', { issued_on: '2026-06-01' })
  const invoice = await boss.get('invoice', id)
  const worth = (row: Row, field = 'base_gross') => (row.lines as Row[]).map((one) => one[field])
  assert.equal(invoice.base_amount, '7328.49')
  assert.deepEqual(worth(invoice), ['1832.13', '1832.12', '3664.24'])
  const made = await boss.act('invoice', id, 'credit', {
    lines: [{ line: (invoice.lines as Row[])[0]!.id }, { line: (invoice.lines as Row[])[1]!.id }],
    reason: 'x',
  })
  const note = await boss.get('invoice', String(made.credit_note))
  assert.deepEqual([note.base_amount, worth(note)], ['-3664.25', ['-1832.12', '-1832.13']])
  // No rate was known when it was issued; once it is, each line has its share.
  const late = await boss.create('invoice', { account, currency: 'NZD', lines })
  await boss.act('invoice', late.id, 'issue', { issued_on: '2026-06-01' })
  assert.deepEqual(worth(await boss.get('invoice', late.id)), [null, null, null])
  const nzd = await rate('NZD', '2026-06-01', '1.35')
  await boss.act('exchange_rate', nzd.id, 'apply')
  assert.deepEqual(worth(await boss.get('invoice', late.id)), ['1832.13', '1832.12', '3664.24'])
  // In our own currency a line is worth its amount, and nothing is stored.
  const own = await issued('70', '2026-06-01', 'CNY')
  assert.deepEqual(
    [worth(own), worth(own, 'converted_gross'), worth(own, 'base_net')],
    [['70.00'], [null], ['70.00']],
  )
  await sound()
  await firm.base.db.query(
    sql`update invoice_line set converted_gross = converted_gross + 1 where id = ${String((invoice.lines as Row[])[0]!.id)}::uuid`,
  )
  const told: string[] = []
  for await (const { id: check, broken } of reconcile(firm.world)) if (broken) told.push(check)
  assert.deepEqual(told, ['X1'], 'check tells of a line that was moved by hand')
  await firm.base.db.query(
    sql`update invoice_line set converted_gross = converted_gross - 1 where id = ${String((invoice.lines as Row[])[0]!.id)}::uuid`,
  )
})
