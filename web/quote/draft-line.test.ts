// Does the browser calculate a quote as the server will?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Row } from '#kernel/object.ts'
import { calculated } from './calculated.ts'
import { draftOf, emptyLine, filled, listPrice, sentOf, withProduct } from './draft-line.ts'
import type { DraftLine, ProductFacts } from './draft-line.ts'

const head = { currency: 'CNY', tax_inclusive: false }
const mill: ProductFacts = {
  id: 'p',
  name: '加工中心',
  number: 'P-1',
  unit: '台',
  list_price: '780000.00',
  currency: 'CNY',
  tax_rate: '0.130000',
  cost: '560000',
}
const hours: ProductFacts = {
  id: 'h',
  name: '安装调试',
  number: 'P-2',
  unit: '人天',
  list_price: '1800',
  currency: 'CNY',
  tax_rate: '0.06',
}
const products = new Map([
  ['p', mill],
  ['h', hours],
])
const line = (more: Partial<DraftLine>): DraftLine => ({ ...emptyLine(), ...more })

test('net, tax by rate and gross are those of the server', () => {
  const { totals, list, wrong } = calculated(
    [
      line({
        product: 'p',
        quantity: '2',
        unit_price: '780000',
        discount_percent: '12',
        tax_rate: '0.13',
      }),
      line({ product: 'h', quantity: '30', unit_price: '1800', tax_rate: '0.06' }),
      emptyLine(),
    ],
    products,
    head,
  )
  assert.deepEqual(
    [totals.net, totals.tax, totals.gross],
    ['1426800.00', '181704.00', '1608504.00'],
  )
  assert.deepEqual(
    totals.groups.map((group) => group.tax_rate),
    ['0.06', '0.13'],
  )
  assert.equal(list, '1614000.00')
  assert.equal(wrong, 0)
})

test('a margin is told only where every cost is known', () => {
  const known = calculated(
    [line({ product: 'p', quantity: '2', unit_price: '780000', discount_percent: '12' })],
    products,
    head,
  )
  assert.deepEqual(known.margin, { amount: '252800.00', percent: '18.4' })
  assert.equal(known.lines[0]!.margin, '18.4')
  assert.equal(
    calculated(
      [line({ product: 'p', unit_price: '1' }), line({ product: 'h', unit_price: '1' })],
      products,
      head,
    ).margin,
    null,
  )
})

test('every cell that keeps a line from being calculated is told, and the others still count', () => {
  const { lines, totals, wrong } = calculated(
    [
      line({ product: 'p', quantity: 'zwei', discount_percent: '101' }),
      line({ wanted: '什么' }),
      line({ product: 'h', quantity: '0' }),
      line({ product: 'h', quantity: '2' }),
    ],
    products,
    head,
  )
  assert.deepEqual(
    lines.map((one) => Object.keys(one.problems).sort()),
    [['discount_percent', 'quantity'], ['product'], ['quantity'], []],
  )
  assert.equal(totals.net, '3600.00')
  assert.equal(wrong, 4)
})

test('a chosen product brings its tax, asks for its price, and keeps words that a person wrote', () => {
  assert.deepEqual(
    withProduct(line({ wanted: '加工', description: '双主轴' }), mill).description,
    '双主轴',
  )
  const changed = withProduct(line({ product: 'p', description: '加工中心' }), hours, mill)
  assert.deepEqual(
    [changed.description, changed.unit_price, changed.tax_rate, changed.wanted],
    ['', '', '0.06', ''],
  )
  // Until it is there the line is worth what the product costs; without one it waits and is not wrong.
  assert.equal(calculated([changed], products, head).totals.net, '1800.00')
  const bare = new Map([['x', { ...mill, id: 'x', list_price: null }]])
  const waits = calculated([line({ product: 'x' })], bare, { ...head, listed: true })
  assert.deepEqual([waits.totals.net, waits.wrong], ['0.00', 0])
  // Where there are no lists nobody knows one.
  assert.equal(calculated([line({ product: 'x' })], bare, head).wrong, 1)
  assert.equal(calculated([line({ description: '运费' })], bare, head).wrong, 1)
  assert.equal(listPrice(mill, '0.13', { currency: 'CNY', tax_inclusive: true }), '881400')
  assert.equal(listPrice(mill, '0.13', { currency: 'USD', tax_inclusive: false }), null)
})

test('typed numbers may carry what spreadsheets put around them', () => {
  assert.equal(filled(emptyLine(), 'unit_price', '¥1,800.50').unit_price, '1800.50')
  assert.equal(filled(emptyLine(), 'discount_percent', '15%').discount_percent, '15')
  assert.equal(filled(emptyLine(), 'tax_rate', '13').tax_rate, '0.13')
  assert.equal(filled(emptyLine(), 'quantity', '２').quantity, '2')
})

test('a line that came from the server goes back as the same line', () => {
  const row = {
    id: '0192a000-0000-7000-8000-000000000001',
    version: 1,
    product: 'p',
    description: 'x',
    quantity: '2.000000',
    unit_price: '780000.00',
    discount_percent: '12.0000',
    tax_rate: '0.130000',
  }
  assert.deepEqual(sentOf(draftOf(row)), {
    id: row.id,
    product: 'p',
    description: 'x',
    quantity: '2',
    unit_price: '780000',
    discount_percent: '12',
    tax_rate: '0.13',
    tax_category: null,
    bundle: null,
    optional: false,
  })
})

test('a proposed price is left to the server, one written by hand is sent, an emptied one is asked for', () => {
  const proposed = line({ id: 'l', product: 'p', unit_price: '980', price_by: 'list' })
  const priceOf = (one: DraftLine, stored?: Row) => sentOf(one, stored).unit_price
  assert.equal('unit_price' in sentOf(proposed), false)
  assert.equal(priceOf(filled(proposed, 'unit_price', '950')), '950')
  assert.equal(filled(proposed, 'unit_price', '950').price_by, 'hand')
  assert.equal(filled(proposed, 'unit_price', '980'), proposed)
  assert.equal(priceOf(filled(proposed, 'unit_price', '')), null)
  // Taken back to the list by undoing, while the server still has what was typed.
  assert.equal(priceOf(proposed, { id: 'l', version: 1, price_by: 'hand' }), null)
})

test('in the place of a rate may stand why there is none, in either language', () => {
  const untaxed = { exempt: { zh: '免税', en: 'Exempt' } }
  const free = filled(line({ tax_rate: '0.13' }), 'tax_rate', ' 免税 ', untaxed)
  assert.deepEqual([free.tax_rate, free.tax_category], ['0', 'exempt'])
  assert.equal(filled(line({}), 'tax_rate', 'EXEMPT', untaxed).tax_category, 'exempt')
  const taxed = filled(free, 'tax_rate', '9', untaxed)
  assert.deepEqual([taxed.tax_rate, taxed.tax_category], ['0.09', ''])
  assert.equal(sentOf(free).tax_category, 'exempt')
  assert.equal(sentOf(taxed).tax_category, null)
  const book = withProduct(line({}), { ...mill, tax_category: 'exempt' })
  assert.deepEqual([book.tax_rate, book.tax_category], ['0', 'exempt'])
})
