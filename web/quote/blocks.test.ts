// Do the lines of a bundle stay one position, whatever is done to one of them?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { asOption, moved, numbersOf, settled, without } from './blocks.ts'
import {
  bundleOf,
  choicesIn,
  chosenOf,
  standardOf,
  toggled,
  totalOf,
  withChoices,
} from './bundle.ts'
import { calculated } from './calculated.ts'
import { emptyLine } from './draft-line.ts'
import type { DraftLine, ProductFacts } from './draft-line.ts'

const head = { currency: 'CNY', tax_inclusive: false }
const line = (name: string, more: Partial<DraftLine> = {}): DraftLine => ({
  ...emptyLine(),
  product: name,
  unit_price: '10',
  ...more,
})
const names = (lines: readonly DraftLine[]) => lines.map((one) => one.product)
const block = () => [
  line('a'),
  line('set', { quantity: '2' }),
  line('mill', { bundle: 'set', quantity: '2' }),
  line('pump', { bundle: 'set', quantity: '4' }),
  line('z'),
]

test('lines under a bundle are counted within it', () =>
  assert.deepEqual(numbersOf(block()), ['1', '2', '2.1', '2.2', '3']))

test('a bundle goes, moves and is offered whole; a line under it alone, and never out of it', () => {
  assert.deepEqual(names(without(block(), 1)), ['a', 'z'])
  assert.deepEqual(names(without(block(), 2)), ['a', 'set', 'pump', 'z'])
  assert.deepEqual(names(moved(block(), 1, true)), ['a', 'z', 'set', 'mill', 'pump'])
  assert.deepEqual(names(moved(block(), 4, false)), ['a', 'z', 'set', 'mill', 'pump'])
  assert.deepEqual(names(moved(block(), 2, true)), ['a', 'set', 'pump', 'mill', 'z'])
  assert.deepEqual(names(moved(block(), 2, false)), names(block()))
  assert.deepEqual(names(moved(block(), 3, true)), names(block()))
  assert.deepEqual(
    asOption(block(), 1, true).map((one) => one.optional),
    [false, true, true, true, false],
  )
})

test('with half as many bundles there is half as much under them, but for what was changed itself', () => {
  const before = block()
  const one = before.map((each) => (each.product === 'set' ? { ...each, quantity: '1' } : each))
  assert.deepEqual(
    settled(before, one).map((each) => each.quantity),
    ['1', '1', '1', '2', '1'],
  )
  const both = one.map((each) => (each.product === 'pump' ? { ...each, quantity: '7' } : each))
  assert.equal(settled(before, both)[3]!.quantity, '7')
  const half = before.map((each) => (each.product === 'set' ? { ...each, quantity: '' } : each))
  assert.deepEqual(settled(before, half)[2]!.quantity, '2')
})

test('lines whose bundle became another product stand by themselves, and ask for their price', () => {
  const before = block().map((each) =>
    each.bundle ? { ...each, unit_price: '0', price_by: 'bundle' } : each,
  )
  const other = before.map((each) => (each.product === 'set' ? { ...each, product: 'x' } : each))
  const [, , mill] = settled(before, other)
  assert.deepEqual([mill!.bundle, mill!.unit_price, mill!.price_by], [null, '', ''])
})

test('what is only offered is in no sum, and the bundle is told with all that counts under it', () => {
  const lines = block().map((each) =>
    each.product === 'pump' ? { ...each, optional: true } : each,
  )
  const result = calculated(lines, new Map(), head)
  assert.equal(result.totals.net, '60.00')
  assert.equal(result.options, '40.00')
  assert.deepEqual(
    result.lines.map((each) => each.block ?? null),
    [null, '40.00', null, null, null],
  )
})

const facts = (id: string, list_price: string): [string, ProductFacts] => [
  id,
  { id, name: id, number: null, unit: '台', list_price, currency: 'CNY', tax_rate: '0.13' },
]
const products = new Map([
  facts('set', '100'),
  facts('mill', '50'),
  facts('a', '7'),
  facts('b', '9'),
])
const bundle = bundleOf({
  id: 'set',
  version: 1,
  groups: [{ name: 'g', min_choices: 1, max_choices: 1 }],
  components: [
    { product: 'mill', quantity: '2.000000', taken: 'required', price_mode: 'included' },
    { product: 'a', quantity: '1', taken: 'standard', group_name: 'g', price_mode: 'own' },
    { product: 'b', quantity: '1', taken: 'option', group_name: 'g', price_mode: 'own' },
  ],
} as never)

test('of a group of which one is chosen another takes its place; offered besides it is not counted', () => {
  const standard = standardOf(bundle)
  assert.deepEqual([...standard.keys()], ['mill', 'a'])
  const b = bundle.components[2]!
  const other = toggled(bundle, standard, b, true)
  assert.deepEqual([...other.keys()], ['mill', 'b'])
  assert.equal(chosenOf(bundle, other).complete, true)
  const besides = new Map(standard).set('b', { quantity: '1', optional: true })
  assert.equal(chosenOf(bundle, besides).groups[0]!.chosen, 1)
  assert.equal(
    chosenOf(bundle, new Map([['mill', { quantity: '', optional: false }]])).complete,
    false,
  )
  assert.equal(totalOf(bundle, standard, { many: '2', products, head }), '214.00')
})

test('what is chosen becomes lines in the order of the bundle, and is read from them again', () => {
  const lines = [line('set'), line('own', { bundle: 'set' }), line('z')]
  const choices = standardOf(bundle)
  const next = withChoices(lines, 0, bundle, { choices, many: '3', products })
  assert.deepEqual(
    next.map((each) => [each.product, each.quantity, each.price_by]),
    [
      ['set', '3', ''],
      ['mill', '6', 'bundle'],
      ['a', '3', ''],
      ['own', '1', ''],
      ['z', '1', ''],
    ],
  )
  assert.deepEqual(choicesIn(bundle, next, 0), choices)
})
