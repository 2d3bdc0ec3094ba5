// How is a wrong invoice corrected, and is each way offered only where something can come of it?
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { type Company, company, type Person } from './spine-company.ts'

let it: Company
let fay: Person
let account: Row
let invoice: Row

before(async () => {
  it = await company('2026-03-02')
  fay = await it.hire('fay', { roles: ['finance'], email: 'fay@example.com' })
  account = await it.system.create('account', { name: '东方重工' })
})
after(() => it.close())

beforeEach(async () => {
  invoice = await fay.create('invoice', {
    account: account.id,
    lines: [
      { description: '机床', quantity: '2', unit_price: '100', tax_rate: '0.13' },
      { description: '培训', quantity: '1', unit_price: '50', tax_rate: '0.06' },
    ],
  })
})

const ways = async (id: string): Promise<string[]> => {
  const { actions } = await fay.page('invoice', id)
  return ['void', 'credit'].filter((name) => actions.some((one) => one.name === name && one.open))
}
const issue = () => fay.act('invoice', invoice.id, 'issue')

test('nothing that issuing does by itself is told as missing on the draft', async () => {
  const { moves } = await fay.page('invoice', invoice.id)
  const issuing = moves.find((one) => one.via === 'issue')
  assert.deepEqual(
    issuing?.checklist.map((line) => line.ok),
    [true, true],
  )
})

test('a draft can be voided, an issued one be voided or credited', async () => {
  assert.deepEqual(await ways(invoice.id), ['void'])
  await issue()
  assert.deepEqual(await ways(invoice.id), ['void', 'credit'])
})

test('what came of it is not voided; what is left of it can be credited', async () => {
  await issue()
  await fay.act('invoice', invoice.id, 'receive', { amount: '13' })
  assert.deepEqual(await ways(invoice.id), ['credit'])
  await fay.act('invoice', invoice.id, 'receive')
  assert.deepEqual(await ways(invoice.id), ['credit'])
})

test('one line credited leaves the others to be credited; the whole of it leaves nothing', async () => {
  await issue()
  const [machine] = (await fay.get('invoice', invoice.id)).lines as Row[]
  const done = await fay.act('invoice', invoice.id, 'credit', { lines: [{ line: machine!.id }] })
  const note = await fay.get('invoice', done.credit_note as string)
  assert.deepEqual([note.gross, note.stage], ['-226.00', 'paid'])
  assert.deepEqual(await ways(invoice.id), ['credit'])
  assert.deepEqual(await ways(note.id), [], 'a credit note is final')
  await fay.act('invoice', invoice.id, 'credit')
  assert.deepEqual(await ways(invoice.id), [])
})
