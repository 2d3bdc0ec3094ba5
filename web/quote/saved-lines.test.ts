// Does a line know after saving what the server made of it, without losing what was typed meanwhile?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Row } from '#kernel/object.ts'
import { emptyLine } from './draft-line.ts'
import { storedAs } from './saved-lines.ts'

const sent = { ...emptyLine(), product: 'p', quantity: '12' }
const row: Row = {
  id: 'l',
  version: 1,
  product: 'p',
  quantity: '12',
  unit_price: '940.00',
  price_by: 'list',
  price_list: 'x',
  below_floor: true,
}
const stored: Row = { id: 'q', version: 2, lines: [row] }
const told = (line: typeof sent) => {
  const [one] = storedAs([line], [sent], stored)
  return [one!.id, one!.unit_price, one!.price_by, one!.price_list, one!.below_floor]
}

test('a line that asked for its price has it, and the list it is from', () => {
  assert.deepEqual(told(sent), ['l', '940', 'list', 'x', true])
})

test('a price or a product that came meanwhile stays', () => {
  assert.deepEqual(told({ ...sent, unit_price: '900', price_by: 'hand' }), [
    'l',
    '900',
    'hand',
    null,
    true,
  ])
  assert.deepEqual(told({ ...sent, product: 'other' }), ['l', '', '', null, true])
})
