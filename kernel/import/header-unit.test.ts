// Do thousands and ten thousands that a header speaks of become the amounts that were meant?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from '../field.ts'
import { convertCell } from './convert.ts'
import { unitPlaces } from './header-unit.ts'

const amount: FieldDef = { kind: 'money', label: { zh: '预计金额', en: 'Expected amount' } }
const places = (header: string, field: FieldDef = amount): number => unitPlaces(header, field)

test('the unit in a header counts, in either language; a header without one changes nothing', () => {
  const said: [string, number][] = [
    ['预算（万元）', 4],
    ['金额(单位：万元)', 4],
    ['金額（萬元）', 4],
    ['合同额万元', 4],
    ['金额（百万元）', 6],
    ['金额 [亿元]', 8],
    ['产值（千元', 3],
    ['Amount (k)', 3],
    ['Budget (thousand CNY)', 3],
    ['Value (in millions)', 6],
    ['Value (USD million)', 6],
    ['金额', 0],
    ['金额（元）', 0],
    ['金额(含税)', 0],
    ['百万', 0],
    ['Amount', 0],
    ['Amount in CNY', 0],
    ['Stock', 0],
  ]
  for (const [header, power] of said) assert.equal(places(header), power, header)
})

test('a field that is itself in that unit is filled as the file has it, and only money has units', () => {
  const own: FieldDef = { kind: 'money', label: { zh: '预算（万元）', en: 'Budget' } }
  assert.equal(places('预算（万元）', own), 0)
  assert.equal(places('预算', own), 0)
  assert.equal(places('预算（元）', own), -4)
  assert.equal(places('数量（万）', { kind: 'integer', label: { zh: '数量', en: 'Quantity' } }), 0)
})

test('a number is in the unit of its header; a cell that says its own unit is what it says', () => {
  const target = { path: 'it', field: amount, places: 4 }
  const read = (cell: string | { number: string }): unknown => {
    const done = convertCell(cell, target, { zone: 'Asia/Shanghai' })
    return 'value' in done ? done.value : done.problem.code
  }
  assert.equal(read({ number: '39' }), '390000')
  assert.equal(read({ number: '12.5' }), '125000')
  assert.equal(read('1,200'), '12000000')
  assert.equal(read('-0.35'), '-3500')
  assert.equal(read('15万'), '150000')
  assert.equal(read('150000元'), '150000')
  assert.equal(read('约15'), 'not-a-number')
})
