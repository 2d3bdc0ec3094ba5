// Does the window say the same of a pool as the machine?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PoolOfDesk } from '#kernel/api/desks.ts'
import { coolsUntil, isFull } from './rules.ts'

const pool: PoolOfDesk = {
  id: 'p',
  name: '华东',
  waiting: 3,
  fresh: 1,
  keep_days: 15,
  deal_days: null,
  warn_days: 2,
  cool_days: 7,
  extend_days: 7,
  extend_max: 0,
  claim_cap: 10,
  hold_cap: 50,
  claimed: 9,
  held: 49,
}

test('a pool gives no more once the day or the hand is full', () => {
  assert.equal(isFull(pool), null)
  assert.equal(isFull({ ...pool, claimed: 10 }), 'today')
  assert.equal(isFull({ ...pool, claimed: 10, held: 50 }), 'hand')
  assert.equal(isFull({ ...pool, claimed: 10, held: 50, claim_cap: null, hold_cap: null }), null)
})

test('who gave a lead back sees the day from which it may be theirs again', () => {
  const lead = { former_owner: 'me', released_on: '2026-02-25' }
  assert.equal(coolsUntil(pool, lead, 'me', '2026-03-03'), '2026-03-04')
  assert.equal(coolsUntil(pool, lead, 'me', '2026-03-04'), null)
  assert.equal(coolsUntil(pool, lead, 'other', '2026-02-26'), null)
  assert.equal(coolsUntil({ ...pool, cool_days: 0 }, lead, 'me', '2026-02-25'), null)
})
