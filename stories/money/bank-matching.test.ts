// Does a line of the bank statement become money in the books once, at the right customer, and back again where it was wrong?

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import type { BankDesk, BankDeskLine } from '#kernel/api/desks.ts'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { bankDesk } from '#server/desks/bank-desk.ts'
import { importTable } from '#server/import/import-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { circumstances } from '#server/world/world.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let ann: Person
let bob: Person
let account: string
let name: string
let count = 0

before(async () => {
  firm = await company('2026-03-02')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  bob = await firm.hire('Bob', { email: 'bob@example.cn', roles: ['sales'] })
})
after(() => firm.close())
beforeEach(async () => {
  firm.at('2026-03-02')
  for (const line of await fay.list('bank_line', 'stage in ("open", "claimed")'))
    await fay.act('bank_line', line.id, 'set_aside', { reason: 'an earlier story' })
  name = `示例客户（${++count}）有限公司`
  account = (await firm.system.create('account', { name, owner: ann.who.id })).id
})

const issued = async (gross: string, more: Values = {}): Promise<Row> => {
  const { id } = await fay.create('invoice', {
    account,
    lines: [{ description: 'x', quantity: '1', unit_price: gross, tax_rate: '0' }],
    ...more,
  })
  await fay.act('invoice', id, 'issue', { issued_on: '2026-03-02' })
  return fay.get('invoice', id)
}
const line = (values: Values): Promise<Row> =>
  fay.create('bank_line', {
    booked_on: '2026-03-03',
    amount: '100',
    payer: name,
    transaction_no: `T${++count}`,
    bank_account: '6222',
    ...values,
  })
const deskOf = ({ who }: Person): Promise<BankDesk> =>
  bankDesk({
    world: firm.world,
    app: firm.world.app,
    tx: firm.world.db,
    who,
    at: circumstances(firm.world, who),
    cause: { kind: 'person' },
    action: null,
  })
const told = async (who: Person, of: Row): Promise<BankDeskLine> => {
  const found = (await deskOf(who)).lines.find((one) => one.id === of.id)
  assert.ok(found, 'the line waits')
  return found
}
/** Accepts what is suggested, as the page does. */
async function accept(of: Row): Promise<Values> {
  const { suggestion } = await told(fay, of)
  return fay.act('bank_line', of.id, 'book', {
    account: suggestion.account!.id,
    allocations: suggestion.invoices.map(({ id, amount }) => ({ invoice: id, amount })),
  })
}
async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}
const en = (words: readonly { en: string }[]): string => words.map((one) => one.en).join('; ')

test('a line is suggested with its reason, accepted, and is one payment that settles the invoice', async () => {
  const invoice = await issued('100')
  const it = await line({ payer: name.replaceAll('（', '(').replaceAll('）', ')') })
  const { suggestion } = await told(fay, it)
  assert.deepEqual(suggestion.account, { id: account, name })
  assert.deepEqual(suggestion.invoices, [
    { id: invoice.id, number: invoice.number, amount: '100.00' },
  ])
  assert.equal(en(suggestion.why), 'the payer is the customer by name; the amount is what is open')
  const made = await accept(it)
  assert.equal((await fay.get('invoice', invoice.id)).stage, 'paid')
  const payment = await fay.get('payment', String(made.payment))
  assert.deepEqual(
    [payment.amount, payment.received_on, payment.transaction_no, payment.unallocated],
    ['100.00', '2026-03-03', it.transaction_no, '0.00'],
  )
  const booked = await fay.get('bank_line', it.id)
  assert.deepEqual([booked.stage, booked.payment, booked.account], ['booked', payment.id, account])
  assert.equal(
    (await refused(accept(it).catch(() => fay.act('bank_line', it.id, 'book', { account })))).code,
    'action-not-open',
  )
  await sound()
})

test('a line is split over several invoices and the rest stays the customer’s', async () => {
  const [one, two] = [await issued('30'), await issued('50')]
  const it = await line({ remark: `${one.number} ${two.number}` })
  assert.equal((await told(fay, it)).suggestion.rest, '20.00')
  const made = await fay.act('bank_line', it.id, 'book', {
    account,
    allocations: [
      { invoice: one.id, amount: '30' },
      { invoice: two.id, amount: '45.50' },
    ],
  })
  assert.equal(made.unallocated, '24.50')
  assert.equal((await fay.get('invoice', two.id)).balance, '4.50')
  const all = await line({ amount: '7' })
  const kept = await fay.act('bank_line', all.id, 'book', { account })
  assert.equal(kept.unallocated, '7.00', 'with no invoice named it is wholly credit')
  await sound()
})

test('what is wrong in one part leaves the line waiting, with nothing of it in the books', async () => {
  const invoice = await issued('30')
  const it = await line({})
  const wrong = fay.act('bank_line', it.id, 'book', {
    account,
    allocations: [{ invoice: invoice.id, amount: '31' }],
  })
  assert.equal((await refused(wrong)).code, 'more-than-balance')
  assert.equal((await fay.get('bank_line', it.id)).stage, 'open')
  assert.deepEqual(await fay.list('payment', `transaction_no = "${String(it.transaction_no)}"`), [])
})

test('a line that was booked wrongly is taken back: both sides are as before, and the line waits again', async () => {
  const invoice = await issued('100')
  const it = await line({})
  const made = await accept(it)
  const void_ = (more: Values) =>
    fay.act('payment', String(made.payment), 'void', { reason: '认错客户', ...more })
  assert.equal((await refused(void_({}))).code, 'payment-in-use')
  await void_({ take_back: true })
  assert.deepEqual(
    [(await fay.get('invoice', invoice.id)).balance, (await fay.get('bank_line', it.id)).stage],
    ['100.00', 'open'],
  )
  const after = await fay.get('bank_line', it.id)
  assert.deepEqual([after.account, after.payment], [null, null])
  const again = await accept(it)
  assert.notEqual(again.payment, made.payment)
  await sound()
})

test('sales people claim a line for a customer of their own; finance books what they claimed', async () => {
  const invoice = await issued('100')
  const it = await line({ payer: '某个人' })
  assert.equal((await told(ann, it)).suggestion.account?.id, account, 'by its amount alone')
  const note = '微信确认，代付'
  assert.equal(
    (await refused(bob.act('bank_line', it.id, 'claim', { account }))).code,
    'not-your-account',
  )
  assert.equal(
    (await refused(ann.act('bank_line', it.id, 'book', { account }))).code,
    'not-allowed',
  )
  await ann.act('bank_line', it.id, 'claim', { account, note })
  const seen = await told(fay, it)
  assert.deepEqual(seen.claimed, { account, by: 'Ann', note })
  assert.match(en(seen.suggestion.why), /^a colleague claimed it; /)
  assert.ok(!(await deskOf(bob)).lines.some((one) => one.id === it.id), 'it is Ann’s matter now')
  assert.equal((await refused(bob.act('bank_line', it.id, 'unclaim'))).code, 'not-found')
  await ann.act('bank_line', it.id, 'unclaim')
  await ann.act('bank_line', it.id, 'claim', { account })
  await accept(it)
  assert.equal((await fay.get('invoice', invoice.id)).stage, 'paid')
  const later = await line({ payer: '某个人', amount: '3' })
  const known = (await told(fay, later)).suggestion
  assert.deepEqual([known.account?.id, en(known.why)], [account, 'this payer paid for them before'])
})

test('what a person may not read is not suggested to them', async () => {
  const invoice = await issued('77')
  const it = await line({ remark: String(invoice.number), amount: '77' })
  assert.equal((await told(fay, it)).suggestion.account?.id, account)
  const others = (await told(bob, it)).suggestion
  assert.deepEqual([others.account, others.invoices, others.why], [null, [], []])
  assert.ok(!JSON.stringify(others).includes(String(invoice.number)))
})

test('a line is one payment, whichever comes first: the statement or the payment', async () => {
  const waits = await line({})
  const by = { account, amount: '100', transaction_no: waits.transaction_no, bank_account: '6222' }
  assert.equal((await refused(fay.create('payment', by))).code, 'bank-line-waits')
  const { id } = await fay.create('payment', { ...by, transaction_no: `T${++count}` })
  const { transaction_no } = await fay.get('payment', id)
  assert.equal((await refused(line({ transaction_no, amount: '99' }))).code, 'bank-line-differs')
  const late = await line({ transaction_no })
  assert.deepEqual([late.stage, late.payment, late.account], ['booked', id, account])
  assert.equal(
    (await refused(fay.change('payment', id, { transaction_no: 'other' }))).code,
    'bank-line-stands',
  )
  await fay.act('payment', id, 'void', { reason: 'wrong' })
  assert.equal((await fay.get('bank_line', late.id)).stage, 'open')
  await sound()
})

test('eight cashiers who book the same line at once make one payment', async () => {
  await issued('100')
  const it = await line({})
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => accept(it)))
  assert.equal(all.filter((one) => one.status === 'fulfilled').length, 1)
  const made = await fay.list('payment', `transaction_no = "${String(it.transaction_no)}"`)
  assert.equal(made.length, 1)
  await sound()
})

test('a statement is imported as lines that wait, and a second time changes nothing', async () => {
  const statement = [
    '交易时间,本方账号,交易流水号,借方金额,贷方金额,余额,对方户名,对方账号,摘要',
    `2026-02-27 09:12:33,6222 0200 1111,S${count}1,0.00,"12,000.50","112,000.50",${name},6217 01,货款`,
    `2026-02-27 10:00:01,6222 0200 1111,S${count}2,300.00,0.00,"111,700.50",某物业公司,6218,房租`,
    `2026-02-28 16:40:00,6222 0200 1111,S${count}3,,88.80,"111,789.30",不认识的公司,6219,尾款`,
  ].join('\n')
  const source = { bytes: new TextEncoder().encode(statement) }
  const bring = async () => {
    const { mapping } = await previewImport(
      firm.world,
      fay.who,
      'bank_line',
      source,
      '对账单.csv',
      null,
    )
    const {
      created,
      unchanged,
      refused: no,
    } = await importTable(firm.world, fay.who, 'bank_line', source, mapping)
    return [created, unchanged, no]
  }
  assert.deepEqual(await bring(), [2, 1, 0])
  assert.deepEqual(await bring(), [0, 3, 0])
  const { lines, waiting } = await deskOf(fay)
  assert.deepEqual(
    lines.map((one) => [one.booked_on, one.amount, one.payer_account, one.suggestion.account?.id]),
    [
      ['2026-02-27', '12000.50', '621701', account],
      ['2026-02-28', '88.80', '6219', undefined],
    ],
  )
  assert.deepEqual(waiting, [{ currency: 'CNY', count: 2, amount: '12089.30' }])
})

test('what the bank said stays, even behind the application’s back', async () => {
  const it = await line({})
  for (const values of [sql`amount = 1`, sql`payer = 'x'`, sql`transaction_no = 'x'`])
    await assert.rejects(
      firm.base.db.query(sql`update bank_line set ${values} where id = ${it.id}::uuid`),
    )
  await assert.rejects(
    firm.base.db.query(sql`update bank_line set stage = 'booked' where id = ${it.id}::uuid`),
  )
})
