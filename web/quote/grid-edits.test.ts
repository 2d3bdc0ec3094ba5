// Do clearing, filling down and pasting do to the lines what they do in a spreadsheet?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Meta } from '#kernel/api/meta.ts'
import { columnsOf } from './columns.ts'
import { emptyLine } from './draft-line.ts'
import type { DraftLine, ProductFacts } from './draft-line.ts'
import { cleared, filledDown, withCells, withFound } from './grid-edits.ts'

const head = { currency: 'CNY', tax_inclusive: false }
const columns = columnsOf({ objects: {} } as unknown as Meta, head)
const col = (name: string) => columns.findIndex((one) => one.name === name)
const mill: ProductFacts = {
  id: 'p',
  name: '加工中心',
  number: null,
  unit: '台',
  list_price: '100',
  currency: 'CNY',
  tax_rate: '0.13',
}
const products = new Map([['p', mill]])
const line = (more: Partial<DraftLine>): DraftLine => ({ ...emptyLine(), ...more })
const only = (top: number, bottom: number, name: string) => ({
  top,
  bottom,
  left: col(name),
  right: col(name),
})

test('a cleared discount is none, a cleared quantity is one', () => {
  const [one] = cleared(
    [line({ discount_percent: '18', quantity: '7', description: 'x' })],
    columns,
    { top: 0, bottom: 0, left: 0, right: 9 },
  )
  assert.deepEqual([one!.discount_percent, one!.quantity, one!.description], ['0', '1', ''])
})
test('filling down copies the first row of the selection, or the row above a single one', () => {
  const lines = [line({ discount_percent: '5' }), line({}), line({})]
  assert.deepEqual(
    filledDown(lines, columns, only(0, 2, 'discount_percent'), products).map(
      (one) => one.discount_percent,
    ),
    ['5', '5', '5'],
  )
  assert.deepEqual(
    filledDown(lines, columns, only(1, 1, 'discount_percent'), products).map(
      (one) => one.discount_percent,
    ),
    ['5', '5', '0'],
  )
  assert.equal(filledDown(lines, columns, only(0, 0, 'discount_percent'), products), lines)
})
test('a product that is filled down asks for its price, and a price that is filled down is written by hand', () => {
  const [, second] = filledDown(
    [line({ product: 'p', unit_price: '90' }), line({})],
    columns,
    only(0, 1, 'product'),
    products,
  )
  assert.deepEqual([second!.product, second!.unit_price], ['p', ''])
  const lines = [line({ unit_price: '90', price_by: 'list', price_list: 'x' }), line({})]
  const [, priced] = filledDown(lines, columns, only(0, 1, 'unit_price'), products)
  assert.deepEqual([priced!.unit_price, priced!.price_by, priced!.price_list], ['90', 'hand', null])
})
test('pasted rows below the last become lines; columns that follow from others are skipped', () => {
  const { lines, wanted } = withCells([], columns, [
    { cell: { row: 1, col: col('product') }, text: '加工中心' },
    { cell: { row: 1, col: col('unit') }, text: '台' },
    { cell: { row: 1, col: col('unit_price') }, text: '¥95' },
  ])
  assert.equal(lines.length, 2)
  assert.deepEqual([lines[1]!.wanted, lines[1]!.unit_price], ['加工中心', '95'])
  assert.deepEqual(wanted, [{ row: 1, words: '加工中心' }])
})
test('a product found late goes to its line though lines were removed, and a pasted price stays', () => {
  const lines = [line({ wanted: '加工中心', unit_price: '95' })]
  const [one] = withFound(lines, 3, '加工中心', mill)
  assert.deepEqual([one!.product, one!.unit_price, one!.tax_rate], ['p', '95', '0.13'])
})
