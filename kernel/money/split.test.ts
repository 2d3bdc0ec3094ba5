// Is a total shared out without losing or making a unit?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { digitsOf } from './currency.ts'
import { counted, fraction, plus, printed, shares as shared } from './reference.ts'
import { runs } from './runs.fixtures.ts'
import { split, splitByPercent } from './split.ts'
import { sum } from './sum.ts'

const currency = fc.constantFrom('CNY', 'JPY', 'KWD')
const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const weight = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 8n }), fc.integer({ min: 0, max: 6 }))
  .map(([value, places]) => printed(value, places))
const weights = fc.array(weight, { minLength: 1, maxLength: 40 })

test('hand-checked shares', () => {
  assert.deepEqual(split('100.00', ['1', '1', '1'], 'CNY'), ['33.34', '33.33', '33.33'])
  assert.deepEqual(split('0.05', ['1', '1', '1'], 'CNY'), ['0.02', '0.02', '0.01'])
  assert.deepEqual(split('10.00', Array(7).fill('1'), 'CNY'), [...Array(6).fill('1.43'), '1.42'])
  assert.deepEqual(split('1000.00', ['30', '31', '28'], 'CNY'), ['337.08', '348.31', '314.61'])
  assert.deepEqual(split('-0.05', ['1', '1', '1'], 'CNY'), ['-0.02', '-0.02', '-0.01'])
  assert.deepEqual(split('10', ['0', '1', '0'], 'JPY'), ['0', '10', '0'])
  assert.deepEqual(split('5.00', ['0', '0'], 'CNY'), ['2.50', '2.50'])
  assert.deepEqual(split('0.00', [], 'CNY'), [])
})

test('parts add up, keep the sign and lie within one unit of their ideal share', () => {
  fc.assert(
    fc.property(units, weights, currency, (value, shares, code) => {
      const places = digitsOf(code)
      const parts = split(printed(value, places), shares, code).map(counted)
      assert.equal(
        parts.reduce((a, b) => a + b, 0n),
        value,
      )
      const all = shares.map(fraction).reduce(plus, { top: 0n, bottom: 1n })
      parts.forEach((part, line) => {
        assert.ok(value < 0n ? part <= 0n : part >= 0n)
        if (all.top === 0n) return
        // |part − value × share ÷ all| < 1, cleared of fractions.
        const share = fraction(shares[line]!)
        const scale = share.bottom * all.top
        const off = part * scale - value * share.top * all.bottom
        assert.ok((off < 0n ? -off : off) < scale)
      })
    }),
    runs(500),
  )
})

test('shares are what fractions say, unit by unit', () => {
  fc.assert(
    fc.property(units, weights, currency, (value, given, code) => {
      const places = digitsOf(code)
      assert.deepEqual(
        split(printed(value, places), given, code).map(counted),
        shared(value, given.map(fraction)),
      )
    }),
    runs(300),
  )
})

test('a part never gets more than another of greater weight, and equals keep their order', () => {
  fc.assert(
    fc.property(units, weights, (value, shares) => {
      const total = printed(value < 0n ? -value : value, 2)
      const parts = split(total, shares, 'CNY').map(counted)
      const size = (line: number) => fraction(shares[line]!)
      for (let i = 0; i + 1 < parts.length; i++) {
        const [a, b] = [size(i), size(i + 1)]
        const order = a.top * b.bottom - b.top * a.bottom
        if (order > 0n) assert.ok(parts[i]! >= parts[i + 1]!)
        if (order === 0n)
          assert.ok(parts[i]! - parts[i + 1]! === 0n || parts[i]! - parts[i + 1]! === 1n)
      }
      assert.deepEqual(split(total, shares, 'CNY'), split(total, shares, 'CNY'))
    }),
  )
})

test('ten thousand parts still add up', () => {
  const parts = split('99999.99', Array(10_000).fill('1'), 'CNY')
  assert.equal(sum(parts, 'CNY'), '99999.99')
  assert.deepEqual([...new Set(parts)].sort(), ['10.00', '9.99'])
})

test('a plan in percent adds up to the amount, and percents other than 100 in all are told', () => {
  assert.deepEqual(splitByPercent('100000.01', ['30', '60', '10'], 'CNY'), [
    '30000.00',
    '60000.01',
    '10000.00',
  ])
  assert.equal(splitByPercent('100.00', ['30', '60'], 'CNY'), undefined)
  assert.equal(splitByPercent('100.00', ['110', '-10'], 'CNY'), undefined)
  fc.assert(
    fc.property(
      units,
      fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }),
      (value, some) => {
        const percents = [...some, 100 - some.reduce((a, b) => a + b, 0)].map(String)
        const total = printed(value, 2)
        assert.equal(sum(splitByPercent(total, percents, 'CNY')!, 'CNY'), total)
      },
    ),
  )
})
