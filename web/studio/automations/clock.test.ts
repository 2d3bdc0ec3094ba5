// Which times does the form of a schedule offer, and what does it leave alone?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf, cronOf } from './clock.ts'

test('the usual times of a schedule are chosen; what is less usual stays as it is written', () => {
  const cases: [cron: string, rhythm: string][] = [
    ['*/10 * * * *', 'minutes'],
    ['10 1 * * *', 'day'],
    ['0 9 * * 1-5', 'workdays'],
    ['30 18 * * 0', 'week'],
    ['0 9 15 * *', 'month'],
    ['0 9 1 1 *', 'other'],
    ['0 9,18 * * *', 'other'],
    ['nonsense', 'other'],
  ]
  for (const [cron, rhythm] of cases) {
    assert.equal(clockOf(cron).rhythm, rhythm, cron)
    assert.equal(cronOf(clockOf(cron)), cron)
  }
  assert.equal(
    cronOf({ ...clockOf('0 9 * * *'), rhythm: 'week', weekday: 5, time: '08:05' }),
    '5 8 * * 5',
  )
})
