// From when on does a record count as stuck?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardCalendar } from '#kernel/time/working-time.ts'
import { stuckDays } from './stuck.ts'

const label = { zh: '方案', en: 'Solution' }
const now = new Date('2026-11-23T10:00:00+08:00')

test('a row is stuck from the moment at which its stage should have ended', () => {
  const stage = { label, limit_days: 14 }
  const days = (since: string) => stuckDays(stage, since, standardCalendar, now)
  assert.equal(days('2026-11-09T10:00:01+08:00'), null)
  assert.equal(days('2026-11-09T10:00:00+08:00'), 14)
  assert.equal(days('2026-10-01T10:00:00+08:00'), 53)
})

test('a limit of working days leaves out the weekend', () => {
  const stage = { label, limit_working_days: 2 }
  const days = (since: string) => stuckDays(stage, since, standardCalendar, now)
  assert.equal(days('2026-11-20T10:00:00+08:00'), null, 'Friday, and today is Monday')
  assert.equal(days('2026-11-18T10:00:00+08:00'), 5)
})

test('where no clock runs nothing is stuck', () => {
  const long = '2025-01-01T00:00:00Z'
  assert.equal(stuckDays({ label }, long, standardCalendar, now), null)
  assert.equal(stuckDays({ label, kind: 'won', limit_days: 1 }, long, standardCalendar, now), null)
  assert.equal(stuckDays(undefined, long, standardCalendar, now), null)
  assert.equal(stuckDays({ label, limit_days: 1 }, null, standardCalendar, now), null)
})
