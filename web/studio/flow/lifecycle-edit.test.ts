// Does a drawn lifecycle hold together, in the order in which it was drawn?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addMove,
  addStage,
  renamedStage,
  shiftStage,
  type Whole,
  wholeOf,
  withLimit,
  withoutStage,
} from './lifecycle-edit.ts'

const label = (text: string) => ({ label: { zh: text, en: text } })
const lifecycle: Whole = {
  first: 'a',
  stages: { a: label('A'), b: label('B'), won: { ...label('W'), kind: 'won' } },
  moves: { go: { from: ['a'], to: 'b' }, win: { from: ['b'], to: 'won' } },
}
const names = (it: Whole): string[] => Object.keys(wholeOf(it).stages)

test('a new stage stands behind the chosen one and is joined on both sides', () => {
  const grown = addStage(lifecycle, 'x', label('X'), 'a')
  assert.deepEqual(names(grown), ['a', 'x', 'b', 'won'])
  assert.deepEqual(
    Object.values(grown.moves).map((move) => `${move.from.join()}>${move.to}`),
    ['a>b', 'b>won', 'a>x', 'x>b'],
  )
})
test('a stage changes places with its neighbour, and stays where there is none', () => {
  assert.deepEqual(names(shiftStage(lifecycle, 'b', -1)), ['b', 'a', 'won'])
  assert.deepEqual(names(shiftStage(lifecycle, 'a', -1)), ['a', 'b', 'won'])
})
test('a line is drawn once, and not from a stage to itself', () => {
  assert.equal(addMove(lifecycle, 'a', 'b'), null)
  assert.equal(addMove(lifecycle, 'a', 'a'), null)
  assert.deepEqual(addMove(lifecycle, 'a', 'won')?.lifecycle.moves.to_won, {
    from: ['a'],
    to: 'won',
  })
})
test('a limit has one unit', () => {
  const stage = { ...label('A'), limit_days: 3 }
  assert.deepEqual(withLimit(stage, { working_hours: 4 }), {
    ...label('A'),
    limit_working_hours: 4,
  })
  assert.deepEqual(withLimit(stage, null), label('A'))
})
test('a new end goes nowhere', () => {
  const next = addStage(lifecycle, 'lost', { ...label('L'), kind: 'lost' }, 'b')
  assert.ok(Object.values(next.moves).every((move) => !move.from.includes('lost')))
})
test('a stage that goes takes the moves into it along and leaves the others', () => {
  const more: Whole = {
    ...lifecycle,
    moves: {
      ...lifecycle.moves,
      win: { from: ['a', 'b'], to: 'won' },
      back: { from: ['b'], to: 'a' },
    },
  }
  const next = withoutStage(more, 'b')
  assert.deepEqual(Object.keys(next.stages), ['a', 'won'])
  assert.deepEqual(next.moves, { win: { from: ['a'], to: 'won' } })
})
test('a stage that gets another name takes its moves along', () => {
  const next = renamedStage(addStage(lifecycle, 'x', label('X'), 'a'), 'x', 'review')
  assert.deepEqual(names(next), ['a', 'review', 'b', 'won'])
  assert.deepEqual(next.moves.to_x, { from: ['a'], to: 'review' })
  assert.deepEqual(next.moves.x_on, { from: ['review'], to: 'b' })
})
