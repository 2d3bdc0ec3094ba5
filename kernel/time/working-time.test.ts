// Is the deadline right when only working time counts, over nights, weekends, holidays and make-up days?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  beganBy,
  daysOfYear,
  dueAt,
  readHours,
  standardCalendar,
  type WorkCalendar,
  workedBetween,
  worksOn,
} from './working-time.ts'
import { readDay } from '../formula/calendar.ts'

const calendar: WorkCalendar = {
  ...standardCalendar,
  days: { ...daysOfYear(2026, '02-15..02-23', false), ...daysOfYear(2026, '02-14 02-28', true) },
}
const china = (text: string): Date => new Date(`${text}:00+08:00`)
const due = (since: string, duration: Parameters<typeof dueAt>[2]): string =>
  new Date(dueAt(calendar, china(since), duration).getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')

test('a working hour ends the same day, the lunch break left out', () => {
  assert.equal(due('2026-03-02T11:30', { working_hours: 1 }), '2026-03-02 13:30')
})
test('two working days from a Friday afternoon end on Tuesday afternoon', () => {
  assert.equal(due('2026-03-06T15:00', { working_days: 2 }), '2026-03-10 15:00')
})
test('what begins on a Sunday counts from Monday morning', () => {
  assert.equal(due('2026-03-08T20:00', { working_hours: 4 }), '2026-03-09 14:00')
})
test('a holiday does not count and a Saturday made up for it does', () => {
  assert.equal(due('2026-02-13T18:00', { working_days: 1 }), '2026-02-14 18:00')
  assert.equal(due('2026-02-14T18:00', { working_days: 1 }), '2026-02-24 18:00')
  assert.equal(worksOn(calendar, readDay('2026-02-28')!), true)
  assert.equal(worksOn(calendar, readDay('2026-02-16')!), false)
})
test('calendar days count every day', () => {
  assert.equal(due('2026-02-14T12:00', { days: 3 }), '2026-02-17 12:00')
})
test('a company that never works still gets an answer', () => {
  assert.ok(
    dueAt({ ...calendar, week: [], days: {} }, china('2026-03-02T09:00'), { working_days: 1 }) >
      china('2030-01-01T00:00'),
  )
})
test('hours are read as people write them, and refused where they make no sense', () => {
  assert.deepEqual(readHours('9:00-12:00 13:30-18:00'), [
    [540, 720],
    [810, 1080],
  ])
  assert.deepEqual(readHours('09:00~18:00'), [[540, 1080]])
  for (const wrong of [
    '',
    '9-18',
    '18:00-9:00',
    '09:00-12:00 11:00-18:00',
    '09:00-25:00',
    '09:70-10:00',
  ])
    assert.equal(readHours(wrong), null, wrong)
})
test('looking back from now finds exactly what is due now', () => {
  const instant = fc
    .integer({ min: china('2026-01-20T00:00').getTime(), max: china('2026-04-20T00:00').getTime() })
    .map((time) => new Date(time))
  const duration = fc.oneof(
    fc.record({ working_hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ working_days: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ days: fc.integer({ min: 1, max: 20 }) }),
  )
  fc.assert(
    fc.property(instant, instant, duration, (since, now, how) => {
      assert.equal(dueAt(calendar, since, how) <= now, since <= beganBy(calendar, now, how))
      if (!('days' in how)) {
        const worked = workedBetween(calendar, since, dueAt(calendar, since, how))
        assert.equal(
          worked,
          ('working_hours' in how ? how.working_hours : how.working_days * 8) * 3_600_000,
        )
      }
    }),
    { numRuns: 150 },
  )
})
