// Is the timeline one list by day, with each deed told once?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { HistoryEvent } from '#kernel/api/record-page.ts'
import {
  activityEntry,
  changeEntries,
  commentEntry,
  daysOf,
  rowChanges,
} from './timeline-entries.ts'

const event = (id: string, more: Partial<HistoryEvent>): HistoryEvent => ({
  id,
  at: '2026-11-20T08:12:00.000Z',
  who: { id: 'w', name: '示例' },
  deed: 'change',
  action: null,
  cause: 'person',
  object: 'quote',
  record: 'r',
  version: 1,
  model_version: 1,
  changes: {},
  comment: null,
  ...more,
})

test('an action that moves and fills fields is one entry, with the move apart', () => {
  const entries = changeEntries(
    [
      event('3', { deed: 'action', action: 'submit', comment: 'why' }),
      event('2', { deed: 'move', action: 'submit', changes: { stage: ['draft', 'approved'] } }),
      event('1', {
        deed: 'change',
        action: 'submit',
        changes: { hash: [null, 'x'], valid_until: [null, 'x'] },
      }),
    ],
    'r',
  )
  assert.equal(entries.length, 1)
  const [one] = entries
  assert.ok(one?.kind === 'change')
  assert.equal(one.event.action, 'submit')
  assert.deepEqual(one.move, ['draft', 'approved'])
  assert.deepEqual(one.changes, { valid_until: [null, 'x'] })
  assert.equal(one.event.comment, 'why')
})

test('two changes by hand at one instant stay two, as nothing says that they are one deed', () => {
  assert.equal(changeEntries([event('2', {}), event('1', {})], 'r').length, 2)
})

test('a new record does not list every field it was given', () => {
  const [one] = changeEntries(
    [event('1', { deed: 'create', changes: { name: [null, 'A'], stage: [null, 'new'] } })],
    'r',
  )
  assert.ok(one?.kind === 'change')
  assert.deepEqual(one.changes, {})
  assert.equal(one.move, null)
})

test('days are those of the company, newest first', () => {
  const late = commentEntry({ id: 'c', version: 1, created_at: '2026-11-19T16:30:00.000Z' })
  const early = commentEntry({ id: 'd', version: 1, created_at: '2026-11-19T15:30:00.000Z' })
  const days = daysOf([early, late], 'Asia/Shanghai')
  assert.deepEqual(
    days.map((one) => [one.day, one.entries.map((entry) => entry.key)]),
    [
      ['2026-11-20', ['cc']],
      ['2026-11-19', ['cd']],
    ],
  )
})

test('a planned follow-up is open until it is done', () => {
  assert.deepEqual(
    [
      activityEntry({
        id: 'a',
        version: 1,
        due_at: '2026-11-25T01:00:00Z',
        created_at: '2026-11-20T00:00:00Z',
      }),
      activityEntry({
        id: 'b',
        version: 1,
        due_at: '2026-11-25T01:00:00Z',
        done_at: '2026-11-24T00:00:00Z',
        created_at: '2026-11-20T00:00:00Z',
      }),
    ].map((entry) => entry.kind === 'activity' && entry.open),
    [true, false],
  )
})

test('changed child rows are told by their place', () => {
  const changes = rowChanges([{ q: '1', d: '10' }, { q: '2' }], [{ q: '1', d: '18' }])
  assert.deepEqual(
    changes.map((one) => [one.row, one.what, one.field, one.before, one.after]),
    [
      [1, 'changed', 'd', '10', '18'],
      [2, 'gone', null, null, null],
    ],
  )
})
