// Does the tree of teams show every team exactly once, whatever the data says?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { treeOf, withBelow } from './team-tree.ts'

const team = (id: string, parent: string | null = null) => ({
  id,
  version: 1,
  name: id,
  parent,
  lead: null,
})

test('parts stand below their team, deeper by one', () => {
  const lines = treeOf([team('east', 'sales'), team('sales'), team('city', 'east'), team('money')])
  assert.deepEqual(
    lines.map((line) => [line.id, line.depth]),
    [
      ['sales', 0],
      ['east', 1],
      ['city', 2],
      ['money', 0],
    ],
  )
})

test('a circle or a missing parent hides no team', () => {
  const lines = treeOf([team('a', 'b'), team('b', 'a'), team('c', 'gone')])
  assert.deepEqual(lines.map((line) => line.id).sort(), ['a', 'b', 'c'])
})

test('a team can be moved neither under itself nor under its parts', () => {
  const teams = [team('sales'), team('east', 'sales'), team('city', 'east'), team('money')]
  assert.deepEqual([...withBelow(teams, 'sales')].sort(), ['city', 'east', 'sales'])
  assert.deepEqual([...withBelow(teams, 'money')], ['money'])
})
