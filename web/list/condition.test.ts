// Are conditions of a list written as formulas, and read back?

import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { conditionsOf, formulaOf } from './condition.ts'
import type { Condition, Shape } from './condition.ts'

const shapes: Record<string, Shape> = {
  name: 'text',
  'account.region': 'text',
  is: 'text',
  amount: 'number',
  close_date: 'day',
  created_at: 'instant',
  stage: 'set',
  owner: 'set',
  tags: 'many',
  active: 'flag',
  files: 'blob',
}
const shapeAt = (path: string) => shapes[path]
const chips = (formula: string) => conditionsOf(formula, shapeAt)

test('a formula of simple conditions is shown as one chip each', () => {
  assert.deepEqual(chips('stage in ("new", "contacting") and owner = me and amount >= 1000'), [
    { path: 'stage', operator: 'any_of', values: ['new', 'contacting'] },
    { path: 'owner', operator: 'any_of', values: ['me'] },
    { path: 'amount', operator: 'at_least', values: ['1000'] },
  ])
})

test('chips are written as the formula that a person would type', () => {
  const formula = (conditions: Condition[]) => formulaOf(conditions, shapeAt)
  assert.equal(
    formula([{ path: 'stage', operator: 'none_of', values: ['lost'] }]),
    'stage != "lost"',
  )
  assert.equal(
    formula([{ path: 'name', operator: 'contains', values: ['say "hi"'] }]),
    'name contains "say ""hi"""',
  )
  assert.equal(formula([{ path: 'is', operator: 'empty', values: [] }]), '`is` is empty')
  assert.equal(
    formula([{ path: 'created_at', operator: 'within_days', values: ['30'] }]),
    'created_at >= today() - 30',
  )
})

test('an unfinished chip filters nothing', () => {
  assert.equal(formulaOf([{ path: 'amount', operator: 'between', values: ['1', ''] }], shapeAt), '')
  assert.equal(formulaOf([{ path: 'amount', operator: 'more', values: ['1e3'] }], shapeAt), '')
  assert.equal(formulaOf([{ path: 'gone', operator: 'empty', values: [] }], shapeAt), '')
})

test('what chips cannot say stays text: or, functions, unknown fields, broken formulas', () => {
  for (const formula of [
    'amount > 1 or amount < 0',
    'owner in my_people()',
    'amount > cost',
    'gone = 1',
    'amount >',
    'name = LEFT("abc", 1)',
  ]) {
    assert.equal(chips(formula), null, formula)
  }
})

test('a bare yes-no field and its negation are chips', () => {
  assert.deepEqual(chips('active and not tags contains "a"'), [
    { path: 'active', operator: 'is', values: ['true'] },
    { path: 'tags', operator: 'contains_not', values: ['a'] },
  ])
  assert.deepEqual(chips('not active'), [{ path: 'active', operator: 'is', values: ['false'] }])
})

test('the formula that is always true has no chips', () => {
  assert.deepEqual(chips('true'), [])
  assert.deepEqual(chips(''), [])
})

const word = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => !text.includes('\0') && text.isWellFormed())
const figure = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 99 }))
  .map(([a, b]) => `${a === 0 ? 1 : a}.${b}1`)
const days = fc.nat({ max: 400 }).map(String)
const day = fc.nat({ max: 3000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
const one = (path: string, operator: Condition['operator'], values: fc.Arbitrary<string[]>) =>
  values.map((values): Condition => ({ path, operator, values }))
const some = (value: fc.Arbitrary<string>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
const any = fc.oneof(
  ...(['contains', 'contains_not', 'is', 'is_not', 'starts'] as const).map((op) =>
    one('account.region', op, fc.tuple(word)),
  ),
  ...(['is', 'is_not', 'less', 'at_most', 'more', 'at_least'] as const).map((op) =>
    one('amount', op, fc.tuple(figure)),
  ),
  one('amount', 'between', fc.tuple(figure, figure)),
  one('close_date', 'between', fc.tuple(day, day)),
  ...(['within_days', 'older_days', 'next_days'] as const).map((op) =>
    one('close_date', op, fc.tuple(days)),
  ),
  ...(['any_of', 'none_of'] as const).map((op) => one('stage', op, some(word))),
  one('tags', 'contains', some(word)),
  one('active', 'is', fc.constantFrom(['true'], ['false'])),
  one('files', 'empty', fc.constant([])),
  one('name', 'filled', fc.constant([])),
)

test('chips → formula → chips gives the same chips', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(any, { maxLength: 5, selector: (one) => `${one.path}` }),
      (conditions) => {
        assert.deepEqual(conditionsOf(formulaOf(conditions, shapeAt), shapeAt), conditions)
      },
    ),
  )
})
