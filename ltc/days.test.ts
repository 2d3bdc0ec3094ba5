// Does counting days stay on the calendar?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAfter } from './days.ts'

test('so many days later or earlier, over months and years', () => {
  assert.equal(daysAfter('2026-01-31', 1), '2026-02-01')
  assert.equal(daysAfter('2028-03-01', -1), '2028-02-29')
})

test('the calendar ends with its first and its last day', () => {
  assert.equal(daysAfter('9999-12-31', 30), '9999-12-31')
  assert.equal(daysAfter('0001-01-01', -31), '0001-01-01')
})
