// Is nothing taken away that nobody wanted to, where several uses of one list go at once?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined } from './joined.ts'

const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]

test('lines that different changes take out of one list all go, the others stay', () => {
  assert.deepEqual(
    joined(
      [a, b, c],
      [
        [b, c],
        [a, b],
      ],
    ),
    [b],
  )
  assert.deepEqual(joined([a, b, c], [[b, c]]), [b, c])
  assert.deepEqual(joined([a], []), [a])
})

test('a line that several changes make smaller stays, smaller by all of them', () => {
  const section = { label: 'one', fields: ['x', 'y', 'z'], shown_if: 'x > 0' }
  const { shown_if: _, ...bare } = section
  const form = [section, b]
  assert.deepEqual(
    joined(form, [
      [{ ...section, fields: ['y', 'z'] }, b],
      [bare, b],
      [{ ...section, fields: ['x', 'y'] }, b],
      [section],
    ]),
    [{ label: 'one', fields: ['y'] }],
  )
})

test('what one change takes away as a whole is gone', () => {
  assert.equal(joined([a], [null]), null)
  assert.equal(joined([a, b], [[a], null]), null)
})
