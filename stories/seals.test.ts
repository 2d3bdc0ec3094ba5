// Is a paper sealed only when somebody agreed, as often as was agreed, with a scan of it and a keeper of the original?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { readCompany } from '#server/records/open-world.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let admin: Person
let boss: Person
let lead: Person
let ann: Person
let fay: Person
let account: Row

before(async () => {
  firm = await company('2026-03-02')
  admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  lead = await firm.hire('Lead', { email: 'lead@example.cn', roles: ['sales_manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  account = await ann.create('account', { name: '用印机械' })
})
after(() => firm.close())

const drafted = (values: Values = {}): Promise<Row> =>
  ann.create('contract', {
    name: '设备合同',
    account: account.id,
    lines: [{ description: '冲床', quantity: '1', unit_price: '1000', tax_rate: '0.13' }],
    ...values,
  })
const asked = async (contract: Row, input: Values = {}): Promise<string> =>
  String((await ann.act('contract', contract.id, 'create_seal_request', input)).seal_request)
const scanned = async (): Promise<{ id: string }[]> => {
  const [row] = await firm.base.db.query<{ id: string }>(
    sql`insert into file (id, name, type, size, sha256, by) values (gen_random_uuid(), '扫描.pdf', 'application/pdf', 3, 'x', ${fay.who.id}::uuid) returning id`,
  )
  return [{ id: row!.id }]
}
const stage = async (id: string): Promise<unknown> => (await boss.get('seal_request', id)).stage

test('a contract’s seal is asked for, approved and applied; scan, copies and keeper stand with it', async () => {
  const contract = await drafted()
  const id = await asked(contract, { copies: 4, purpose: '双方各执两份' })
  const draft = await ann.get('seal_request', id)
  assert.deepEqual(
    [draft.contract, draft.account, draft.seal],
    [contract.id, account.id, 'contract'],
  )
  assert.equal((await ann.act('seal_request', id, 'submit')).stage, 'in_approval')
  await lead.act('seal_request', id, 'approve')
  assert.equal(await stage(id), 'approved')
  // Who asked does not seal, and nothing is sealed without its scan, nor more often than was agreed.
  assert.equal((await refused(ann.act('seal_request', id, 'seal'))).code, 'not-allowed')
  assert.equal((await refused(fay.act('seal_request', id, 'seal'))).code, 'gate-not-met')
  const scan = await scanned()
  const more = fay.act('seal_request', id, 'seal', { scan, copies: 5 })
  assert.equal((await refused(more)).code, 'too-many-copies')
  await fay.act('seal_request', id, 'seal', { scan, keeper: ann.who.id, kept_at: '档案柜 A-3' })
  const sealed = await ann.get('seal_request', id)
  assert.deepEqual(
    [sealed.stage, sealed.sealed_on, sealed.sealed_by, sealed.sealed_copies, sealed.keeper],
    ['sealed', '2026-03-02', fay.who.id, 4, ann.who.id],
  )
  // The original may change hands; what was sealed stays as it was.
  await fay.change('seal_request', id, { keeper: fay.who.id, kept_at: '银行保险箱' })
  assert.equal((await refused(fay.change('seal_request', id, { copies: 9 }))).code, 'frozen')
})

test('the seals that bind most, and terms of their own, go to the general manager too', async () => {
  for (const [values, input] of [
    [{}, { seal: 'company' }],
    [{ deviates: true }, {}],
  ]) {
    const id = await asked(await drafted(values), input)
    await ann.act('seal_request', id, 'submit')
    await lead.act('seal_request', id, 'approve')
    assert.equal(await stage(id), 'in_approval')
    await boss.act('seal_request', id, 'approve')
    assert.equal(await stage(id), 'approved')
  }
})

test('a refused request says why, and one that is not needed any more is cancelled', async () => {
  const id = await asked(await drafted())
  await ann.act('seal_request', id, 'submit')
  await lead.act('seal_request', id, 'reject', { comment: '金额有误' })
  assert.deepEqual(
    [await stage(id), (await ann.get('seal_request', id)).reason],
    ['rejected', '金额有误'],
  )
  const other = await asked(await drafted())
  await ann.act('seal_request', other, 'cancel', { reason: '改电子签' })
  assert.equal(await stage(other), 'cancelled')
})

test('an amendment’s seal is of its contract, and of no other', async () => {
  const [one, two] = [await drafted(), await drafted()]
  await ann.act('contract', one.id, 'sign')
  const { amendment } = await ann.act('contract', one.id, 'amend', {
    name: '增补',
    lines: [{ description: '备件', quantity: '1', unit_price: '10' }],
  })
  const { seal_request } = await ann.act('amendment', String(amendment), 'create_seal_request')
  assert.equal((await ann.get('seal_request', String(seal_request))).contract, one.id)
  const wrong = ann.change('seal_request', String(seal_request), { contract: two.id })
  assert.deepEqual((await refused(wrong)).paths, ['contract'])
})

test('where the company wants it, a contract is signed only once it is sealed', async () => {
  const [own] = await admin.list('company')
  await admin.change('company', own!.id, { sign_needs_seal: true })
  await readCompany(firm.world)
  const contract = await drafted()
  assert.equal((await refused(ann.act('contract', contract.id, 'sign'))).code, 'not-sealed')
  const id = await asked(contract)
  await ann.act('seal_request', id, 'submit')
  await lead.act('seal_request', id, 'approve')
  await fay.act('seal_request', id, 'seal', { scan: await scanned() })
  assert.equal((await ann.act('contract', contract.id, 'sign')).stage, 'signed')
})
