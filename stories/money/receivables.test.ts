// Does the receivables desk say as of any day what the books said at its end, and does a statement add up from one to the next?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { ExchangeDesk, ReceivablesDesk } from '#kernel/api/desks.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { folderStore } from '#server/files/folder-store.ts'
import { exchangeDesk, receivablesDesk, receivablesOf } from '#server/desks/receivables.ts'
import { pdfText } from '#server/documents/pdf-text.fixtures.ts'
import { printRecord } from '#server/documents/print-record.ts'
import { readTable } from '#server/files/read-table.ts'
import { circumstances } from '#server/world/world.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let ann: Person
let count = 0

before(async () => {
  firm = await company('2026-01-05')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance', 'manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
})
after(() => firm.close())

const desk = (asOf: string, who = fay): Promise<ReceivablesDesk> =>
  receivablesDesk(who.doing(), asOf)
const customer = async (more: Values = {}): Promise<string> =>
  (await firm.system.create('account', { name: `示例客户 ${++count}`, ...more })).id
const issued = async (
  account: string,
  gross: string,
  days: [string, string],
  more = {},
): Promise<Row> => {
  const [issued_on, due_on] = days
  const { id } = await fay.create('invoice', {
    account,
    lines: [{ description: 'x', quantity: '1', unit_price: gross, tax_rate: '0' }],
    ...more,
  })
  await fay.act('invoice', id, 'issue', { issued_on, due_on })
  return fay.get('invoice', id)
}
const rowOf = (all: ReceivablesDesk, account: string) =>
  all.rows.find((one) => one.account === account)

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('each invoice stands in its age, as of today and as of any day before', async () => {
  const account = await customer()
  firm.at('2026-01-05')
  await issued(account, '10', ['2026-01-05', '2026-02-05'])
  await issued(account, '200', ['2026-01-05', '2026-01-06'])
  const ages = async (day: string) => rowOf(await desk(day), account)?.ages
  assert.equal(await ages('2026-01-04'), undefined, 'before it was issued nothing is owed')
  assert.deepEqual(await ages('2026-01-06'), ['210.00', '0.00', '0.00', '0.00', '0.00'])
  assert.deepEqual(await ages('2026-01-07'), ['10.00', '200.00', '0.00', '0.00', '0.00'])
  assert.deepEqual(await ages('2026-02-05'), ['10.00', '200.00', '0.00', '0.00', '0.00'])
  assert.deepEqual(await ages('2026-02-06'), ['0.00', '10.00', '200.00', '0.00', '0.00'])
  assert.deepEqual(await ages('2026-04-06'), ['0.00', '0.00', '10.00', '200.00', '0.00'])
  assert.deepEqual(await ages('2026-04-07'), ['0.00', '0.00', '0.00', '10.00', '200.00'])
})

test('payments, credit notes, write-offs and refunds count from their day on, and credit stands apart', async () => {
  const account = await customer()
  firm.at('2026-02-02')
  const invoice = await issued(account, '100', ['2026-02-02', '2026-03-02'])
  firm.at('2026-02-10')
  const payment = await fay.create('payment', { account, amount: '70', received_on: '2026-02-10' })
  firm.at('2026-02-12')
  await fay.act('payment', payment.id, 'allocate', {
    allocations: [{ invoice: invoice.id, amount: '40' }],
  })
  firm.at('2026-02-15')
  await fay.act('invoice', invoice.id, 'credit', {
    lines: [{ line: (invoice.lines as Row[])[0]!.id, quantity: '0.2' }],
    reason: 'x',
  })
  firm.at('2026-02-20')
  await fay.act('payment', payment.id, 'refund', { amount: '5', reason: 'x' })
  firm.at('2026-02-25')
  await fay.act('invoice', invoice.id, 'write_off', {
    kind: 'difference',
    amount: '1',
    reason: 'x',
  })
  const at = async (day: string) => {
    const row = rowOf(await desk(day), account)
    return [row?.total, row?.credit]
  }
  assert.deepEqual(await at('2026-02-09'), ['100.00', '0.00'])
  assert.deepEqual(await at('2026-02-11'), ['100.00', '70.00'])
  assert.deepEqual(await at('2026-02-12'), ['60.00', '30.00'])
  assert.deepEqual(await at('2026-02-15'), ['40.00', '30.00'])
  assert.deepEqual(await at('2026-02-20'), ['40.00', '25.00'])
  assert.deepEqual(await at('2026-02-25'), ['39.00', '25.00'])
  firm.at('2026-03-10')
  await fay.act('payment', payment.id, 'unallocate')
  assert.deepEqual(
    await at('2026-03-09'),
    ['39.00', '25.00'],
    'what was taken back later stood then',
  )
  assert.deepEqual(await at('2026-03-10'), ['79.00', '65.00'])
  const made = await fay.act('account', account, 'make_statement', {
    from_on: '2026-02-12',
    until_on: '2026-03-31',
  })
  const statement = await fay.get('statement', String(made.statement))
  assert.deepEqual(
    [statement.opening, statement.charged, statement.settled, statement.closing, statement.overdue],
    ['30.00', '-20.00', '-4.00', '14.00', '79.00'],
  )
  assert.deepEqual(
    (statement.lines as Row[]).map((one) => [
      one.on,
      one.event,
      one.charged,
      one.settled,
      one.balance,
    ]),
    [
      ['2026-02-15', 'credit', '-20.00', '0.00', '10.00'],
      ['2026-02-20', 'refund', '0.00', '-5.00', '15.00'],
      ['2026-02-25', 'write_off', '0.00', '1.00', '14.00'],
    ],
  )
  await sound()
})

test('nothing is settled or given back before it was owed or came: the books of no day lie below 0', async () => {
  const account = await customer()
  firm.at('2026-02-02')
  const invoice = await issued(account, '100', ['2026-02-02', '2026-03-02'])
  firm.at('2026-02-10')
  const payment = await fay.create('payment', { account, amount: '50', received_on: '2026-02-10' })
  const allocate = (allocated_on: string) =>
    fay.act('payment', payment.id, 'allocate', {
      allocations: [{ invoice: invoice.id, amount: '20' }],
      allocated_on,
    })
  assert.equal((await refused(allocate('2026-02-09'))).code, 'before-document')
  await allocate('2026-02-10')
  const refund = (refunded_on: string) =>
    fay.act('payment', payment.id, 'refund', { amount: '1', refunded_on, reason: 'x' })
  assert.equal((await refused(refund('2026-02-09'))).code, 'before-document')
  await refund('2026-02-10')
  const credit = (issued_on: string) =>
    fay.act('invoice', invoice.id, 'credit', { gross: '1', issued_on })
  assert.equal((await refused(credit('2026-02-01'))).code, 'before-document')
  await credit('2026-02-02')
  for (const kind of ['difference', 'bad_debt']) {
    const letGo = (written_on: string) =>
      fay.act('invoice', invoice.id, 'write_off', { kind, amount: '1', written_on, reason: 'x' })
    assert.equal((await refused(letGo('2026-02-01'))).code, 'before-document')
    if (kind === 'difference') await letGo('2026-02-02')
  }
})

test('a row opens to documents that come to it; sales people see their own customers’ only', async () => {
  const mine = await customer({ owner: ann.who.id })
  const others = await customer()
  firm.at('2026-03-16')
  for (const account of [mine, others]) await issued(account, '33.33', ['2026-03-16', '2026-03-20'])
  const { invoices } = await receivablesOf(fay.doing(), others, '2026-03-31')
  assert.deepEqual(
    invoices.map((one) => [one.open, one.late]),
    [['33.33', 11]],
  )
  const hers = await desk('2026-03-31', ann)
  assert.deepEqual(
    hers.rows.map((one) => [one.account, one.total]),
    [[mine, '33.33']],
  )
  assert.equal(hers.totals.base.total, '33.33')
})

test('what was done about it, what is next and what was promised stand beside what is owed', async () => {
  const account = await customer()
  firm.at('2026-03-16')
  const invoice = await issued(account, '50', ['2026-03-16', '2026-03-20'])
  firm.at('2026-04-01')
  await fay.create('activity', {
    subject: '电话催款',
    account,
    invoice: invoice.id,
    dunning: 'first',
    done_at: '2026-04-01T02:00:00Z',
    promised_on: '2026-04-10',
    promised_amount: '50',
  })
  const next = await fay.create('activity', {
    subject: '上门',
    account,
    dunning: 'second',
    due_at: '2026-04-12T01:00:00Z',
  })
  assert.deepEqual(rowOf(await desk('2026-04-02'), account)?.dunning, {
    last: { on: '2026-04-01', level: 'first', subject: '电话催款' },
    next: { id: next.id, due: '2026-04-12', level: 'second', subject: '上门' },
    promised: { on: '2026-04-10', amount: '50.00' },
  })
  assert.equal(rowOf(await desk('2026-03-31'), account)?.dunning, null, 'nothing was done then')
})

test('statements of any days: each opens where the one before closed, and the last closes with the desk', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          do: fc.constantFrom('invoice', 'payment', 'allocate', 'unallocate', 'refund', 'void'),
          day: fc.integer({ min: 1, max: 27 }),
          cents: fc.integer({ min: 1, max: 9999 }),
        }),
        { minLength: 4, maxLength: 12 },
      ),
      fc.integer({ min: 2, max: 26 }),
      async (steps, cut) => {
        const account = await customer()
        for (const { do: what, day, cents } of [...steps].sort((a, b) => a.day - b.day)) {
          const on = `2026-05-${String(day).padStart(2, '0')}`
          firm.at(on)
          const amount = (cents / 100).toFixed(2)
          const [payment] = await fay.list(
            'payment',
            `account = "${account}" and stage = "received"`,
          )
          if (what === 'invoice') await issued(account, amount, [on, on])
          else if (what === 'payment')
            await fay.create('payment', { account, amount, received_on: on })
          else if (payment)
            await fay
              .act(
                'payment',
                payment.id,
                what,
                what === 'refund'
                  ? { amount, reason: 'x' }
                  : what === 'void'
                    ? { reason: 'x', take_back: true }
                    : {},
              )
              .catch(() => {})
        }
        const made = async (from_on: string, until_on: string) =>
          fay.get(
            'statement',
            String(
              (await fay.act('account', account, 'make_statement', { from_on, until_on }))
                .statement,
            ),
          )
        const middle = `2026-05-${String(cut).padStart(2, '0')}`
        const first = await made('2026-05-01', middle)
        const second = await made(`2026-05-${String(cut + 1).padStart(2, '0')}`, '2026-05-31')
        assert.equal(first.opening, '0.00')
        assert.equal(second.opening, first.closing)
        for (const [statement, day] of [
          [first, middle],
          [second, '2026-05-31'],
        ] as const) {
          const row = rowOf(await desk(day), account)
          const between = row ? sum([row.total, `-${row.credit}`.replace('--', '')], 'CNY') : '0.00'
          assert.equal(statement.closing, between, day)
        }
        const invoices = await fay.list('invoice', `account = "${account}"`)
        const open = sum(
          invoices.map((one) => String(one.balance)),
          'CNY',
        )
        assert.equal(rowOf(await desk('2026-05-31'), account)?.total ?? '0.00', open)
      },
    ),
    { numRuns: 8 },
  ))

test('a statement stands as it was made, and its days are in order', async () => {
  const account = await customer()
  const wrong = fay.act('account', account, 'make_statement', {
    from_on: '2026-05-02',
    until_on: '2026-05-01',
  })
  assert.equal((await refused(wrong)).code, 'statement-ends-before')
  const made = await fay.act('account', account, 'make_statement', {
    from_on: '2026-05-01',
    until_on: '2026-05-02',
  })
  await assert.rejects(
    firm.base.db.query(
      sql`update statement set closing = 1 where id = ${String(made.statement)}::uuid`,
    ),
  )
})

test('a statement leaves as a PDF with its text and as a workbook with numbers, and is agreed on', async () => {
  const account = await customer()
  firm.at('2026-05-04')
  const invoice = await issued(account, '12345.60', ['2026-05-04', '2026-05-05'])
  await fay.create('payment', { account, amount: '45.6', received_on: '2026-05-04' })
  const made = await fay.act('account', account, 'make_statement', {
    from_on: '2026-05-01',
    until_on: '2026-05-31',
  })
  const filling = {
    asks: firm.world.db,
    app: firm.world.app,
    who: fay.who,
    at: circumstances(firm.world, fay.who),
    company: firm.world.company,
    made_at: firm.world.now().toISOString(),
    language: 'zh' as const,
  }
  const id = String(made.statement)
  const as = (form: 'pdf' | 'xlsx') =>
    printRecord(filling, 'statement', id, undefined, form, folderStore(''))
  const said = pdfText((await as('pdf')).bytes)
    .join('')
    .replace(/\s/g, '')
  for (const words of ['对账单', String(invoice.number), '12,345.60', '期末余额', '12,300.00'])
    assert.ok(said.includes(words), words)
  const rows: unknown[][] = []
  for await (const row of (await readTable({ bytes: (await as('xlsx')).bytes })).rows)
    rows.push([row.cells.at(0), row.cells.at(2), row.cells.at(-1)].map((cell) => cell ?? null))
  assert.deepEqual(
    rows.slice(0, 3).map((row) => row[0]),
    ['期初余额', '2026年5月4日', '2026年5月4日'],
  )
  assert.deepEqual(rows.find((row) => row[0] === '期末余额')?.at(-1), { number: '12300' })
  await fay.act('statement', id, 'move', { to: 'confirmed' })
  assert.equal((await fay.get('statement', id)).stage, 'confirmed')
})

test('unrealised exchange differences: open × rate of the day − books, and nothing is posted', async () => {
  const account = await customer()
  firm.at('2026-06-01')
  const rate = (on: string, value: string) =>
    fay.create('exchange_rate', { currency: 'USD', on, rate: value })
  await rate('2026-06-01', '7.1')
  const invoice = await issued(account, '1000', ['2026-06-01', '2026-07-01'], { currency: 'USD' })
  firm.at('2026-06-10')
  await rate('2026-06-10', '7.2')
  const payment = await fay.create('payment', {
    account,
    currency: 'USD',
    amount: '400',
    received_on: '2026-06-10',
  })
  await fay.act('payment', payment.id, 'allocate')
  await rate('2026-06-30', '7.0555')
  const entries = (await fay.list('journal_entry')).length
  const of = (day: string): Promise<ExchangeDesk> => exchangeDesk(fay.doing(), day)
  const then = await of('2026-06-30')
  assert.deepEqual(then.rows, [
    {
      id: invoice.id,
      number: invoice.number,
      account: `示例客户 ${count}`,
      currency: 'USD',
      open: '600.00',
      rate: '7.1',
      booked: '4260.00',
      closing: '7.0555',
      closing_on: '2026-06-30',
      worth: '4233.30',
      difference: '-26.70',
    },
  ])
  assert.equal(then.total, '-26.70')
  assert.equal((await of('2026-06-09')).rows[0]!.difference, '0.00')
  assert.equal((await fay.list('journal_entry')).length, entries)
  firm.at('2026-09-01')
  assert.deepEqual((await of('2026-09-01')).without_rate, ['USD'], 'a rate holds only so long')
  const row = rowOf(await desk('2026-06-30'), account)!
  assert.deepEqual([row.currency, row.total, row.base.total], ['USD', '600.00', '4260.00'])
  await sound()
})
