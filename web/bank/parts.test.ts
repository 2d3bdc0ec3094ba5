// Do parts and rest of a bank line always come to the line, and is too much told?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { most, oldestFirst, sumsOf } from './parts.ts'

const open = ['30.00', '50.00', '80.00'].map((balance, at) => ({
  id: String(at),
  number: `N${at}`,
  contract: null,
  due_on: null,
  balance,
}))

test('parts and rest come to the line to the last cent', () => {
  const { sum, rest, over, allocations } = sumsOf('100', 'CNY', open, { 0: '30', 1: '0.1', 2: '' })
  assert.deepEqual([sum, rest, over], ['30.10', '69.90', false])
  assert.deepEqual(allocations, [
    { invoice: '0', amount: '30.00' },
    { invoice: '1', amount: '0.10' },
  ])
})

test('more than is open, more than came in and what is no amount are told', () => {
  const { wrong, over } = sumsOf('60', 'CNY', open, { 0: '31', 1: 'x', 2: '40.001' })
  assert.deepEqual([[...wrong], over], [['0', '1', '2'], true])
})

test('the oldest take what there is; one that is ticked takes what the others leave', () => {
  assert.deepEqual(oldestFirst('100', 'CNY', open), { 0: '30.00', 1: '50.00', 2: '20.00' })
  assert.equal(most('100', 'CNY', open[2]!, open, { 0: '30', 1: '50', 2: '7' }), '20.00')
  assert.equal(most('70', 'CNY', open[2]!, open, { 0: '30', 1: '50' }), '0.00')
  assert.deepEqual(oldestFirst('10', 'JPY', [{ ...open[0]!, balance: '30' }]), { 0: '10' })
})
