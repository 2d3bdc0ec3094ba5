// Is a value written on paper as its field is written on the screen?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from '#kernel/field.ts'
import { currency } from '#ltc/currency.ts'
import { written } from './write-value.ts'

const manner = { language: 'zh', currency: 'CNY', zone: 'Asia/Shanghai', stages: {} } as const
const label = { zh: '税率', en: 'Tax rate' }
const said = (field: FieldDef, value: unknown) => written({ value, field }, manner)

test('a fraction stands in percent without being asked, any other number as it is', () => {
  assert.equal(said({ kind: 'decimal', label, fraction: true }, '0.13'), '13%')
  assert.equal(said({ kind: 'decimal', label }, '0.13'), '0.13')
  assert.equal(said({ kind: 'percent', label }, '17'), '17%')
})

test('a currency has the same name on paper as in the window', () => {
  for (const [code, choice] of Object.entries(currency.choices))
    for (const language of ['zh', 'en'] as const)
      assert.equal(
        written({ value: code, field: currency }, { ...manner, language }, 'currency'),
        `${choice!.label[language]} ${code}`,
      )
  assert.equal(
    written({ value: 'CNY', field: currency }, { ...manner, language: 'en' }, 'currency'),
    'Renminbi CNY',
  )
  assert.equal(written({ value: 'XCD', field: null }, manner, 'currency'), 'XCD')
})
