// Do steps inside branches and rows come, go and change places without touching their neighbours?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '#kernel/automation/automation.ts'
import { inserted, removed, replaced, shifted, stepAt } from './step-paths.ts'

const wait = (days: number): Step => ({ do: 'wait', days })
const steps: readonly Step[] = [
  wait(1),
  { do: 'branch', if: 'true', then: [wait(2), wait(3)], else: [wait(4)] },
  { do: 'each', lines: 'lines', steps: [{ do: 'change', set: { a: '1' } }] },
]
const days = (list: readonly Step[]): unknown =>
  list.map((one) =>
    one.do === 'wait'
      ? one.days
      : one.do === 'branch'
        ? [days(one.then), days(one.else ?? [])]
        : one.do,
  )

test('a step is found by its path', () => {
  assert.deepEqual(stepAt(steps, '1.else.0'), wait(4))
  assert.equal(stepAt(steps, '2.steps.0')?.do, 'change')
  assert.equal(stepAt(steps, '7'), undefined)
})
test('a change stays where it was made', () => {
  assert.deepEqual(days(replaced(steps, '1.then.1', wait(9))), [1, [[2, 9], [4]], 'each'])
  assert.deepEqual(days(removed(steps, '1.then.0')), [1, [[3], [4]], 'each'])
  assert.deepEqual(days(inserted(steps, '1.else.1', wait(5))), [
    1,
    [
      [2, 3],
      [4, 5],
    ],
    'each',
  ])
  assert.deepEqual(days(inserted(steps, '0', wait(0))), [0, 1, [[2, 3], [4]], 'each'])
  assert.deepEqual(days(shifted(steps, '1.then.0', 1)), [1, [[3, 2], [4]], 'each'])
})
