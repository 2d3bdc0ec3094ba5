// Is counting by sums the same as walking day by day?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { worksOn } from '../time/working-time.ts'
import { dayNumber, firstDay, lastDay, writeDay } from './calendar.ts'
import { nthWorkday, plainWeek, workdaysBefore } from './workdays.ts'
import type { WorkWeek } from './work-week.ts'

const start = dayNumber(2026, 1, 1)
const calendar: fc.Arbitrary<WorkWeek> = fc.record({
  week: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  days: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.boolean()), { maxLength: 40 })
    .map((all) => Object.fromEntries(all.map(([n, work]) => [writeDay(start + n), work]))),
})
const works = (of: WorkWeek, day: number): boolean =>
  worksOn({ zone: 'UTC', hours: [[0, 60]], ...of }, day)

test('working days between two days are those that one meets on the way', () => {
  fc.assert(
    fc.property(calendar, fc.integer({ min: -20, max: 150 }), fc.nat(150), (of, from, length) => {
      let met = 0
      for (let day = start + from; day < start + from + length; day++) if (works(of, day)) met++
      const [a, b] = [start + from, start + from + length]
      assert.equal(workdaysBefore(of, b) - workdaysBefore(of, a), met)
    }),
    { numRuns: 500 },
  )
})

test('the k-th working day is worked, and there are k up to its end', () => {
  fc.assert(
    fc.property(calendar, fc.integer({ min: -20, max: 150 }), (of, from) => {
      const k = workdaysBefore(of, start + from) + 1
      const day = nthWorkday(of, k)
      assert.ok(typeof day === 'number' && works(of, day))
      assert.equal(workdaysBefore(of, day + 1), k)
      // It is the first working day from there on.
      for (let between = start + from; between < day; between++) assert.ok(!works(of, between))
    }),
    { numRuns: 500 },
  )
})

test('nothing lies before the first day or after the last, and a week without work has no working day', () => {
  assert.equal(nthWorkday(plainWeek, 1), firstDay)
  assert.deepEqual(nthWorkday(plainWeek, 0), { error: 'bad-date' })
  assert.equal(typeof nthWorkday(plainWeek, workdaysBefore(plainWeek, lastDay + 1)), 'number')
  assert.deepEqual(nthWorkday(plainWeek, 10 ** 9), { error: 'bad-date' })
  assert.deepEqual(nthWorkday({ week: [], days: {} }, 5), { error: 'bad-date' })
})
