// Do fields stand in their places, and can only those be edited that may be?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Values } from '#kernel/object.ts'
import { isEditable, sectionsOf } from './sections.ts'

const label = { zh: '', en: '' }
const object = {
  name: 'x',
  label,
  title: 'name',
  deeds: ['read', 'change'],
  actions: {},
  key_fields: ['amount', 'gone'],
  fields: {
    id: { kind: 'ref', object: 'x', label },
    name: { kind: 'text', label },
    amount: { kind: 'money', label },
    won_at: { kind: 'datetime', label, read_only: true },
    note: { kind: 'long_text', label },
    score: { kind: 'integer', label },
    lines: { kind: 'lines', object: 'l', by: 'x', label },
    owner: { kind: 'person', label },
    total: { kind: 'rollup', formula: '', label },
  },
  form: [{ label: { zh: '段', en: 'S' }, fields: ['score'] }],
  frozen: { stages: ['issued'], except: ['owner', 'note'], acts_only: ['note'] },
} as unknown as MetaObject
const page = (stage: string, change: boolean) =>
  ({ can: { change, remove: false }, stage: { name: stage } }) as unknown as RecordPage

test('key facts come first, then each section, then the rest; what the system has not filled yet is left out', () => {
  const names = (row: Values) => sectionsOf(object, row).map((one) => [one.name, one.fields])
  assert.deepEqual(names({ total: null }), [
    ['key', ['amount']],
    ['0', ['score']],
    ['rest', ['note', 'owner']],
  ])
  assert.deepEqual(names({ total: '5', won_at: '2026-01-01' })[2], [
    'rest',
    ['won_at', 'note', 'owner', 'total'],
  ])
})
test('a frozen record leaves only its exceptions open', () => {
  assert.equal(isEditable(object, page('draft', true), 'amount'), true)
  assert.equal(isEditable(object, page('issued', false), 'amount'), false)
  assert.equal(isEditable(object, page('issued', false), 'owner'), true)
  // What actions alone change then is not offered to be written, only to be refused.
  assert.equal(isEditable(object, page('draft', true), 'note'), true)
  assert.equal(isEditable(object, page('issued', false), 'note'), false)
  assert.equal(isEditable(object, page('draft', false), 'owner'), false)
  assert.equal(isEditable(object, page('draft', true), 'won_at'), false)
})
