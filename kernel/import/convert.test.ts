// Does what stands in a cell become the value that was meant?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FieldDef, Kind } from '../field.ts'
import type { Cell } from './cell.ts'
import { convertCell, type Reading, type Target } from './convert.ts'

const label = { zh: '字段', en: 'Field' }
const choices = {
  won: { label: { zh: '赢单', en: 'Won' } },
  lost: { label: { zh: '输单', en: 'Lost' } },
  old: null,
}
const how: Reading = { zone: 'Asia/Shanghai' }

function field(kind: Kind): FieldDef {
  if (kind === 'choice' || kind === 'multi_choice') return { kind, label, choices }
  if (kind === 'ref') return { kind, label, object: 'thing' }
  if (kind === 'lines') return { kind, label, object: 'thing', by: 'it' }
  if (kind === 'formula' || kind === 'rollup') return { kind, label, formula: '1' }
  if (kind === 'auto_number') return { kind, label, pattern: '{0000}' }
  return { kind, label }
}

const convert = (
  kind: Kind,
  cell: Cell,
  reading: Partial<Reading> = {},
  more: Partial<Target> = {},
): unknown => {
  const done = convertCell(
    cell,
    { path: 'it', field: field(kind), ...more },
    { ...how, ...reading },
  )
  return 'value' in done ? done.value : done.problem.code
}

test('a cell becomes the value that its field takes', () => {
  const cases: [Kind, Cell, unknown][] = [
    ['text', '  a b ', 'a b'],
    ['text', { number: '13800138000' }, '13800138000'],
    ['text', { date: '2019-07-09T10:00:00' }, '2019-07-09 10:00:00'],
    ['text', '', null],
    ['text', null, null],
    ['money', '¥1,234.50', '1234.50'],
    ['money', '99999999999999999999.99', '99999999999999999999.99'],
    ['money', { number: '0.1' }, '0.1'],
    ['money', { number: '1234567.895', places: 2 }, '1234567.9'],
    ['money', { number: '-2.345', places: 2 }, '-2.35'],
    ['money', { number: '1.5', places: 0 }, '1.5'],
    ['decimal', { number: '1.2345', places: 2 }, '1.2345'],
    ['money', 'abc', 'not-a-number'],
    ['money', '1.2E+10', 'number-shortened'],
    ['money', '1e3', 'not-a-number'],
    ['money', '5 EUR', '5'],
    ['decimal', '1e-3', '0.001'],
    ['money', { yes: true }, 'not-a-number'],
    ['integer', '1,000', 1000],
    ['integer', '5.0', 5],
    ['integer', '5.5', 'not-a-number'],
    ['percent', '13%', '13'],
    ['percent', '13', '13'],
    ['percent', { number: '0.13', percent: true }, '13'],
    ['decimal', '13%', '0.13'],
    ['decimal', { number: '0.13', percent: true }, '0.13'],
    ['date', '2019年07月09日', '2019-07-09'],
    ['date', '2018-02-26 19:58:54', '2018-02-26'],
    ['date', { date: '2019-07-09T10:00:00' }, '2019-07-09'],
    ['date', { number: '43655' }, '2019-07-09'],
    ['date', '1/2/2019', 'ambiguous-date'],
    ['date', '2026-11-22T20:00:00Z', '2026-11-23'],
    ['date', { yes: true }, 'not-a-date'],
    ['datetime', '2018-06-12 20:07:44', '2018-06-12T12:07:44Z'],
    ['datetime', '2018-06-12T20:07:44Z', '2018-06-12T20:07:44Z'],
    ['datetime', { date: '2018-06-12' }, '2018-06-11T16:00:00Z'],
    ['datetime', '0026-03-04 12:00', '0026-03-04T03:54:17Z'],
    ['datetime', '0001-01-01 00:00:00', 'not-a-date'],
    ['datetime', '9999-12-31T23:59:59-14:00', 'not-a-date'],
    ['yes_no', '是', true],
    ['yes_no', 'NO', false],
    ['yes_no', '0', false],
    ['yes_no', { number: '1' }, true],
    ['yes_no', { yes: false }, false],
    ['yes_no', 'maybe', 'not-yes-no'],
    ['choice', 'won', 'won'],
    ['choice', '赢单', 'won'],
    ['choice', ' LOST ', 'lost'],
    ['choice', 'old', 'not-a-choice'],
    ['choice', 'constructor', 'not-a-choice'],
    ['multi_choice', '赢单,lost', ['won', 'lost']],
    ['multi_choice', 'Won;Won', ['won']],
    ['multi_choice', 'won,none', 'not-a-choice'],
    ['phone', { number: '13800138000' }, '13800138000'],
    ['phone', '1.38E+10', 'number-shortened'],
    ['email', ' mailto:a@b.example ', 'a@b.example'],
    ['ref', '某公司', '某公司'],
    ['formula', 'x', 'read-only'],
    ['formula', '', null],
    ['text', { error: '#N/A' }, 'cell-error'],
  ]
  for (const [kind, cell, expected] of cases)
    assert.deepEqual(convert(kind, cell), expected, `${kind} ${JSON.stringify(cell)}`)
})

test('a share without a sign is in percent, or a fraction where the mapping says so', () => {
  assert.equal(convert('percent', '0.3'), '0.3')
  assert.equal(convert('percent', '0.3', { fractions: true }), '30')
  assert.equal(convert('percent', { number: '0.125' }, { fractions: true }), '12.5')
  assert.equal(convert('percent', '30%', { fractions: true }), '30')
  assert.equal(convert('decimal', '0.3', { fractions: true }), '0.3')
})

test('the price of one piece keeps its digits, however few of them are shown', () => {
  const price: FieldDef = { kind: 'money', label, unit_price: true, currency: 'currency' }
  const cell: Cell = { number: '1.23456', places: 2 }
  assert.equal(convert('money', cell, {}, { field: price }), '1.23456')
})

test('the mapping decides what could be read in two ways', () => {
  assert.equal(convert('date', '1/2/2019', { dates: 'M/D/YYYY' }), '2019-01-02')
  assert.equal(convert('date', '1/2/2019', { dates: 'D/M/YYYY' }), '2019-02-01')
  assert.equal(convert('money', '1.234,5', { decimal: ',' }), '1234.5')
  assert.equal(convert('text', 'N/A', { empty: ['N/A'] }), null)
  assert.equal(
    convert('stage', 'Engaging', {}, { values: { engaging: 'won' }, stages: choices }),
    'won',
  )
  assert.equal(convert('stage', '输单', {}, { stages: choices }), 'lost')
  assert.deepEqual(convert('multi_choice', 'W|L', {}, { values: { W: 'won', L: 'lost' } }), [
    'won',
    'lost',
  ])
  assert.equal(convert('text', 'unknown', {}, { values: { unknown: '' } }), null)
})

test('a problem says where it is and shows the value, cut short', () => {
  const done = convertCell('x'.repeat(500), { path: 'amount', field: field('money') }, how)
  assert.ok('problem' in done)
  assert.equal(done.problem.path, 'amount')
  assert.equal(String(done.problem.details['value']).length, 60)
})

test('no cell at all makes the conversion throw', () => {
  const kinds: Kind[] = [
    'text',
    'integer',
    'decimal',
    'money',
    'percent',
    'date',
    'datetime',
    'yes_no',
    'choice',
    'multi_choice',
    'phone',
    'email',
    'formula',
    'stage',
  ]
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  const cell = fc.oneof(
    text,
    fc.record({ error: text }),
    fc.record({ yes: fc.boolean() }),
    fc.record({ number: fc.bigInt().map(String) }),
    fc.constant(null),
  )
  fc.assert(fc.property(fc.constantFrom(...kinds), cell, (kind, one) => void convert(kind, one)))
})
