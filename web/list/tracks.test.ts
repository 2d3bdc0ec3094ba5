// Do the columns of words have the room, and does nothing slide before it must?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Meta } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Column } from './columns.ts'
import { tracksOf } from './tracks.ts'

const meta = {
  objects: {
    account: { title: 'name' },
    deal: { lifecycle: { stages: { proposal: { label: { zh: '方案报价', en: 'Proposal' } } } } },
  },
  company: { currency: 'CNY', zone: 'Asia/Shanghai' },
} as unknown as Meta
const column = (path: string, kind: FieldDef['kind'], width: number, label = path): Column =>
  ({
    path,
    label,
    width,
    right: false,
    object: { name: 'deal' },
    field: kind === 'ref' ? { kind, object: 'account' } : { kind },
  }) as unknown as Column
const rows = (...values: Record<string, string>[]) =>
  values.map((value, at) => ({ id: String(at), version: 1, ...value }))

test('a column of short words is narrow, one of long words has what is left', () => {
  const columns = [column('name', 'text', 200), column('company', 'text', 160)]
  const company = '苏州兴澄医疗器械六厂（示例）'
  const { template, least } = tracksOf(meta, columns, rows({ name: '王工', company }), {})
  assert.equal(template, '28px minmax(64px, 64fr) minmax(160px, 202fr)')
  assert.equal(least, 28 + 64 + 160)
})

test('of a reference its title counts, not its id', () => {
  const id = '01a216f3-d145-7d58-83cc-ce89d7dd9c6a'
  const { template } = tracksOf(
    meta,
    [column('account', 'ref', 160)],
    rows({ account: id, 'account.name': '华新机械' }),
    {},
  )
  assert.equal(template, '28px minmax(82px, 82fr)')
})

test('no words are so long that they push the others away', () => {
  const { template } = tracksOf(meta, [column('n', 'text', 160)], rows({ n: '长'.repeat(90) }), {})
  assert.equal(template, '28px minmax(160px, 340fr)')
})

test('one name that is far longer than the others does not take their room', () => {
  const many = rows(...Array.from({ length: 20 }, () => ({ n: '王工' })), { n: '长'.repeat(90) })
  const { template } = tracksOf(meta, [column('n', 'text', 160)], many, {})
  assert.equal(template, '28px minmax(64px, 64fr)')
})

test('figures, stages and days have just their room, so that words are not cut beside them', () => {
  const columns = [
    column('name', 'text', 200),
    column('paid', 'money', 128),
    column('stage', 'stage', 124),
    column('on', 'date', 96),
  ]
  const row = { name: '某某项目'.repeat(6), paid: '1234.50', stage: 'proposal', on: '2020-01-31' }
  const { least } = tracksOf(meta, columns, rows(row), {})
  assert.ok(least < 28 + 200 + 100 + 124 + 96, String(least))
})

test('before the rows are there, each column is as wide as usual; what a person made stays', () => {
  const columns = [column('amount', 'money', 128), column('name', 'text', 200)]
  const { template, least } = tracksOf(meta, columns, [], { name: 300 })
  assert.equal(template, '28px minmax(128px, 77fr) 300px')
  assert.equal(least, 28 + 128 + 300)
  const own = tracksOf(meta, columns, [], { name: 300, amount: 90 })
  assert.equal(own.template, '28px 90px 300px 1fr')
})

test('no figure is cut, however long and however far down', () => {
  const amount = '9876543210123.45'
  const many = rows(...Array.from({ length: 90 }, () => ({ amount: '1.00' })), { amount })
  const { least } = tracksOf(meta, [column('amount', 'money', 128)], many, {})
  assert.ok(least - 28 >= '9,876,543,210,123.45'.length * 7, String(least))
})
