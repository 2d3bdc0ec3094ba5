// Does every field stand on the form, once?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { placed } from './form.ts'

const label = { zh: '段', en: 'part' }

test('each wished field stands once; those that no section names come last', () => {
  const form = [
    { label, fields: ['b', 'gone', 'a'] },
    { label, fields: ['a', 'c'] },
  ]
  assert.deepEqual(
    placed(form, ['a', 'b', 'c', 'd']).map((one) => [one.at, one.fields]),
    [
      [0, ['b', 'a']],
      [1, ['c']],
      [-1, ['d']],
    ],
  )
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const sections = fc.array(fc.record({ label: fc.constant(label), fields: fc.array(name) }))
  fc.assert(
    fc.property(sections, fc.uniqueArray(name), (any, wished) => {
      assert.deepEqual(
        placed(any, wished)
          .flatMap((one) => one.fields)
          .sort(),
        [...wished].sort(),
      )
    }),
  )
})

test('without a form there is one part with everything', () => {
  assert.deepEqual(placed(undefined, ['a', 'b']), [{ at: -1, label: null, fields: ['a', 'b'] }])
})
