// Is every whole number taken that a program can hold exactly, and none that it would round?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problems } from '../error.ts'
import type { FieldDef } from '../field.ts'
import { integer } from './integer.ts'

const field: FieldDef & { kind: 'integer' } = { kind: 'integer', label: { zh: '数', en: 'Count' } }

const read = (value: unknown): unknown => {
  const problems = new Problems()
  const number = integer.parse(value, field, 'n', problems)
  return problems.list.length ? problems.list[0]!.code : number
}

// A body of JSON hands numbers of more than 15 digits on as the texts they were.
test('a whole number is taken as far as it is exact, as a number and as a text', () => {
  for (const [given, expected] of [
    [7, 7],
    ['-7', -7],
    ['1234567890123456', 1_234_567_890_123_456],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['9007199254740992', 'wrong-type'],
    ['9007199254740993', 'wrong-type'],
    ['12345678901234567', 'wrong-type'],
    ['1.5', 'wrong-type'],
    ['1e3', 'wrong-type'],
  ] as const)
    assert.equal(read(given), expected, String(given))
})
