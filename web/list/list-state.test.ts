// Does the address hold everything that one sees of a list?

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { askedOf, isChanged, sortedBy, sortOf, stateOf } from './list-state.ts'
import type { ListLook } from './list-state.ts'

const look: ListLook = {
  filter: 'owner = me',
  sort: '-created_at',
  columns: ['name', 'stage'],
  as: 'table',
  group: null,
  starts: null,
  ends: null,
  zoom: null,
  widths: { name: 240 },
}

test('an address without anything shows the view as it is', () => {
  const state = stateOf({}, look)
  assert.deepEqual(state, { ...look, view: null, search: '', at: null })
  assert.deepEqual(Object.values(askedOf(state, look)).filter(Boolean), [])
  assert.equal(isChanged(state, look), false)
})

test('what differs from the view stands in the address and comes back from it', () => {
  const state = {
    ...stateOf({ view: 'v1' }, look),
    filter: 'amount > 1',
    columns: ['name'],
    as: 'board' as const,
    group: 'stage',
    starts: 'due_on',
    zoom: 'week' as const,
    widths: { name: 240, stage: 90 },
    at: '2026-11-26',
  }
  const asked = askedOf(state, look)
  assert.deepEqual(asked, {
    view: 'v1',
    search: undefined,
    filter: 'amount > 1',
    sort: undefined,
    columns: 'name',
    as: 'board',
    group: 'stage',
    starts: 'due_on',
    ends: undefined,
    zoom: 'week',
    widths: 'name:240,stage:90',
    at: '2026-11-26',
  })
  assert.deepEqual(stateOf(asked, look), state)
  assert.equal(isChanged(state, look), true)
})

test('a view whose condition was taken away stays without it after a reload', () => {
  const state = { ...stateOf({}, look), filter: '' }
  assert.equal(stateOf(askedOf(state, look), look).filter, '')
})

test('which day a calendar shows is no change of its view, and a wrong day is today', () => {
  assert.equal(isChanged(stateOf({ at: '2026-11-26' }, look), look), false)
  assert.equal(stateOf({ at: '2026-02-30' }, look).at, null)
})

test('widths that a view has can be taken away, and stay away', () => {
  const state = { ...stateOf({}, look), widths: {} }
  assert.deepEqual(stateOf(askedOf(state, look), look).widths, {})
})

test('a head sorts up, then down, then not at all', () => {
  assert.equal(sortedBy('', 'amount'), 'amount')
  assert.equal(sortedBy('amount', 'amount'), '-amount')
  assert.equal(sortedBy('-amount', 'amount'), '')
  assert.equal(sortedBy('name', 'amount'), 'amount')
  assert.equal(sortedBy('name,amount', 'amount', true), 'name,-amount')
  assert.equal(sortOf('name,-amount', 'amount'), 'down')
  assert.equal(sortOf('name', 'amount'), null)
})
