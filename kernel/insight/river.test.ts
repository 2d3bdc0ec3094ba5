// Does the river keep its laws: nothing lost at a gate, widths exact, shades continuous?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RiverPeriod } from '../api.ts'
import { ageKnots, ageStops, shadeOf } from './age.ts'
import { add, along, level, rise } from './curve.ts'
import { type Counted, flowOf, type Measured, otherReasons, reasonsShown } from './flow.ts'
import { drawRiver, lineWorth } from './geometry.ts'
import { brokenIdentities } from './identities.ts'
import { bottleneckOf, shapeBetween } from './shape.ts'

const cents = fc
  .integer({ min: 0, max: 10 ** 13 })
  .map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)
const part = fc
  .record({
    ending: fc.constantFrom('stay' as const, 'lost' as const, 'received' as const),
    reach: fc.integer({ min: 1, max: 6 }),
    reason: fc.constantFrom('价格', '竞品', '未立项', '延期', '', otherReasons),
    amount: cents,
    count: fc.integer({ min: 1, max: 9 }),
    share: fc.boolean(),
  })
  .map(({ share, ...one }): Counted => ({
    ...one,
    reach: one.ending === 'received' ? 6 : one.reach,
    reason: one.ending === 'lost' ? one.reason : null,
    stuck: one.ending === 'stay' && share ? one.amount : '0',
    stuck_count: one.ending === 'stay' && share ? one.count : 0,
  }))
const chains = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 6, maxLength: 6 })
const measured = fc
  .record({ counted: fc.array(part, { maxLength: 60 }), chains })
  .map((one): Measured => ({
    ...one,
    from: '2025-11-23',
    to: '2026-11-23',
    days: [2.1, 6.2, 41, null, 58, 27],
    days_all: 148,
  }))
const noLimits = [17, 7, 91, 24, null, 30]
const period = (
  one: Measured,
  measure: 'amount' | 'count' = 'amount',
  others: Measured[] = [],
): RiverPeriod => flowOf(one, measure, noLimits, reasonsShown([one, ...others]), 2)

test('whatever the population, it adds up at each gate and over the whole, to the cent', () => {
  fc.assert(
    fc.property(measured, fc.constantFrom('amount' as const, 'count' as const), (one, measure) => {
      assert.deepEqual(brokenIdentities(period(one, measure), measure), [])
    }),
  )
})

test('a cent that is missing anywhere is told', () => {
  fc.assert(
    fc.property(
      measured,
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom('enter' as const, 'stay' as const, 'on' as const),
      (one, i, what) => {
        const right = period(one)
        const reaches = right.reaches.map((reach, n) =>
          n === i
            ? { ...reach, [what]: { ...reach[what], amount: `${reach[what].amount}1` } }
            : reach,
        )
        assert.notEqual(brokenIdentities({ ...right, reaches }, 'amount').length, 0)
      },
    ),
  )
})

test('at most three reasons have a stream of their own, a fourth alone keeps its name', () => {
  const lost = (reason: string, amount: string): Counted => ({
    ending: 'lost',
    reach: 3,
    reason,
    amount,
    count: 1,
    stuck: '0',
    stuck_count: 0,
  })
  const with_ = (reasons: string[]): Measured => ({
    counted: reasons.map((one, i) => lost(one, String(10 - i))),
    chains: [],
    from: '',
    to: '',
    days: [],
    days_all: null,
  })
  const names = (reasons: string[]) =>
    period(with_(reasons)).reaches[2]!.lost.map((one) => one.reason)
  assert.deepEqual(names(['a', 'b', 'c', 'd', 'e']), ['a', 'b', 'c', otherReasons])
  assert.deepEqual(names(['a', 'b', 'c', 'd']), ['a', 'b', 'c', 'd'])
  assert.deepEqual(
    period(with_(['a', 'b', 'c', 'd', 'e'])).reaches[2]!.lost.at(-1)!.amount,
    '13.00',
  )
})

const near = (a: number, b: number, says?: string): void =>
  assert.ok(Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a)), `${says ?? ''} ${a} ≈ ${b}`)

test('between two periods all identities hold at each position', () => {
  fc.assert(
    fc.property(measured, measured, fc.integer({ min: 0, max: 100 }), (a, b, percent) => {
      const { reaches, received } = shapeBetween(
        period(a, 'amount', [b]),
        period(b, 'amount', [a]),
        'amount',
        percent / 100,
      )
      reaches.forEach((reach, i) => {
        const lost = reach.lost.reduce((all, one) => all + one.size, 0)
        near(reach.enter, reach.on + reach.stay + lost)
        near(reach.on, reaches[i + 1]?.enter ?? received)
      })
    }),
  )
})

test('thickness is exact at each gate: what entered at the start, what goes on at the end', () => {
  fc.assert(
    fc.property(measured, (one) => {
      const shape = shapeBetween(period(one), period(one), 'amount', 1)
      const scale = 204 / (shape.reaches[0]!.enter || 1)
      const river = drawRiver(shape, {
        reach: 182,
        mouth: 112,
        scale,
        middle: 172,
        words: 344,
        every: 0,
      })
      river.reaches.forEach((reach, i) => {
        const own = shape.reaches[i]!
        near(reach.gate.bottom - reach.gate.top, own.on * scale, 'exit')
        const lowest = reach.streams.length ? own.enter * scale : (own.on + own.stay) * scale
        near(lowest, own.enter * scale, 'entry')
        near(reach.bankAt(1), reach.gate.top, 'nothing waits at the gate')
        if (i > 0) near(reach.bankAt(0), river.reaches[i - 1]!.gate.top, 'the banks meet')
      })
      near(river.mouth.height, shape.received * scale)
    }),
  )
})

test('a bank written as Béziers is the bank itself', () => {
  const bank = add(level(70), rise(14), rise(30, 0.46, 0.96), rise(-12, 0, 0.3))
  const path = along(bank, 0, 1)
  const pieces = [...path.matchAll(/C([^C]+)/g)].map((one) => one[1]!.split(' ').map(Number))
  let [x0, y0] = [0, bank.at(0)]
  for (const [x1, y1, x2, y2, x3, y3] of pieces as [
    number,
    number,
    number,
    number,
    number,
    number,
  ][]) {
    for (const u of [0.25, 0.5, 0.75]) {
      const [v, mix] = [1 - u, (a: number, b: number, c: number, d: number) => v0(u, a, b, c, d)]
      const at = mix(x0, x1, x2, x3)
      assert.ok(v >= 0 && Math.abs(bank.at(at) - mix(y0, y1, y2, y3)) < 0.6, `${at}`)
    }
    ;[x0, y0] = [x3, y3]
  }
  near(x0, 1)
})
const v0 = (u: number, a: number, b: number, c: number, d: number): number =>
  (1 - u) ** 3 * a + 3 * (1 - u) ** 2 * u * b + 3 * (1 - u) * u * u * c + u ** 3 * d

test('counting lines are 1, 2 or 5 times a power of ten, and 24 to 60 of them', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), (whole) => {
      const worth = lineWorth(whole)
      assert.ok(whole / worth <= 60 && whole / worth >= 23.9, `${whole} / ${worth}`)
      assert.match((worth / 10 ** Math.floor(Math.log10(worth) + 1e-9)).toFixed(0), /^[125]$/)
    }),
  )
  assert.equal(lineWorth(48_620), 1000)
  assert.equal(lineWorth(0), 0)
})

test('shades are pure at their knots, continuous between them and stop at the oldest', () => {
  ageKnots.forEach((days, i) => {
    const { from, share } = shadeOf(days)
    assert.equal(from + share, i + 1)
  })
  assert.deepEqual(shadeOf(999), { from: 6, share: 1 })
  const stops = ageStops([2, 6, 41, null, 58, 27])
  assert.ok(
    stops.every(
      (stop, i) => i === 0 || (stop.at >= stops[i - 1]!.at && stop.days >= stops[i - 1]!.days),
    ),
  )
  assert.deepEqual(stops.at(-1), { at: 6, days: 134 })
  assert.ok(stops.some((stop) => stop.days === 20 && stop.at > 2 && stop.at < 3))
})

test('the bottleneck is the reach that holds most back for what it lets through', () => {
  const reach = (stuck: number, on: number) => ({ stuck, on }) as never
  assert.equal(
    bottleneckOf({
      reaches: [reach(10, 100), reach(30, 50), reach(5, 100)],
      received: 0,
      days_all: null,
    }),
    1,
  )
  assert.equal(bottleneckOf({ reaches: [reach(0, 100)], received: 0, days_all: null }), null)
  assert.equal(
    bottleneckOf({ reaches: [reach(10, 100), reach(1, 0)], received: 0, days_all: null }),
    1,
  )
})
