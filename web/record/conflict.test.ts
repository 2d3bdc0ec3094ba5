// When two change one record, is only asked what both changed?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { chosenOf, clashOf } from './conflict.ts'

const never = () => false
const base = { name: 'A', amount: '100.00', close_date: null, version: 3 }

test('changes of different fields do not clash', () => {
  assert.deepEqual(clashOf(base, { name: 'B' }, { ...base, amount: '200.00', version: 4 }, never), {
    both: [],
    onlyTheirs: ['amount'],
  })
})
test('a field that both changed to different values is told, to the same value is not', () => {
  assert.deepEqual(
    clashOf(
      base,
      { name: 'B', amount: '200.00' },
      { ...base, name: 'C', amount: '200.00', version: 4 },
      never,
    ),
    { both: ['name'], onlyTheirs: [] },
  )
})
test('emptied and never filled are the same', () => {
  assert.deepEqual(clashOf(base, { close_date: '' }, { ...base, version: 4 }, never).both, [])
})
test('what follows from other fields is nobody’s choice', () => {
  assert.deepEqual(
    clashOf(base, { name: 'B' }, { ...base, amount: '5.00' }, (field) => field === 'amount')
      .onlyTheirs,
    [],
  )
})
test('choosing theirs for a field leaves it out of what is written', () => {
  assert.deepEqual(
    chosenOf({ name: 'B', amount: '1.00' }, { name: 'C', amount: '2.00' }, { name: 'theirs' }),
    { amount: '1.00' },
  )
})
