// Does an approver always see the line that the approval is about?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { cardLines } from './card-lines.ts'

const line = (net: string, discount_percent: string) => ({ net, discount_percent })

test('the most discounted line is shown even where it is the smallest', () => {
  const { shown, rest } = cardLines(
    [line('900', '0'), line('800', '5'), line('700', '0'), line('1', '18')],
    3,
  )
  assert.deepEqual(
    shown.map((one) => [one.place, one.worst]),
    [
      [1, false],
      [2, false],
      [4, true],
    ],
  )
  assert.equal(rest, 1)
})
test('a short document is shown whole, and without a discount no line is the worst', () => {
  const { shown, rest } = cardLines([line('1', '0'), line('2', '0')], 3)
  assert.deepEqual([shown.length, shown.some((one) => one.worst), rest], [2, false, 0])
})
test('lines below the floor come before all others', () => {
  const low = { ...line('2', '3'), below_floor: true }
  const { shown } = cardLines([line('900', '18'), line('800', '5'), low], 1)
  assert.deepEqual(
    shown.map((one) => [one.place, one.low]),
    [[3, true]],
  )
})
