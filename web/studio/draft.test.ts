// Is the draft exactly what differs from the published model, so that a publish changes no more than was meant?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { merge } from '#kernel/merge.ts'
import { changed, difference, freeName, isEmpty, marks, nameOf } from './draft.ts'

const model = {
  objects: {
    lead: {
      fields: {
        name: { kind: 'text', max: 200 },
        source: { kind: 'choice', choices: { web: { label: 1 } } },
      },
      allow: [{ role: 'sales', deeds: ['read'] }],
    },
  },
}

test('a changed property is named alone, not the whole field', () => {
  const patch = changed(model, {}, ['objects', 'lead', 'fields', 'name'], {
    kind: 'text',
    max: 100,
    required: true,
  })
  assert.deepEqual(patch, { objects: { lead: { fields: { name: { max: 100, required: true } } } } })
})

test('what is taken away becomes null', () => {
  assert.deepEqual(changed(model, {}, ['objects', 'lead', 'fields', 'name'], { kind: 'text' }), {
    objects: { lead: { fields: { name: { max: null } } } },
  })
  assert.deepEqual(changed(model, {}, ['objects', 'lead', 'fields', 'name'], null), {
    objects: { lead: { fields: { name: null } } },
  })
})

test('a change that is taken back leaves no draft', () => {
  const once = changed(model, {}, ['objects', 'lead', 'fields', 'name', 'max'], 100)
  assert.ok(!isEmpty(once))
  assert.deepEqual(changed(model, once, ['objects', 'lead', 'fields', 'name', 'max'], 200), {})
})

test('a field that was added and dropped before the publish leaves no draft', () => {
  const added = changed(model, {}, ['objects', 'lead', 'fields', 'budget'], {
    kind: 'money',
    label: { zh: '预算', en: 'Budget' },
  })
  assert.equal(marks(model, added, ['objects', 'lead', 'fields']).get('budget'), 'added')
  assert.deepEqual(changed(model, added, ['objects', 'lead', 'fields', 'budget'], null), {})
})

test('rights are replaced as a whole list', () => {
  const patch = changed(model, {}, ['objects', 'lead', 'allow'], [])
  assert.deepEqual(patch, { objects: { lead: { allow: [] } } })
})

const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.constantFrom('a', 'b'),
    fc.array(fc.integer(), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('node'), { maxKeys: 3 }),
  ),
})).node

test('the difference laid over the old gives the new', () => {
  const withoutNull = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== null)
            .map(([key, one]) => [key, withoutNull(one)])
            .sort(),
        )
      : value
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('x', 'y'), tree),
      fc.dictionary(fc.constantFrom('x', 'y'), tree),
      (a, b) => {
        const patch = difference(a, b)
        assert.deepEqual(withoutNull(patch === undefined ? a : merge(a, patch)), withoutNull(b))
      },
    ),
  )
})

test('names are made of labels and never collide', () => {
  assert.equal(nameOf('Real Estate (new)'), 'real_estate_new')
  assert.equal(nameOf('预算'), '')
  assert.equal(freeName('', { field: 1, field_2: 1 }, 'field'), 'field_3')
})
