// With which values does a form begin, of the company that it is in?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Meta } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import { firstValues } from './form-fields.ts'

const label = { zh: '甲', en: 'A' }
const fields: [string, FieldDef][] = [
  ['unit', { kind: 'text', label, default: 'IN_LANGUAGE("台", "pcs")' }],
  ['rate', { kind: 'decimal', label, default: 'IF(BASE_CURRENCY() = "CNY", 0.13, 0)' }],
  ['days', { kind: 'integer', label, default: 'IF(TODAY() > created_at, 1, 2)' }],
]
const begins = (currency: string, language: string) =>
  firstValues(
    { company: { currency, language }, who: { id: 'me' } } as unknown as Meta,
    fields,
    '2026-03-02',
  )

test('a form begins by the company’s language and currency; what is calculated is left to the server', () => {
  assert.deepEqual(begins('CNY', 'zh'), { unit: '台', rate: '0.13' })
  assert.deepEqual(begins('EUR', 'en'), { unit: 'pcs', rate: '0' })
})
