// Does a table become the object that a person would have made of it?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TableShape } from '#kernel/api.ts'
import { firstWishes, objectOf, titleColumns } from './table-object.ts'

const shape: TableShape = {
  file: 'tickets.xlsx',
  rows: 3,
  columns: [
    { name: 'Subject', kind: 'text', sample: ['a'], filled: true },
    { name: 'Account', kind: 'text', sample: ['x'], filled: true },
    { name: 'Priority', kind: 'choice', choices: ['High', 'Low'], sample: ['High'], filled: true },
    { name: 'Owner', kind: 'text', sample: [], filled: false },
    { name: 'Subject ', kind: 'text', sample: [], filled: false },
  ],
}
const objects = { account: { label: { zh: '客户', en: 'Account' } } }

test('a column that is called like an object refers to it; names of fields never clash', () => {
  const wishes = firstWishes(shape, objects)
  assert.equal(wishes[1]!.kind, 'ref:account')
  assert.deepEqual(
    titleColumns(wishes).map((one) => one.column),
    ['Subject', 'Owner', 'Subject '],
  )
  const { def, mapping } = objectOf({ zh: '工单', en: 'Ticket' }, 'sales', wishes, 'Subject')
  assert.deepEqual(Object.keys(def.fields as object), [
    'subject',
    'account',
    'priority',
    'owner_2',
    'subject_2',
  ])
  assert.equal(def.title, 'subject')
  assert.deepEqual(mapping.columns, {
    Subject: 'subject',
    Account: 'account',
    Priority: 'priority',
    Owner: 'owner_2',
    'Subject ': 'subject_2',
  })
  assert.deepEqual(mapping.create_missing, ['account'])
})

test('a column that is left out is no field, and its cells go nowhere', () => {
  const wishes = firstWishes(shape, {}).map((one) => ({ ...one, used: one.column === 'Priority' }))
  const { def, mapping } = objectOf({ zh: '工单', en: 'Ticket' }, 'sales', wishes, 'gone')
  assert.deepEqual(def.fields, {
    priority: {
      label: { zh: 'Priority', en: 'Priority' },
      kind: 'choice',
      choices: {
        high: { label: { zh: 'High', en: 'High' } },
        low: { label: { zh: 'Low', en: 'Low' } },
      },
      custom: true,
    },
  })
  assert.equal(mapping.columns.Subject, null)
})
