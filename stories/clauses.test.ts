// Is a clause that is worded otherwise than our standard seen, and asked about before it binds us?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let boss: Person
let ann: Person
let account: Row
let warranty: Row

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  account = await ann.create('account', { name: '条款机械' })
  warranty = await boss.create('clause', {
    name: '质量保证',
    sequence: 1,
    text: '质保十二个月。',
    fallback: '质保十八个月。',
  })
  await boss.create('clause', { name: '争议解决', sequence: 2, text: '卖方所在地法院。' })
  await boss.create('clause', { name: '响应时间', contract_kind: 'maintenance', text: '四小时。' })
})
after(() => firm.close())

const drafted = (values: Values = {}): Promise<Row> =>
  ann.create('contract', {
    name: '设备合同',
    account: account.id,
    lines: [{ description: '冲床', quantity: '1', unit_price: '1000', tax_rate: '0.13' }],
    ...values,
  })
const clauses = async (contract: Row): Promise<Row[]> =>
  (await ann.get('contract', contract.id)).clauses as Row[]
const worded = async (contract: Row, text: string): Promise<void> => {
  const rows = await clauses(contract)
  await ann.change('contract', contract.id, {
    clauses: rows.map(({ id, clause }) => (clause === warranty.id ? { id, text } : { id })),
  })
}

test('a draft gets the clauses of its kind in their order, as they stand in the library', async () => {
  const contract = await drafted()
  await ann.act('contract', contract.id, 'add_clauses')
  assert.deepEqual(
    (await clauses(contract)).map((one) => [one.name, one.text, one.deviates]),
    [
      ['质量保证', '质保十二个月。', false],
      ['争议解决', '卖方所在地法院。', false],
    ],
  )
  const again = ann.act('contract', contract.id, 'add_clauses')
  assert.equal((await refused(again)).code, 'no-clauses')
  assert.equal((await ann.act('contract', contract.id, 'sign')).stage, 'signed')
})

test('what is accepted instead is no deviation; other words are, and the general manager is asked', async () => {
  const contract = await drafted()
  await ann.act('contract', contract.id, 'add_clauses')
  await worded(contract, ' 质保十八个月。\n')
  assert.equal((await ann.get('contract', contract.id)).own_terms, false)
  await worded(contract, '质保三十六个月。')
  const [first] = await clauses(contract)
  assert.deepEqual([first!.deviates, first!.standard], [true, '质保十二个月。'])
  assert.equal((await ann.act('contract', contract.id, 'sign')).stage, 'in_approval')
  await boss.act('contract', contract.id, 'approve', {})
  // Signed it stands: the library may change, what was agreed does not.
  await boss.change('clause', warranty.id, { text: '质保三十六个月。' })
  assert.equal((await clauses(contract))[0]!.deviates, true)
  await assert.rejects(worded(contract, '质保一个月。'))
  await boss.change('clause', warranty.id, { text: '质保十二个月。' })
})

test('a clause of its own deviates as well', async () => {
  const contract = await drafted({ clauses: [{ name: '独家', text: '三年内独家供应。' }] })
  assert.equal((await clauses(contract))[0]!.deviates, true)
  assert.equal((await ann.act('contract', contract.id, 'sign')).stage, 'in_approval')
})
