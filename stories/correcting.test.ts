// How is a wrong invoice corrected, and is each way offered only where something can come of it?
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { FieldDef } from '#kernel/field.ts'
import type { Row } from '#kernel/object.ts'
import { book } from '#ltc/index.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

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
  assert.deepEqual([note.gross, note.stage], ['-226.00', 'credited'])
  assert.deepEqual(await ways(invoice.id), ['credit'])
  assert.deepEqual(await ways(note.id), [], 'a credit note is final')
  await fay.act('invoice', invoice.id, 'credit')
  assert.deepEqual(await ways(invoice.id), [])
})

test('what is credited and never paid says so: a part, then the whole of it', async () => {
  await issue()
  const shown = async () => {
    const { stage, paid, credited, balance } = await fay.get('invoice', invoice.id)
    return [stage, paid, credited, balance]
  }
  const [machine] = (await fay.get('invoice', invoice.id)).lines as Row[]
  await fay.act('invoice', invoice.id, 'credit', { lines: [{ line: machine!.id }] })
  assert.deepEqual(await shown(), ['partly_credited', '0.00', '226.00', '53.00'])
  const { payment } = await fay.act('invoice', invoice.id, 'receive', { amount: '3' })
  assert.deepEqual(await shown(), ['partly_paid', '3.00', '226.00', '50.00'])
  await fay.act('payment', String(payment), 'unallocate')
  assert.deepEqual(await shown(), ['partly_credited', '0.00', '226.00', '53.00'])
  await fay.act('invoice', invoice.id, 'credit')
  assert.deepEqual(await shown(), ['credited', '0.00', '279.00', '0.00'])
  assert.equal(
    (await refused(fay.act('invoice', invoice.id, 'credit'))).code,
    'nothing-to-credit',
    'there is no more of it',
  )
})

test('what is paid for the part that was not credited is paid', async () => {
  await issue()
  const [machine] = (await fay.get('invoice', invoice.id)).lines as Row[]
  await fay.act('invoice', invoice.id, 'credit', { lines: [{ line: machine!.id }] })
  await fay.act('invoice', invoice.id, 'receive')
  const { stage, paid, credited } = await fay.get('invoice', invoice.id)
  assert.deepEqual([stage, paid, credited], ['paid', '53.00', '226.00'])
  // All of it credited gives the money back, and then nothing of it was paid.
  await fay.act('invoice', invoice.id, 'credit')
  assert.equal((await fay.get('invoice', invoice.id)).stage, 'credited')
})

test('whoever has a role of the company’s own that acts as finance issues and voids like finance', async () => {
  const finance = book.objects.invoice!.allow.filter((line) => line.role === 'finance')
  const cashier = { label: { zh: '出纳', en: 'Cashier' } }
  const clerk = { label: { zh: '文员', en: 'Clerk' } }
  const { invoice, person } = book.objects
  const given = person!.fields.roles as Extract<FieldDef, { kind: 'multi_choice' }>
  const own = await company('2026-03-02', {
    ...book,
    roles: { ...book.roles, cashier: { ...cashier, acts_as: 'finance' }, clerk },
    objects: {
      ...book.objects,
      person: {
        ...person!,
        fields: {
          ...person!.fields,
          roles: { ...given, choices: { ...given.choices, cashier, clerk } },
        },
      },
      invoice: {
        ...invoice!,
        allow: [
          ...invoice!.allow,
          ...['cashier', 'clerk'].flatMap((role) => finance.map((line) => ({ ...line, role }))),
        ],
      },
    },
  })
  try {
    const customer = await own.system.create('account', { name: '西部机械' })
    const lines = [{ description: '维修', quantity: '1', unit_price: '100', tax_rate: '0.13' }]
    const draft = await own.system.create('invoice', { account: customer.id, lines })
    const cleo = await own.hire('cleo', { roles: ['clerk'], email: 'cleo@example.com' })
    assert.equal((await refused(cleo.act('invoice', draft.id, 'issue'))).code, 'not-allowed')
    const cas = await own.hire('cas', { roles: ['cashier'], email: 'cas@example.com' })
    assert.equal((await cas.act('invoice', draft.id, 'issue')).stage, 'issued')
    assert.equal((await cas.act('invoice', draft.id, 'void')).stage, 'void')
  } finally {
    await own.close()
  }
})
