// Are lines and documents calculated as fractions say, with nothing left over?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problems } from '../error.ts'
import { convertLines, convertWhole } from './convert.ts'
import { digitsOf } from './currency.ts'
import { exact } from './exact.ts'
import { documentTotals } from './document.ts'
import { checkLine, lineAmounts, taxOn } from './line.ts'
import type { Line, LineRule } from './line.ts'
import { counted, fraction, over, plus, printed, times, units } from './reference.ts'
import { runs } from './runs.fixtures.ts'
import { amount } from './round.ts'
import { negate, sum } from './sum.ts'

const text = (max: bigint, places: number) =>
  fc
    .tuple(fc.bigInt({ min: 0n, max }), fc.integer({ min: 0, max: places }))
    .map(([value, digits]) => printed(value, digits))
const rate = fc.oneof(
  fc.constantFrom('0', '0.01', '0.03', '0.05', '0.06', '0.09', '0.13', '0.130'),
  fc.bigInt({ min: 0n, max: 10n ** 6n }).map((value) => printed(value, 6)),
)
const line: fc.Arbitrary<Line> = fc.record({
  quantity: text(10n ** 8n, 4),
  unit_price: text(10n ** 12n, 6),
  discount_percent: fc.option(
    fc.bigInt({ min: 0n, max: 10000n }).map((value) => printed(value, 2)),
  ),
  tax_rate: fc.option(rate),
})
const rule: fc.Arbitrary<LineRule & { tax_inclusive: boolean }> = fc.record({
  currency: fc.constantFrom('CNY', 'JPY', 'KWD'),
  tax_inclusive: fc.boolean(),
})
const CNY = { currency: 'CNY' }
const inclusive = { currency: 'CNY', tax_inclusive: true }

test('a line is what fractions say, and net plus tax is gross', () => {
  fc.assert(
    fc.property(line, rule, (each, how) => {
      const places = digitsOf(how.currency)
      const kept = plus(
        fraction('1'),
        times(fraction(each.discount_percent ?? '0'), { top: -1n, bottom: 100n }),
      )
      const value = units(
        times(times(fraction(each.quantity), fraction(each.unit_price)), kept),
        places,
        'half-up',
      )
      const share = fraction(each.tax_rate ?? '0')
      const whole = { top: value, bottom: 10n ** BigInt(places) }
      const expected = how.tax_inclusive
        ? { net: units(over(whole, plus(share, fraction('1'))), places, 'half-up'), gross: value }
        : { net: value, gross: value + units(times(whole, share), places, 'half-up') }
      assert.deepEqual(lineAmounts(each, how), {
        net: printed(expected.net, places),
        tax: printed(expected.gross - expected.net, places),
        gross: printed(expected.gross, places),
      })
    }),
    runs(1000),
  )
})

test('the credit of a line is exactly the negated line', () => {
  fc.assert(
    fc.property(line, rule, (each, how) => {
      const there = lineAmounts(each, how)
      const back = lineAmounts({ ...each, quantity: `-${each.quantity}` }, how)
      for (const key of ['net', 'tax', 'gross'] as const) {
        assert.equal(back[key], negate(there[key], how.currency))
      }
    }),
  )
})

test('a discount of 100 % leaves 0 and one of 0 % changes nothing', () => {
  fc.assert(
    fc.property(line, rule, (each, how) => {
      const free = lineAmounts({ ...each, discount_percent: '100' }, how)
      assert.deepEqual(Object.values(free).map(counted), [0n, 0n, 0n])
      const { discount_percent: _, ...without } = each
      assert.deepEqual(
        lineAmounts({ ...each, discount_percent: '0' }, how),
        lineAmounts(without, how),
      )
    }),
  )
})

test('documents are the exact sums of their lines, whole and by rate', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), rule, (lines, how) => {
      const why = [null, 'zero_rated', 'exempt', 'not_taxable']
      const rows = lines.map((each, at) => ({
        ...lineAmounts(each, how),
        tax_rate: each.tax_rate,
        tax_category: exact(each.tax_rate ?? '0').isZero() ? why[at % 4] : null,
      }))
      const totals = documentTotals(rows, how.currency)
      const all = (list: readonly { net: string; tax: string; gross: string }[]) =>
        (['net', 'tax', 'gross'] as const).map((key) =>
          list.map((row) => counted(row[key])).reduce((a, b) => a + b, 0n),
        )
      assert.deepEqual(all([totals]), all(rows))
      assert.deepEqual(all(totals.groups), all(rows))
      assert.equal(counted(totals.net) + counted(totals.tax), counted(totals.gross))
      assert.equal(totals.groups.flatMap((group) => group.lines).length, rows.length)
      const key = (one: {
        tax_rate?: string | null | undefined
        tax_category?: string | null | undefined
      }) => `${exact(one.tax_rate ?? '0').toFixed()} ${one.tax_category ?? ''}`
      assert.equal(new Set(totals.groups.map(key)).size, totals.groups.length)
      // Whatever is in one group is there for one reason.
      for (const group of totals.groups)
        for (const at of group.lines) assert.equal(key(rows[at]!), key(group))
    }),
  )
})

test('a document in another currency is what fractions say, and its lines add up to it, each its share rounded down or up', () => {
  const amounts = fc.array(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((value) => printed(value, 2)),
    { minLength: 1, maxLength: 20 },
  )
  const rates = fc.bigInt({ min: 1n, max: 10n ** 12n }).map((value) => printed(value, 9))
  fc.assert(
    fc.property(amounts, rates, fc.constantFrom('CNY', 'JPY', 'KWD'), (given, rate, code) => {
      const places = digitsOf(code)
      const whole = { top: given.reduce((all, each) => all + counted(each), 0n), bottom: 100n }
      const total = convertWhole(given, rate, code)
      const lines = convertLines(given, rate, code)
      assert.equal(counted(total), units(times(whole, fraction(rate)), places, 'half-up'))
      assert.equal(sum(lines, code), total)
      const unit = 10n ** BigInt(places)
      lines.forEach((line, at) => {
        const ideal = times({ top: counted(given[at]!), bottom: 100n }, fraction(rate))
        const off = counted(line) * ideal.bottom - ideal.top * unit
        assert.ok((off < 0n ? -off : off) < ideal.bottom, 'less than one unit from its ideal')
      })
    }),
    runs(300),
  )
})

test('three lines in another currency: the whole is right, and the largest remainders are rounded up', () => {
  const given = ['1357.13', '1357.13', '2714.25']
  assert.equal(convertWhole(given, '1.35', 'CNY'), '7328.49')
  assert.deepEqual(convertLines(given, '1.35', 'CNY'), ['1832.13', '1832.12', '3664.24'])
  assert.deepEqual(convertLines(['0.01'], '1', 'CNY', '0.00'), ['0.00'])
  assert.equal(amount('1.8321255', 'CNY'), '1.83')
  assert.equal(convertWhole(['1160250.00'], '0.004761905', 'USD'), '5525.00')
})

test('33.33 with tax, three times: 88.50 and 11.49, the customer pays 99.99', () => {
  const each = {
    ...lineAmounts({ quantity: '1', unit_price: '33.33', tax_rate: '0.13' }, inclusive),
    tax_rate: '0.13',
  }
  assert.deepEqual([each.net, each.tax, each.gross], ['29.50', '3.83', '33.33'])
  const byLine = documentTotals([each, each, each], 'CNY')
  assert.deepEqual([byLine.net, byLine.tax, byLine.gross], ['88.50', '11.49', '99.99'])
})

test('100.00 with tax in it, at every rate in use', () => {
  const net = (price: string, tax_rate: string) =>
    lineAmounts({ quantity: '1', unit_price: price, tax_rate }, inclusive).net
  assert.deepEqual(
    ['0.13', '0.09', '0.06', '0.03'].map((r) => net('100.00', r)),
    ['88.50', '91.74', '94.34', '97.09'],
  )
  assert.equal(net('200.00', '0.01'), '198.02')
})

test('two taxes on one amount are each rounded by themselves', () => {
  const taxes = [taxOn('140.00', '0.05', 'CAD'), taxOn('140.00', '0.09975', 'CAD')]
  assert.deepEqual(taxes, ['7.00', '13.97'])
  assert.equal(sum(['140.00', ...taxes], 'CAD'), '160.97')
})

test('six at 1.50 with 10 % in it are 8.18 and 0.82', () => {
  const each = lineAmounts({ quantity: '6', unit_price: '1.50', tax_rate: '0.10' }, inclusive)
  assert.deepEqual(each, { net: '8.18', tax: '0.82', gross: '9.00' })
})

test('ten lines of 0.05 at 13 % bear 0.10, each its own', () => {
  const each = {
    ...lineAmounts({ quantity: '1', unit_price: '0.05', tax_rate: '0.13' }, CNY),
    tax_rate: '0.13',
  }
  const lines = Array.from({ length: 10 }, () => each)
  assert.equal(documentTotals(lines, 'CNY').tax, '0.10')
})

test('zero-rated, exempt and out of scope are three groups', () => {
  const zero = { net: '1.00', tax: '0.00', gross: '1.00', tax_rate: '0' }
  const categories = ['zero-rated', 'exempt', 'out-of-scope']
  const totals = documentTotals(
    categories.map((tax_category) => ({ ...zero, tax_category })),
    'CNY',
  )
  assert.deepEqual(
    totals.groups.map((group) => group.tax_category),
    [...categories].sort(),
  )
})

test('everything wrong with a line is told at once, at its place', () => {
  const problems = new Problems()
  checkLine(
    { quantity: '1e3', unit_price: '', discount_percent: '101', tax_rate: '13' },
    'lines[2]',
    problems,
  )
  assert.deepEqual(
    problems.list.map(({ path, code }) => [path, code]),
    [
      ['lines[2].quantity', 'wrong-type'],
      ['lines[2].unit_price', 'wrong-type'],
      ['lines[2].discount_percent', 'too-big'],
      ['lines[2].tax_rate', 'too-big'],
    ],
  )
  const huge = new Problems()
  checkLine({ quantity: '999999999', unit_price: '999999999' }, 'lines[0]', huge)
  assert.deepEqual(
    huge.list.map(({ code }) => code),
    ['too-big'],
  )
  const fine = new Problems()
  checkLine(
    { quantity: '-2', unit_price: '3.5', discount_percent: null, tax_rate: '0.13' },
    'lines[0]',
    fine,
  )
  assert.deepEqual(fine.list, [])
})
