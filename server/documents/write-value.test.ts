// Is a value written on paper as its field is written on the screen?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from '#kernel/field.ts'
import { written } from './write-value.ts'

const manner = { language: 'zh', currency: 'CNY', zone: 'Asia/Shanghai', stages: {} } as const
const label = { zh: '税率', en: 'Tax rate' }
const said = (field: FieldDef, value: unknown) => written({ value, field }, manner)

test('a fraction stands in percent without being asked, any other number as it is', () => {
  assert.equal(said({ kind: 'decimal', label, fraction: true }, '0.13'), '13%')
  assert.equal(said({ kind: 'decimal', label }, '0.13'), '0.13')
  assert.equal(said({ kind: 'percent', label }, '17'), '17%')
})
