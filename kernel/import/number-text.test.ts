// Are numbers read as people of many countries write them?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  fromSingle,
  readNumber,
  shiftPoint,
  storedNumber,
  type DecimalSign,
} from './number-text.ts'

const read = (text: string, decimal?: DecimalSign): string | null => {
  const found = readNumber(text, decimal)
  return found === null || found === 'shortened' ? found : found.number
}

test('numbers are read as people write them, and stay exact', () => {
  const cases: [string, string | null, DecimalSign?][] = [
    ['1234.50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1 234', '1234'],
    ["1'234'567.8", '1234567.8'],
    ['12,34,567', '1234567'],
    ['1.234,50', '1234.50', ','],
    ['1 234,5', '1234.5', ','],
    ['1.234', '1234', ','],
    ['1.23', null, ','],
    ['1,5', null],
    ['1,2345', '12345'],
    ['１２３．５', '123.5'],
    ['¥ 1,234', '1234'],
    ['￥12', '12'],
    ['$-5', '-5'],
    ['-$5', '-5'],
    ['US$ 7', '7'],
    ['3元', '3'],
    ['3.5 EUR', '3.5'],
    ['(5.00)', '-5.00'],
    ['12%', '0.12'],
    ['12.5％', '0.125'],
    ['0.07%', '0.0007'],
    ['1.5万', '15000'],
    ['NT$12萬', '120000'],
    ['3億圓', '300000000'],
    ['2亿', '200000000'],
    ['+3', '3'],
    ['−3', '-3'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['1e3', '1000'],
    ['1.5e-3', '0.0015'],
    ['1.38E+10', 'shortened'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
    ['', null],
    ['-', null],
    ['--5', null],
    ['.', null],
    ['1.2.3', null],
    ['12a', null],
    ['1e999999999', null],
    ['0x10', null],
    ['Infinity', null],
    ['1,,2', null],
    ['%', null],
  ]
  for (const [text, expected, decimal] of cases) assert.equal(read(text, decimal), expected, text)
})

test('any decimal with thousands grouped either way is read back to the very digits', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 24n), 10n ** 24n),
      fc.stringMatching(/^\d{0,12}$/),
      (whole, fraction) => {
        fc.pre(whole !== 0n)
        const plain = fraction === '' ? `${whole}` : `${whole}.${fraction}`
        const grouped =
          `${whole}`.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === '' ? '' : `.${fraction}`)
        const german = grouped.replace(/[,.]/g, (sign) => (sign === ',' ? '.' : ','))
        assert.equal(read(grouped), plain)
        assert.equal(read(german, ','), plain)
      },
    ),
  )
})

test('no text makes the reading of numbers fail or take long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text) => void [readNumber(text), storedNumber(text)],
    ),
  )
  const started = performance.now()
  readNumber(`${'1,'.repeat(50_000)}x`)
  assert.ok(performance.now() - started < 200)
})

test('a number that was kept in single precision is read as it was before', () => {
  const cases = [
    ['21.3500004', '21.35'],
    ['9.19999981', '9.2'],
    ['17.4500008', '17.45'],
    ['32.3800011', '32.38'],
    ['0.150000006', '0.15'],
    ['-32.3800011', '-32.38'],
    ['1234.56787', '1234.56787'],
    ['21.3500005', '21.3500005'],
    ['0.12345678', '0.12345678'],
    ['123456789', '123456789'],
  ]
  for (const [text, expected] of cases) assert.equal(fromSingle(text!), expected, text)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), (cents) => {
      const single = Math.fround(cents / 100).toPrecision(9)
      assert.equal(Number(fromSingle(single)), cents / 100)
    }),
  )
})

test('a number of a workbook appears as its author sees it', () => {
  const cases: [string, string | null][] = [
    ['0.30000000000000004', '0.3'],
    ['1.1000000000000001', '1.1'],
    ['4.3499999999999996', '4.35'],
    ['1E21', '1000000000000000000000'],
    ['1.3800138E10', '13800138000'],
    ['13800138000', '13800138000'],
    ['123456789012345678', '123456789012345678'],
    ['12345678901234.56', '12345678901234.56'],
    ['12345678901234.56789', '12345678901234.56789'],
    ['1E-7', '0.0000001'],
    ['-2.5', '-2.5'],
    ['-0', '0'],
    ['.5', '0.5'],
    ['1e99999999', null],
    ['1e', null],
    ['', null],
    ['NaN', null],
  ]
  for (const [raw, expected] of cases) assert.equal(storedNumber(raw), expected, raw)
})

test('moving the point there and back changes nothing', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 20n), 10n ** 20n),
      fc.integer({ min: -30, max: 30 }),
      (whole, places) => {
        assert.equal(shiftPoint(shiftPoint(`${whole}`, places), -places), `${whole}`)
      },
    ),
  )
})
