// Do periods, places on the grid and hours of mails follow their laws?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayNumber, readDay, weekday, writeDay } from '../formula/calendar.ts'
import { arranged, gridColumns, inGrid, inTurn, type Place, placeFor } from './board.ts'
import { allOf, anyOf } from './condition-text.ts'
import { nextMoment } from './mail-moment.ts'
import { inOrder, movedTo } from './view.ts'
import { bucketName, bucketRange, bucketsBetween, earlier, periodNames, rangeOf } from './period.ts'

const today = readDay('2026-11-26')!
const said = (name: string): string => {
  const range = rangeOf(name, today)
  return range ? `${writeDay(range.from)}..${writeDay(range.to)}` : 'none'
}
const day = fc.integer({ min: dayNumber(1990, 1, 1), max: dayNumber(2100, 12, 31) })

test('a period is whole units, and the last so many include the one that today is in', () => {
  assert.equal(said('this_month'), '2026-11-01..2026-11-30')
  assert.equal(said('last_quarter'), '2026-07-01..2026-09-30')
  assert.equal(said('last_12_months'), '2025-12-01..2026-11-30')
  assert.equal(said('last_7_days'), '2026-11-20..2026-11-26')
  assert.equal(said('next_3_months'), '2026-11-01..2027-01-31')
  assert.equal(said('this_week'), '2026-11-23..2026-11-29')
  assert.equal(said('2026-01-05..2026-02-01'), '2026-01-05..2026-02-01')
  for (const wrong of [
    '',
    'this_moment',
    'last_0_days',
    '2026-02-30..2026-03-01',
    '2026-03-02..2026-03-01',
    'last_12_month',
  ])
    assert.equal(said(wrong), 'none', wrong)
})

test('the period before ends where the period begins, and is as long; months stay months', () => {
  const before = (name: string, how: 'before' | 'year'): string => {
    const range = earlier(rangeOf(name, today)!, how)
    return `${writeDay(range.from)}..${writeDay(range.to)}`
  }
  assert.equal(before('this_month', 'before'), '2026-10-01..2026-10-31')
  assert.equal(before('last_12_months', 'before'), '2024-12-01..2025-11-30')
  assert.equal(before('2028-02-01..2028-02-29', 'year'), '2027-02-01..2027-02-28')
  fc.assert(
    fc.property(day, fc.constantFrom(...periodNames), (at, name) => {
      const range = rangeOf(name, at)!
      const one = earlier(range, 'before')
      assert.equal(one.to, range.from - 1)
      assert.ok(one.from <= one.to)
    }),
  )
})

test('each day lies in the unit that bears its name, and units follow each other without a gap', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('day', 'week', 'month', 'quarter', 'year'), (at, unit) => {
      const range = bucketRange(unit, bucketName(unit, at))!
      assert.ok(range.from <= at && at <= range.to)
      assert.deepEqual(bucketsBetween(unit, range.from, range.to + 1, 9), [
        bucketName(unit, at),
        bucketName(unit, range.to + 1),
      ])
    }),
  )
})

test('blocks never overlap, stay on the grid and leave no room above them, wherever one is put', () => {
  const place = fc.record({
    x: fc.integer({ min: -3, max: 14 }),
    y: fc.nat(20),
    w: fc.integer({ min: 0, max: 15 }),
    h: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 9 }), place, (list, to) => {
      const places: Record<string, Place> = Object.fromEntries(
        list.map((one, i) => [`b${i}`, inGrid(one)]),
      )
      const after = Object.values(arranged(places, ['b0', to]))
      const hits = (a: Place, b: Place): boolean =>
        a !== b && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
      for (const one of after) {
        assert.ok(one.x >= 0 && one.x + one.w <= gridColumns && one.w >= 1 && one.h >= 1)
        assert.ok(!after.some((other) => hits(one, other)))
        assert.ok(one.y === 0 || after.some((other) => hits({ ...one, y: one.y - 1 }, other)))
      }
      assert.equal(after.length, list.length)
      const again = arranged(Object.fromEntries(after.map((one, i) => [`b${i}`, one])))
      assert.deepEqual(Object.values(again), after)
    }),
  )
})

test('a new block stands beside the last one where there is room, otherwise below all', () => {
  const left = { a: { x: 0, y: 0, w: 6, h: 9 } }
  assert.deepEqual(placeFor({}, 6, 9), { x: 0, y: 0, w: 6, h: 9 })
  assert.deepEqual(placeFor(left, 6, 4), { x: 6, y: 0, w: 6, h: 4 })
  assert.deepEqual(placeFor(left, 12, 9), { x: 0, y: 9, w: 12, h: 9 })
  const both = { ...left, b: { x: 6, y: 0, w: 3, h: 4 } }
  assert.deepEqual(placeFor(both, 3, 4), { x: 9, y: 0, w: 3, h: 4 })
  assert.deepEqual(placeFor(both, 6, 9), { x: 0, y: 9, w: 6, h: 9 })
})

test('one after the other, a block goes before and behind its neighbour, whatever they are beside or below', () => {
  const board = {
    figure: { x: 0, y: 0, w: 3, h: 4 },
    chart: { x: 3, y: 0, w: 6, h: 9 },
    table: { x: 0, y: 9, w: 12, h: 6 },
  }
  const orderOf = (places: Record<string, Place>) =>
    Object.entries(places)
      .sort(([, a], [, b]) => a.y - b.y || a.x - b.x)
      .map(([name]) => name)
  assert.deepEqual(orderOf(inTurn(board, 'chart', -1)), ['chart', 'figure', 'table'])
  assert.deepEqual(orderOf(inTurn(board, 'figure', 1)), ['chart', 'figure', 'table'])
  // What needs the whole line goes before all that stand beside each other in it.
  assert.deepEqual(orderOf(inTurn(board, 'table', -1)), ['table', 'figure', 'chart'])
  assert.deepEqual(orderOf(inTurn(board, 'chart', 1)), ['table', 'figure', 'chart'])
  assert.deepEqual(inTurn(board, 'figure', -1), board)
  assert.deepEqual(inTurn(board, 'table', 1), board)
})

test('a mail comes at its hour of the company’s clock, always after now, on the day that was asked for', () => {
  const now = new Date('2026-11-26T01:00:00Z')
  const next = (every: 'day' | 'week' | 'month', hour: number, on = 1): string =>
    nextMoment({ every, hour, day: on }, now, 'Asia/Shanghai').toISOString()
  assert.equal(next('day', 9), '2026-11-27T01:00:00.000Z')
  assert.equal(next('day', 10), '2026-11-26T02:00:00.000Z')
  assert.equal(next('week', 8, 1), '2026-11-30T00:00:00.000Z')
  assert.equal(next('month', 8, 31), '2026-11-30T00:00:00.000Z')
  assert.equal(next('month', 8, 1), '2026-12-01T00:00:00.000Z')
  fc.assert(
    fc.property(
      day,
      fc.nat(23),
      fc.integer({ min: -40, max: 40 }),
      fc.constantFrom('day', 'week'),
      (at, hour, on, every) => {
        const from = new Date(at * 86_400_000 + 5 * 3_600_000)
        const moment = nextMoment({ every, hour, day: on }, from, 'Europe/Berlin')
        assert.ok(
          moment > from &&
            moment.getTime() - from.getTime() <= (every === 'day' ? 2 : 8) * 86_400_000,
        )
      },
    ),
  )
  assert.equal(weekday(readDay('2026-11-30')!), 0)
})

test('conditions are joined so that chips can read them, and brackets keep their meaning', () => {
  assert.equal(allOf(['a = 1', '', 'b = 2 and c = 3', 'true', null]), 'a = 1 and b = 2 and c = 3')
  assert.equal(allOf(['a = 1 or b = 2', 'c = 3']), '(a = 1 or b = 2) and c = 3')
  assert.equal(anyOf(['a = 1', 'b = 2 and c = 3']), 'a = 1 or b = 2 and c = 3')
  assert.equal(allOf([]), '')
})

test('a group of the menu goes before any other, whatever was moved before; mostly its own place is all that changes', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2 }),
      fc.array(fc.tuple(name, fc.option(name))),
      fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 5, maxLength: 5 }),
      (names, moves, before) => {
        // As a company may have left them: some placed, some as they are listed.
        let areas: Record<string, { position?: number }> = Object.fromEntries(
          names.map((one, i) => [one, before[i]! < 0 ? {} : { position: before[i]! }]),
        )
        for (const [one, next] of moves) {
          if (!names.includes(one) || one === next || (next !== null && !names.includes(next)))
            continue
          const rest = Object.keys(inOrder(areas)).filter((other) => other !== one)
          const at = next === null ? rest.length : rest.indexOf(next)
          for (const [key, position] of Object.entries(movedTo(areas, one, next)))
            areas = { ...areas, [key]: { position } }
          assert.deepEqual(Object.keys(inOrder(areas)), [
            ...rest.slice(0, at),
            one,
            ...rest.slice(at),
          ])
        }
      },
    ),
  )
  assert.deepEqual(movedTo({ a: {}, b: {}, c: {} }, 'c', 'b'), { c: 0.5 })
  assert.deepEqual(movedTo({ a: {}, b: {} }, 'a', null), { a: 2 })
})
