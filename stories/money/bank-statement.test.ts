// Is a line of a bank statement one payment, whoever enters it and however often the statement comes?

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { readTable } from '#server/files/read-table.ts'
import { writeBook } from '#server/files/write-table.ts'
import { importTable } from '#server/import/import-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { rememberMapping } from '#server/import/remembered.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let fay: Person
let folder: string

before(async () => {
  firm = await company('2026-03-02')
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  for (const name of ['东江机床有限公司', '南湖泵业有限公司'])
    await firm.system.create('account', { name })
  folder = await mkdtemp(join(tmpdir(), 'openltc-bank-'))
})
after(async () => {
  await firm.close()
  await rm(folder, { recursive: true, force: true })
})

const head = '交易时间,本方账号,交易流水号,借方金额,贷方金额,余额,对方户名,对方账号,摘要'
const statement = [
  head,
  '2026-02-27 09:12:33,6222 0200 1111,T0227001,0.00,"12,000.50","112,000.50",东江机床有限公司,6217,货款',
  '2026-02-27 10:00:01,6222 0200 1111,T0227002,300.00,0.00,"111,700.50",某物业公司,6218,房租',
  '2026-02-28 16:40:00,6222 0200 1111,T0228001,,88.80,"111,789.30",南湖泵业有限公司,6219,尾款',
  '2026-02-28 17:00:00,6222 0200 1111,T0228002,,50.00,"111,839.30",不认识的公司,6220,货款',
  '合计,,,300.00,"12,139.30",,,,',
].join('\n')

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) })

async function bring(source: { bytes: Uint8Array }, file = '对账单.csv') {
  const { mapping } = await previewImport(firm.world, fay.who, 'payment', source, file, null)
  const errorsTo = join(folder, `${Math.random()}.csv`)
  const summary = await importTable(firm.world, fay.who, 'payment', source, mapping, { errorsTo })
  const reasons: string[] = []
  if (summary.errors_file)
    for await (const row of (await readTable({ path: errorsTo })).rows)
      reasons.push(String(row.cells.at(-1)))
  const { created, changed, unchanged, refused: no } = summary
  return { mapping, counts: [created, changed, unchanged, no], reasons }
}

test('the columns of a Chinese bank statement are known, and what went out is passed over', async () => {
  const { mapping, counts, reasons } = await bring(bytes(statement))
  assert.deepEqual(mapping, {
    key: 'transaction_no',
    rows: 'new',
    columns: {
      交易时间: 'received_on',
      本方账号: 'bank_account',
      交易流水号: 'transaction_no',
      借方金额: null,
      贷方金额: 'amount',
      余额: null,
      对方户名: 'account',
      对方账号: null,
      摘要: 'reference',
    },
    only: { 交易流水号: [], 贷方金额: [] },
  })
  assert.deepEqual(counts, [2, 0, 2, 1])
  assert.match(reasons.join(), /对方户名/)
  const made = await fay.list('payment')
  assert.deepEqual(
    made.map((one) => [one.received_on, one.amount, one.transaction_no, one.bank_account]),
    [
      ['2026-02-27', '12000.50', 'T0227001', '622202001111'],
      ['2026-02-28', '88.80', 'T0228001', '622202001111'],
    ],
  )
})

test('the same statement again changes nothing, as CSV, as a workbook, and by the mapping that was kept', async () => {
  await bring(bytes(statement))
  const again = (await bring(bytes(statement))).counts
  assert.deepEqual(again, [0, 0, 4, 1])
  const rows = statement
    .split('\n')
    .map((line) => line.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.slice(0, 9))
  const cells = rows.map((row) => row.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')))
  const book = await writeBook(
    [
      {
        name: '对账单',
        columns: cells[0]!.map((header) => ({ header, kind: 'text' as const })),
        rows: cells.slice(1),
      },
    ],
    'Asia/Shanghai',
  )
  assert.deepEqual((await bring({ bytes: book }, '对账单.xlsx')).counts, [0, 0, 4, 1])
  const kept = { ...(await bring(bytes(statement))).mapping, empty: ['无'] }
  await rememberMapping(firm.world.db, 'payment', head.split(','), kept as never)
  const later = await bring(bytes(statement))
  assert.deepEqual(later.mapping, kept)
  assert.deepEqual(later.counts, [0, 0, 4, 1])
  assert.equal((await fay.list('payment')).length, 2)
})

test('the same number of another account is another payment', async () => {
  const other = statement
    .replaceAll('6222 0200 1111', '6222 0200 2222')
    .replaceAll('不认识的公司', '南湖泵业有限公司')
  assert.deepEqual((await bring(bytes(other))).counts, [3, 0, 2, 0])
  assert.deepEqual((await bring(bytes(other))).counts, [0, 0, 5, 0])
})

test('who enters a line by hand that is there already is told which payment it is', async () => {
  const [known] = await fay.list(
    'payment',
    'transaction_no = "T0227001" and bank_account = "622202001111"',
  )
  const line = { account: known!.account, amount: '1', transaction_no: 'T0227001' }
  const again = fay.create('payment', { ...line, bank_account: '6222 0200 1111' })
  await assert.rejects(again, (error: Error & { code: string }) => {
    assert.equal(error.code, 'bank-line-known')
    assert.match(
      error.message,
      new RegExp(`${String(known!.number)} already \\(2026-02-27, 12000.50\\)`),
    )
    return true
  })
  // Without an account it is a line of its own, once.
  const bare = await fay.create('payment', line)
  assert.equal((await refused(fay.create('payment', line))).code, 'bank-line-known')
  assert.equal(
    (await refused(fay.change('payment', bare.id, { bank_account: '622202001111' }))).code,
    'bank-line-known',
  )
  // Money that came without a number is not held to be the same.
  const { transaction_no: _, ...cash } = line
  await fay.create('payment', cash)
  await fay.create('payment', cash)
})

test('a payment made void gives its line back, and the statement then knows the new one', async () => {
  const [wrong] = await fay.list(
    'payment',
    'transaction_no = "T0228001" and bank_account = "622202001111"',
  )
  await fay.act('payment', wrong!.id, 'void', { reason: '客户认错' })
  const right = await fay.create('payment', {
    account: wrong!.account,
    amount: '88.80',
    transaction_no: 'T0228001',
    bank_account: '622202001111',
  })
  assert.equal(right.stage, 'received')
  assert.deepEqual((await bring(bytes(statement))).counts, [0, 0, 4, 1])
  // A line that is no money of a customer stays void.
  await fay.act('payment', right.id, 'void', { reason: '利息' })
  assert.deepEqual((await bring(bytes(statement))).counts, [0, 0, 4, 1])
})

test('of many who enter one line at the same moment one does, and no statement of SQL makes it two', async () => {
  const line = {
    account: (await fay.list('account'))[0]!.id,
    amount: '5',
    transaction_no: 'RACE-1',
  }
  const ends = await Promise.allSettled(
    Array.from({ length: 8 }, () => fay.create('payment', line)),
  )
  assert.equal(ends.filter((one) => one.status === 'fulfilled').length, 1)
  for (const one of ends)
    if (one.status === 'rejected') assert.equal((one.reason as { status: number }).status, 409)
  await assert.rejects(
    firm.world.db
      .query(sql`insert into payment (id, account, amount, currency, stage, stage_since, transaction_no, created_at, updated_at, version)
    select gen_random_uuid(), account, 1, 'CNY', 'received', now(), 'RACE-1', now(), now(), 1 from payment where transaction_no = 'RACE-1'`),
  )
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})
