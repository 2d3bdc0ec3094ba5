// Does rounding agree with plain fractions, whatever the value?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { currencies, digits } from './currency.ts'
import { parseMoney } from './parse.ts'
import { fraction, printed, units } from './reference.ts'
import { runs } from './runs.fixtures.ts'
import { amount, round } from './round.ts'
import type { Rounding } from './round.ts'

const decimal = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
    fc.integer({ min: 0, max: 10 }),
  )
  .map(([value, places]) => printed(value, places))
// Ties are what rounding is about, and chance alone hardly makes one.
const tie = fc
  .bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
  .map((n) => `${printed(n * 10n + 5n, 3)}`)
const mode = fc.constantFrom<Rounding>('half-up', 'half-even', 'down')

test('rounding is what fractions say, in every mode', () => {
  fc.assert(
    fc.property(
      fc.oneof(decimal, tie),
      fc.integer({ min: 0, max: 4 }),
      mode,
      (value, places, how) => {
        assert.equal(
          round(value, places, how),
          printed(units(fraction(value), places, how), places),
        )
      },
    ),
    runs(2000),
  )
})

test('rounding the opposite gives the opposite, and zero has no sign', () => {
  fc.assert(
    fc.property(fc.oneof(decimal, tie), mode, (value, how) => {
      const opposite = value.startsWith('-') ? value.slice(1) : `-${value}`
      const there = round(value, 2, how)
      const back = there.startsWith('-')
        ? there.slice(1)
        : /[1-9]/.test(there)
          ? `-${there}`
          : there
      assert.equal(round(opposite, 2, how), back)
    }),
  )
  assert.equal(round('-0.001', 2), '0.00')
})

test('ties go away from zero, or to the even digit when a document says so', () => {
  assert.equal(round('-2.345', 2), '-2.35')
  assert.equal(round('-2.345', 2, 'half-even'), '-2.34')
  assert.equal(round('-2.349', 2, 'down'), '-2.34')
})

test('an amount has exactly the digits of its currency', () => {
  assert.equal(amount('1234.5', 'CNY'), '1234.50')
  assert.equal(amount('1234.5', 'JPY'), '1235')
  assert.equal(amount('1.2345', 'KWD'), '1.235')
  assert.equal(amount('1160250.00', 'ZWL'), '1160250.00')
})

test('the table knows the digits of currencies and nothing of other codes', () => {
  for (const code of ['CNY', 'USD', 'EUR', 'HKD', 'GBP']) assert.equal(digits(code), 2)
  for (const code of ['JPY', 'KRW', 'VND', 'CLP', 'XOF']) assert.equal(digits(code), 0)
  for (const code of ['KWD', 'BHD', 'JOD', 'OMR', 'TND']) assert.equal(digits(code), 3)
  for (const code of ['', 'cny', 'RMB', 'XXX', 'toString', '__proto__']) {
    assert.equal(digits(code), undefined)
  }
  assert.equal(new Set(currencies).size, currencies.length)
  assert.ok(currencies.length > 150)
})

test('a plain decimal is money and keeps its value', () => {
  fc.assert(
    fc.property(decimal, (text) => {
      const parsed = parseMoney(text)
      assert.ok('value' in parsed || text.startsWith('-0'), text)
      if (!('value' in parsed)) return
      assert.equal(units(fraction(parsed.value), 10, 'down'), units(fraction(text), 10, 'down'))
      assert.deepEqual(parseMoney(parsed.value), parsed)
    }),
  )
  assert.deepEqual(parseMoney('1234.50'), { value: '1234.5' })
  assert.deepEqual(parseMoney('12.3400', 2), { value: '12.34' })
})

test('whatever is not a plain decimal is told apart and never rounded', () => {
  const bad = [
    '',
    ' ',
    '1e3',
    '1E3',
    '0x10',
    'NaN',
    'Infinity',
    '-Infinity',
    '1,234.50',
    '\uff11\uff12',
  ]
  bad.push(
    '+1',
    '.5',
    '5.',
    '--1',
    '1 ',
    ' 1',
    '1\n',
    '-0',
    '-0.00',
    '¥5',
    '1_000',
    '٣',
    '1.2.3',
    '-',
  )
  for (const text of bad) {
    assert.deepEqual(
      parseMoney(text),
      { problem: 'wrong-type', details: { expected: '123.45' } },
      text,
    )
  }
  for (const value of [
    1,
    1.5,
    NaN,
    10n,
    null,
    undefined,
    true,
    [],
    {},
    ['1'],
    { toString: () => '1' },
  ]) {
    assert.equal('problem' in parseMoney(value) && 'refused', 'refused')
  }
  assert.equal('problem' in parseMoney('9'.repeat(16)) && 'too big', 'too big')
  assert.deepEqual(parseMoney('1'.repeat(16)), {
    problem: 'too-big',
    details: { max: '999999999999999' },
  })
  assert.equal(problemOf('-' + '1'.repeat(300)), 'wrong-type')
  assert.equal(problemOf('-' + '1'.repeat(299)), 'too-small')
  assert.equal(problemOf('1'.repeat(1_000_000)), 'wrong-type')
  assert.equal(problemOf('1.23456789012'), 'too-precise')
  assert.deepEqual(parseMoney('1.005', 2), { problem: 'too-precise', details: { digits: 2 } })
})

test('no text at all makes the reader of money fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
      const parsed = parseMoney(value)
      if ('value' in parsed) assert.match(parsed.value, /^-?\d{1,15}(\.\d{1,10})?$/)
    }),
  )
})

const problemOf = (value: unknown): string | undefined => {
  const parsed = parseMoney(value)
  return 'problem' in parsed ? parsed.problem : undefined
}
