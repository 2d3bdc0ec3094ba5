// Does a file that was exported come in again without a change, whatever it is a list of?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { systemWho } from '#server/world/world.ts'
import { type Company, company } from '../../stories/spine-company.ts'
import { exportTable } from './export-table.ts'
import { importTable } from './import-table.ts'
import { previewImport } from './preview-import.ts'

let it: Company
let other: Company
let folder: string
let account: Row

before(async () => {
  it = await company('2026-03-02')
  other = await company('2026-03-02')
  folder = await mkdtemp(join(tmpdir(), 'openltc-round-'))
  const { system } = it
  account = await system.create('account', { name: '往返客户' })
  for (const name of ['张三', '李四'])
    await system.create('contact', { name, account: account.id, phone: '13800138000' })
  const project = await system.create('project', { name: '往返项目', account: account.id })
  for (const name of ['发货', '验收'])
    await system.create('milestone', { project: project.id, name, due_on: '2026-04-01' })
  // Names that fit several records: each still is that of its own.
  const second = await system.create('project', { name: '往返项目', account: account.id })
  await system.create('milestone', { project: second.id, name: '验收', due_on: '2026-05-01' })
  for (const amount of ['1', '2']) {
    const opportunity = await system.create('opportunity', {
      name: '往返商机',
      account: account.id,
      amount,
    })
    await system.create('quote', {
      opportunity: opportunity.id,
      account: account.id,
      lines: [{ description: '泵', quantity: '1', unit_price: amount, tax_rate: '0.13' }],
    })
  }
  await system.create('exchange_rate', { currency: 'USD', on: '2026-03-01', rate: '7.1234' })
  await it.hire('Ann', { email: 'ann@sample.example', roles: ['sales', 'finance'] })
  await system.create('lead', { name: '往返线索', company: '往返客户', amount: '12.30' })
  const product = await system.create('product', {
    name: '泵',
    list_price: '99.99',
    tax_rate: '0.13',
  })
  // Files write instants in seconds.
  const due_at = '2026-03-03T01:00:08.679Z'
  await system.create('activity', { subject: '回访', kind: 'call', account: account.id, due_at })
  await system.create('lead_form', {
    name: '官网',
    address: 'site',
    title_zh: '留下联系方式',
    open_from: due_at,
    questions: [{ field: 'name', required: true }, { field: 'phone' }],
  })
  const price_list = await system.create('price_list', { name: '标准价', audience: 'everyone' })
  await system.create('price_line', {
    price_list: price_list.id,
    product: product.id,
    price: '88.50',
  })
  const contract = await system.create('contract', { name: '往返合同', account: account.id })
  await system.create('obligation', { contract: contract.id, name: '培训', due_on: '2026-05-01' })
  await system.create('clause', { name: '保密', text: '双方保密\n三年' })
})
after(async () => {
  await it?.close()
  await other?.close()
  await rm(folder, { recursive: true, force: true })
})

const exported = async (object: string, kind: 'csv' | 'xlsx' = 'csv'): Promise<string> => {
  const path = join(folder, `${object}.${kind}`)
  await exportTable(it.world, systemWho, { from: object }, kind, path, 'zh')
  return path
}

async function imported(into: Company, object: string, path: string) {
  const { mapping } = await previewImport(into.world, systemWho, object, { path }, path, null)
  const { rows, created, changed, unchanged, refused } = await importTable(
    into.world,
    systemWho,
    object,
    { path },
    mapping,
  )
  return { key: mapping.key, rows, created, changed, unchanged, refused }
}

for (const kind of ['csv', 'xlsx'] as const)
  for (const object of [
    'account',
    'contact',
    'project',
    'milestone',
    'opportunity',
    'quote',
    'quote_line',
    'exchange_rate',
    'person',
    'lead',
    'product',
    'activity',
    'lead_form',
    'price_list',
    'price_line',
    'obligation',
    'clause',
  ])
    test(`${object}: what went out as ${kind} finds its records again and changes none`, async () => {
      const path = await exported(object, kind)
      const { rows, ...others } = await imported(it, object, path)
      assert.ok(rows > 0)
      assert.deepEqual(others, { key: 'id', created: 0, changed: 0, unchanged: rows, refused: 0 })
    })

test('in another company the ids are external ids: the records are made once', async () => {
  await other.system.create('account', { name: '往返客户' })
  const path = await exported('contact')
  const first = await imported(other, 'contact', path)
  assert.deepEqual([first.key, first.created, first.refused], ['external_id', 2, 0])
  const again = await imported(other, 'contact', path)
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 2])
  const [one] = await it.system.list('contact', 'name = "张三"')
  const [same] = await other.system.list('contact', 'name = "张三"')
  assert.equal(same!.external_id, one!.id)
})

test('a row whose id is not there is refused, not made once more by each import', async () => {
  const text = 'ID,名称,客户\n01890000-0000-7000-8000-000000000001,王五,往返客户\n'
  const summary = await importTable(
    it.world,
    systemWho,
    'contact',
    { bytes: new TextEncoder().encode(text) },
    { key: 'id', columns: { ID: 'id', 名称: 'name', 客户: 'account' } },
  )
  assert.deepEqual([summary.created, summary.refused], [0, 1])
})
