// Are days, instants and amounts written as people here read them?

import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { money, number, percent, price, short, shortText } from '#kernel/money/written.ts'
import { date, daysBetween, instant, local, size, span, todayIn } from './format.ts'
import { plainNumber } from './fields/plain-number.ts'
import { instantOf } from './fields/zoned.ts'

test('an amount has a comma per three digits and the digits of its currency', () => {
  assert.equal(money('2672388.6', 'CNY', 'CNY'), '2,672,388.60')
  assert.equal(money('-0.005', 'CNY', 'CNY'), '−0.01')
  assert.equal(money('1234567', 'JPY', 'CNY'), 'JPY 1,234,567')
  assert.equal(money('1.2345', 'KWD', 'CNY'), 'KWD 1.235')
  assert.equal(money(null), '')
})

test('no digit is lost, however large the amount', () => {
  assert.equal(money('999999999999999.99', 'CNY', 'CNY'), '999,999,999,999,999.99')
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (cents) => {
      const sign = cents < 0n ? '-' : ''
      const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
      const text = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
      assert.equal(money(text).replaceAll(',', '').replace('−', '-'), text)
    }),
  )
})

test('a unit price keeps its finer digits', () => {
  assert.equal(price('0.0375', 'CNY'), '0.0375')
  assert.equal(price('12', 'CNY'), '12.00')
})

test('overviews are in 万 with one decimal', () => {
  assert.deepEqual(short('21285000', 'zh'), { figures: '2,128.5', unit: '万' })
  assert.equal(shortText('21285000', 'en'), '21.3M')
  assert.equal(shortText('980', 'zh'), '980')
  assert.equal(shortText('1234500000000', 'zh'), '12,345.0 亿')
})

test('numbers and percentages keep the digits that are there', () => {
  assert.equal(number('1234.50'), '1,234.5')
  assert.equal(percent('12.50'), '12.5%')
  assert.equal(number('not a number'), 'not a number')
})

test('the year of a date is left out only where it is this year', () => {
  assert.equal(date('2026-11-20', { today: '2026-11-23', weekday: 'zh' }), '11-20 周五')
  assert.equal(date('2025-11-20', { today: '2026-11-23' }), '2025-11-20')
  assert.equal(date('2026-11-20', { today: '2026-11-23', year: true }), '2026-11-20')
  assert.equal(date(null), '')
})

test('instants are told in the time zone of the company', () => {
  assert.equal(local('2026-11-22T16:30:00Z', 'Asia/Shanghai'), '2026-11-23 00:30')
  assert.equal(instant('2026-11-22T16:30:00Z', 'Asia/Shanghai', '2026-11-23'), '00:30')
  assert.equal(instant('2026-11-20T08:20:00Z', 'Asia/Shanghai', '2026-11-23'), '11-20 16:20')
  assert.equal(todayIn('Asia/Shanghai', new Date('2026-11-22T16:30:00Z')), '2026-11-23')
})

test('a time typed in the zone of the company comes back as the same time', () => {
  assert.equal(instantOf('2026-11-23 09:00', 'Asia/Shanghai'), '2026-11-23T01:00:00.000Z')
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('2001-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (zone, moment) => {
        const wall = local(moment.toISOString(), zone)
        assert.equal(local(instantOf(wall, zone), zone), wall)
      },
    ),
  )
})

test('waiting is told in days and hours', () => {
  assert.equal(span((2 * 24 + 17) * 3_600_000, 'zh'), '2 天 17 小时')
  assert.equal(span(5 * 60_000, 'en'), '5 min')
  assert.equal(daysBetween('2026-02-27', '2026-03-01'), 2)
})

test('what people type or paste as a number is read as they mean it', () => {
  assert.equal(plainNumber('¥1,234.50'), '1234.50')
  assert.equal(plainNumber('\uff11\uff12\uff0e\uff15'), '12.5')
  assert.equal(plainNumber('51.5万'), '515000')
  assert.equal(plainNumber('-0.00015 亿'), '-15000')
  assert.equal(plainNumber('.5'), '0.5')
  assert.equal(plainNumber('abc'), 'abc')
})

test('sizes of files are told with one unit', () => {
  assert.equal(size(900), '900 B')
  assert.equal(size(1_500_000), '1.4 MB')
})
