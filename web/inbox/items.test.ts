// Is the inbox one list in the order in which it is worked off?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { standardCalendar } from '#kernel/time/working-time.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { afterGone, groupsOf, stuckFilter } from './items.ts'
import type { Item } from './items.ts'

const item = (id: string, kind: Item['kind'], more: Partial<Item> = {}): Item => ({
  id,
  kind,
  title: id,
  text: { zh: '', en: '' },
  object: null,
  record: null,
  amount: null,
  currency: null,
  due: null,
  since: '2026-11-20T00:00:00Z',
  ...more,
})

test('approvals come before tasks and news last, the oldest due first', () => {
  const groups = groupsOf(
    [
      item('n', 'notice'),
      item('late', 'task', { due: '2026-11-21T00:00:00Z' }),
      item('later', 'task', { due: '2026-11-19T00:00:00Z' }),
      item('a', 'approval'),
    ],
    null,
  )
  assert.deepEqual(
    groups.map((group) => [group.kind, group.items.map((one) => one.id)]),
    [
      ['approval', ['a']],
      ['task', ['later', 'late']],
      ['notice', ['n']],
    ],
  )
})
test('one kind alone can be worked off', () => {
  assert.deepEqual(
    groupsOf([item('n', 'notice'), item('a', 'approval')], 'notice').map((group) => group.kind),
    ['notice'],
  )
})
test('when an item is gone the next one is at hand, at the end the one before', () => {
  assert.equal(afterGone(['a', 'b', 'c'], 'b'), 'c')
  assert.equal(afterGone(['a', 'b', 'c'], 'c'), 'b')
  assert.equal(afterGone(['a'], 'a'), null)
})
test('what is stuck is asked for with each stage’s own limit, ended stages left out', () => {
  const label = { zh: '', en: '' }
  const meta = {
    company: { calendar: standardCalendar },
    objects: {
      deal: {
        lifecycle: {
          stages: {
            a: { label, limit_days: 14 },
            b: { label },
            c: { label, limit_working_days: 1 },
            won: { label, limit_days: 3, kind: 'won' },
          },
        },
      },
    },
  } as unknown as Meta
  assert.equal(
    stuckFilter(meta, 'deal', new Date('2026-03-02T02:00:00Z')),
    'owner = me and ((stage = "a" and stage_since <= "2026-02-16T02:00:00.000Z") or (stage = "c" and stage_since <= "2026-02-27T02:00:00.000Z"))',
  )
})
