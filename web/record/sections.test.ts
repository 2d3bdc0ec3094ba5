// Do fields stand in their places, and can only those be edited that may be?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { MetaObject, RecordPage } from '#kernel/api.ts'
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
    score: { kind: 'integer', label, section: 's' },
    lines: { kind: 'lines', object: 'l', by: 'x', label },
    owner: { kind: 'person', label },
    total: { kind: 'rollup', formula: '', label },
  },
  frozen: { stages: ['issued'], except: ['owner'] },
} as unknown as MetaObject
const page = (stage: string, change: boolean) =>
  ({ can: { change, remove: false }, stage: { name: stage } }) as unknown as RecordPage

test('key facts come first, then the rest, then each section; what the system has not filled yet is left out', () => {
  assert.deepEqual(sectionsOf(object, { total: null }), [
    { name: 'key', fields: ['amount'] },
    { name: 'rest', fields: ['note', 'owner'] },
    { name: 's', fields: ['score'] },
  ])
  assert.deepEqual(sectionsOf(object, { total: '5', won_at: '2026-01-01' })[1]!.fields, [
    'won_at',
    'note',
    'owner',
    'total',
  ])
})
test('a frozen record leaves only its exceptions open', () => {
  assert.equal(isEditable(object, page('draft', true), 'amount'), true)
  assert.equal(isEditable(object, page('issued', false), 'amount'), false)
  assert.equal(isEditable(object, page('issued', false), 'owner'), true)
  assert.equal(isEditable(object, page('draft', false), 'owner'), false)
  assert.equal(isEditable(object, page('draft', true), 'won_at'), false)
})
