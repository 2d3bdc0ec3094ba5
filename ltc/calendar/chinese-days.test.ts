// Do formulas count working days as the Chinese notices say, made-up days included?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '#kernel/formula/check.ts'
import type { Circumstances } from '#kernel/formula/function.ts'
import { toValue } from '#kernel/formula/to-value.ts'
import { chineseDays } from './chinese-days.ts'

const at: Circumstances = {
  now: new Date('2026-02-01T00:00:00Z'),
  zone: 'Asia/Shanghai',
  me: null,
  people: [],
  teams: [],
  team: null,
  roles: [],
  currency: 'CNY',
  language: 'zh',
  calendar: { week: [0, 1, 2, 3, 4], days: chineseDays },
}
const valueOf = (formula: string): string => {
  const read = check(formula, { object: 'x', field: () => undefined, names: () => [] })
  assert.ok('checked' in read, JSON.stringify(read))
  return String(toValue(read.checked, { value: () => null, rows: () => [] }, at))
}

test('around the Spring Festival of 2026 a made-up Saturday is worked and the festival is not', () => {
  assert.equal(valueOf('NETWORKDAYS("2026-02-13", "2026-02-28")'), '7')
  assert.equal(valueOf('WORKDAY("2026-02-13", 1)'), '2026-02-14')
  assert.equal(valueOf('WORKDAY("2026-02-14", 1)'), '2026-02-24')
  assert.equal(valueOf('WORKDAY("2026-02-24", -2)'), '2026-02-13')
})

test('the National Day of 2025 lasts until the 8th of October', () => {
  assert.equal(valueOf('WORKDAY("2025-09-30", 1)'), '2025-10-09')
  assert.equal(valueOf('NETWORKDAYS("2025-10-01", "2025-10-11")'), '3')
})

test('a year that is not announced yet counts by the week', () => {
  assert.equal(valueOf('NETWORKDAYS("2031-02-03", "2031-02-09")'), '5')
})
