// Is it told what is wrong with a number, however many places it was calculated to?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problems } from '../error.ts'
import { decimalValue } from './decimal-value.ts'

const read = (value: unknown, digits = 2): unknown => {
  const problems = new Problems()
  const number = decimalValue(value, 'amount', problems, { digits })
  return problems.list.length ? problems.list[0]!.code : number
}

test('a number with more places than the field has is too precise, not no number', () => {
  for (const [given, expected] of [
    ['33.33', '33.33'],
    ['1.005', 'too-precise'],
    ['33.3333333333333', 'too-precise'],
    ['0.142857142857143', 'too-precise'],
    [`0.${'3'.repeat(200)}`, 'too-precise'],
    ['1234.50000000000000', '1234.5'],
    ['-0.00000000000000', '0'],
    [`0.${'3'.repeat(301)}`, 'wrong-type'],
    ['1e-20', 'wrong-type'],
    ['.5', 'wrong-type'],
  ] as const)
    assert.equal(read(given), expected, given)
})
