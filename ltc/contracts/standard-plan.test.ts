// Does the standard billing plan come to the amount, whatever the amount is?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sum } from '#kernel/money/sum.ts'
import { standardPlan } from './standard-plan.ts'

test('30, 60 and 10 percent, and the last cent goes to the largest remainder', () => {
  const amounts = (amount: string, currency: string) =>
    standardPlan(amount, currency, 'zh').map((line) => line.amount)
  assert.deepEqual(amounts('1000.00', 'CNY'), ['300.00', '600.00', '100.00'])
  assert.deepEqual(amounts('136.82', 'CNY'), ['41.05', '82.09', '13.68'])
  assert.deepEqual(amounts('7', 'JPY'), ['2', '4', '1'])
  assert.deepEqual(amounts('0.00', 'CNY'), ['0.00', '0.00', '0.00'])
})

test('the parts always add up', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (cents) => {
      const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
      const parts = standardPlan(amount, 'CNY', 'zh').map((line) => String(line.amount))
      assert.equal(sum(parts, 'CNY'), amount)
    }),
  )
})
