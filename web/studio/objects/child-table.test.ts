// Is a child table made of a few words one that the kernel takes?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childTable, columnsOf } from './child-table.ts'

const parent = { name: 'rental', label: { zh: '租赁合同', en: 'Rental' } }
const label = { zh: '验机', en: 'Inspections' }

test('the columns of a child table are what stands between the commas, and their kinds what they are called', () => {
  const heads = columnsOf('Item, Date；Quantity、扣款金额, Item')
  assert.deepEqual(heads, ['Item', 'Date', 'Quantity', '扣款金额'])
  const { name, def } = childTable(parent, label, heads, { inspections: true })
  const fields = def['fields'] as Record<string, { kind: string; required?: boolean }>
  assert.equal(name, 'inspections_2')
  assert.deepEqual(
    Object.values(fields).map((one) => one.kind),
    ['ref', 'text', 'date', 'decimal', 'money'],
  )
  assert.deepEqual(
    [def['parent'], def['title'], fields['rental']?.required],
    ['rental', 'item', true],
  )
})

test('a child table without columns has one that names its rows', () => {
  const { def } = childTable(parent, label, [], {})
  assert.equal((def['list'] as string[]).length, 1)
})
