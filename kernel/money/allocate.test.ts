// Does money settle the oldest items, and never more than there is?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allocateOldestFirst } from './allocate.ts'
import { counted, printed } from './reference.ts'
import { minus, sum } from './sum.ts'

const item = fc.record({
  id: fc.uuid(),
  due_on: fc.option(fc.constantFrom('2026-01-31', '2026-02-28', '2026-03-31')),
  number: fc.constantFrom('A-0001', 'A-0002', 'A-0003'),
  balance: fc.bigInt({ min: -100n, max: 10n ** 6n }).map((value) => printed(value, 2)),
})
const items = fc.uniqueArray(item, { selector: (each) => each.id, maxLength: 12 })
const money = fc.bigInt({ min: 0n, max: 5n * 10n ** 6n }).map((value) => printed(value, 2))

test('the oldest due comes first, then the lower number, and the rest stays', () => {
  const open = [
    { id: 'c', due_on: null, number: 'A-0001', balance: '10.00' },
    { id: 'b', due_on: '2026-02-28', number: 'A-0003', balance: '50.00' },
    { id: 'a', due_on: '2026-02-28', number: 'A-0002', balance: '30.00' },
    { id: 'd', due_on: '2026-01-31', number: 'A-0009', balance: '0.00' },
  ]
  assert.deepEqual(allocateOldestFirst('60.00', open, 'CNY'), {
    allocations: [
      { id: 'a', amount: '30.00' },
      { id: 'b', amount: '30.00' },
    ],
    left: '0.00',
  })
  assert.equal(allocateOldestFirst('100.00', open, 'CNY').left, '10.00')
  assert.deepEqual(allocateOldestFirst('-5.00', open, 'CNY'), { allocations: [], left: '-5.00' })
})

test('allocations are above 0, at most the balance, and add up with the rest to the money', () => {
  fc.assert(
    fc.property(money, items, (paid, open) => {
      const { allocations, left } = allocateOldestFirst(paid, open, 'CNY')
      assert.equal(sum([...allocations.map((each) => each.amount), left], 'CNY'), paid)
      for (const { id, amount } of allocations) {
        assert.ok(counted(amount) > 0n)
        assert.ok(counted(amount) <= counted(open.find((each) => each.id === id)!.balance))
      }
      // Money stays only when every item is settled.
      if (counted(left) > 0n) {
        const owed = open.map((each) => counted(each.balance)).filter((value) => value > 0n)
        assert.equal(
          counted(paid) - counted(left),
          owed.reduce((a, b) => a + b, 0n),
        )
      }
    }),
  )
})

test('the order in which items are given changes nothing', () => {
  fc.assert(
    fc.property(money, items, fc.integer({ min: 0, max: 11 }), (paid, open, by) => {
      const turned = [...open.slice(by), ...open.slice(0, by)].reverse()
      assert.deepEqual(
        allocateOldestFirst(paid, turned, 'CNY'),
        allocateOldestFirst(paid, open, 'CNY'),
      )
    }),
  )
})

test('allocations taken back restore both sides, in whatever order they were made', () => {
  fc.assert(
    fc.property(money, items, (paid, open) => {
      const { allocations, left } = allocateOldestFirst(paid, open, 'CNY')
      for (const order of [allocations, allocations.toReversed()]) {
        let rest = paid
        const balances = new Map(open.map((each) => [each.id, each.balance]))
        for (const { id, amount } of order) {
          rest = minus(rest, [amount], 'CNY')
          balances.set(id, minus(balances.get(id)!, [amount], 'CNY'))
        }
        assert.equal(rest, left)
        for (const { id, amount } of order) {
          rest = sum([rest, amount], 'CNY')
          balances.set(id, sum([balances.get(id)!, amount], 'CNY'))
        }
        assert.equal(rest, paid)
        for (const each of open) assert.equal(balances.get(each.id), each.balance)
      }
    }),
  )
})
