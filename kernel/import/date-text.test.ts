// Are dates read as people of many countries write them?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDate, type DateOrder } from './date-text.ts'
import { instantOf, localTime } from './local-time.ts'
import { dateSerial, serialDate } from './serial-date.ts'

const read = (text: string, order?: DateOrder): string | null => {
  const found = readDate(text, order)
  return found === null || found === 'ambiguous' ? found : found.local + (found.offset ?? '')
}

test('dates are read in every way that people write them', () => {
  const cases: [string, string | null, DateOrder?][] = [
    ['2019-07-09', '2019-07-09'],
    ['2019.07.09', '2019-07-09'],
    ['2019/7/9', '2019-07-09'],
    ['2019年07月09日', '2019-07-09'],
    ['2019年7月9日', '2019-07-09'],
    ['20190709', '2019-07-09'],
    ['２０１９／７／９', '2019-07-09'],
    ['7/9/2019', '2019-07-09', 'M/D/YYYY'],
    ['7/9/2019', '2019-09-07', 'D/M/YYYY'],
    ['7/9/2019', 'ambiguous'],
    ['13/9/2019', '2019-09-13'],
    ['9/13/2019', '2019-09-13'],
    ['7/7/2019', '2019-07-07'],
    ['13/9/2019', null, 'M/D/YYYY'],
    ['31.12.2019', '2019-12-31', 'D/M/YYYY'],
    ['1/2/29', '2029-01-02', 'M/D/YYYY'],
    ['1/2/30', '1930-01-02', 'M/D/YYYY'],
    ['9 Jul 2019', '2019-07-09'],
    ['09-Jul-2019', '2019-07-09'],
    ['July 9, 2019', '2019-07-09'],
    ['2018-06-12 20:07:44', '2018-06-12T20:07:44'],
    ['2018-06-12T20:07', '2018-06-12T20:07:00'],
    ['2018-06-12T20:07:44.123Z', '2018-06-12T20:07:44Z'],
    ['2018-06-12 20:07:44+0800', '2018-06-12T20:07:44+08:00'],
    ['2019/7/9 下午 3:05', '2019-07-09T15:05:00'],
    ['7/9/2019 12:30 AM', '2019-07-09T00:30:00', 'M/D/YYYY'],
    ['2019年7月9日 14时30分05秒', '2019-07-09T14:30:05'],
    ['43655', '2019-07-09'],
    ['43655.75', '2019-07-09T18:00:00'],
    ['2019', null],
    ['2019-02-29', null],
    ['2020-02-29', '2020-02-29'],
    ['2019-13-01', null],
    ['2019-07', null],
    ['2019-07-09 24:00', null],
    ['2019-07-09 10:60', null],
    ['soon', null],
    ['', null],
    ['0000-00-00', null],
  ]
  for (const [text, expected, order] of cases) assert.equal(read(text, order), expected, text)
})

test('no text makes the reading of dates fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readDate(text)))
})

test('day numbers are those of spreadsheets, with the day in 1900 that never was', () => {
  const cases: [number, string | null][] = [
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [43_655, '2019-07-09'],
    [43_655.5, '2019-07-09T12:00:00'],
    [2_958_465, '9999-12-31'],
    [2_958_466, null],
    [0, null],
    [-1, null],
    [Number.NaN, null],
    [43_655.999_999_9, '2019-07-10'],
  ]
  for (const [serial, expected] of cases) assert.equal(serialDate(serial), expected, String(serial))
  assert.equal(serialDate(42_193, 1904), '2019-07-09')
  assert.equal(serialDate(0, 1904), '1904-01-01')
})

test('every second from 1900 to 9999 survives the way into a day number and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1900, 2, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 }),
      (seconds) => {
        const text = new Date(seconds * 1000).toISOString().slice(0, 19)
        assert.equal(serialDate(dateSerial(text) ?? 0), text.replace('T00:00:00', ''))
      },
    ),
  )
})

test('a local time is the moment at which the clocks of its zone show it', () => {
  assert.equal(instantOf('2026-11-23T16:00:00', 'Asia/Shanghai'), '2026-11-23T08:00:00Z')
  assert.equal(instantOf('2026-11-23', 'Asia/Shanghai'), '2026-11-22T16:00:00Z')
  assert.equal(instantOf('2026-07-01T12:00:00', 'America/New_York'), '2026-07-01T16:00:00Z')
  // 02:30 does not exist on the day the clocks go forward; 01:30 comes twice when they go back.
  assert.equal(instantOf('2026-03-08T02:30:00', 'America/New_York'), '2026-03-08T07:30:00Z')
  assert.equal(instantOf('2026-11-01T01:30:00', 'America/New_York'), '2026-11-01T05:30:00Z')
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'UTC'),
      (date, zone) => {
        const local = localTime(date.getTime(), zone)
        assert.ok(
          [0, 3600].includes(
            Math.floor(date.getTime() / 1000) - Date.parse(instantOf(local, zone)) / 1000,
          ),
        )
      },
    ),
  )
})
