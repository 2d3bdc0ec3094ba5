// Does everybody stand once in the picture of the deal, in the right place?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { influences, placed, stances, standing } from './buying.ts'

const rows = [
  { contact: 'u', role: 'user', stance: 'for', influence: 'high' },
  { contact: 'd', role: 'decider', stance: 'for', influence: 'high' },
  { contact: 'e', role: 'decider', stance: 'neutral', influence: 'high' },
  { contact: 'b', role: 'blocker', stance: 'against', influence: 'high' },
  { contact: 's', role: 'buyer', stance: null, influence: null },
]

test('everybody stands exactly once; who decides stands first', () => {
  const all = influences.flatMap((influence) =>
    stances.flatMap((stance) => placed(rows, influence, stance)),
  )
  assert.deepEqual(all.map((row) => row.contact).sort(), ['b', 'd', 'e', 's', 'u'])
  assert.deepEqual(
    placed(rows, 'high', 'for').map((row) => row.contact),
    ['d', 'u'],
  )
  assert.deepEqual(
    placed(rows, 'medium', 'unknown').map((row) => row.contact),
    ['s'],
  )
})

test('it comes to how many decide, how many of them are with us, and who of weight is against', () => {
  assert.deepEqual(standing(rows), { deciders: 2, with: 1, against: 1 })
  assert.deepEqual(standing([]), { deciders: 0, with: 0, against: 0 })
})
