// Does the lifecycle stay whole when stages come and go?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutStage, withStage } from './stage-changes.ts'

const words = (text: string) => ({ zh: text, en: text })
const lifecycle = {
  first: 'a',
  stages: {
    a: { label: words('a') },
    b: { label: words('b') },
    won: { label: words('w'), kind: 'won' as const },
  },
  moves: {
    on: { from: ['a'], to: 'b' },
    win: { from: ['a', 'b'], to: 'won' },
    back: { from: ['b'], to: 'a' },
  },
}

test('a stage that goes takes the moves into it along and leaves the others', () => {
  const next = withoutStage(lifecycle, 'b')
  assert.deepEqual(Object.keys(next.stages), ['a', 'won'])
  assert.deepEqual(next.moves, { win: { from: ['a'], to: 'won' } })
})

test('a new stage is reached from the one before it and goes on to the next', () => {
  const next = withStage(lifecycle, 'check', { label: words('c') }, 'a')
  assert.deepEqual(Object.keys(next.stages), ['a', 'check', 'b', 'won'])
  assert.deepEqual(next.moves.to_check, { from: ['a'], to: 'check' })
  assert.deepEqual(next.moves.check_on, { from: ['check'], to: 'b' })
})

test('a new end goes nowhere', () => {
  const next = withStage(lifecycle, 'lost', { label: words('l'), kind: 'lost' }, 'b')
  assert.deepEqual(
    Object.values(next.moves).filter((move) => move.from.includes('lost')),
    [],
  )
})
