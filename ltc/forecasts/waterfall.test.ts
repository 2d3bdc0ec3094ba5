// Does the way of the open deals from one forecast to the next add up, whatever becomes of each deal?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { exact } from '#kernel/money/exact.ts'
import { sum } from '#kernel/money/sum.ts'
import { accuracyOf } from './accuracy.ts'
import { type DealThen, steps, waterfall } from './waterfall.ts'

const cents = fc
  .bigInt({ min: 0n, max: 99_999_999_999n })
  .map((n) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`)
const open = ['commit', 'best', 'pipeline']
const since = '2026-03-06T09:00:00.000Z'

const deal = (categories: readonly string[]) =>
  fc.record({
    opportunity: fc.integer({ min: 1, max: 12 }).map(String),
    name: fc.constantFrom('示例甲', '示例乙'),
    amount: cents,
    category: fc.constantFrom(...categories),
    begun_at: fc.constantFrom('2026-03-01T00:00:00.000Z', '2026-03-07T00:00:00.000Z', null),
  })
const deals = (categories: readonly string[]) =>
  fc.uniqueArray(deal(categories), { selector: (one) => one.opportunity, maxLength: 12 })

const all = [...open, 'won', 'omitted', 'lost', 'moved', 'gone']

test('start and steps give the end to the cent, and each step is the sum of its deals', () => {
  fc.assert(
    fc.property(deals(all), deals(all), (before, now) => {
      // What has left since is kept only of what was open before; nothing else is ever written.
      const was = new Set(
        before.filter((one) => open.includes(one.category)).map((one) => one.opportunity),
      )
      const kept = now.filter(
        (one) => !['lost', 'moved', 'gone'].includes(one.category) || was.has(one.opportunity),
      )
      const fall = waterfall(before, kept, since, 'CNY')
      const openOf = (list: readonly DealThen[]) =>
        list
          .filter((one) => open.includes(one.category))
          .reduce((a, one) => a.plus(one.amount), exact('0'))
      assert.equal(fall.start, openOf(before).toFixed(2))
      assert.equal(fall.end, openOf(kept).toFixed(2))
      assert.equal(
        sum([fall.start, ...steps.map((step) => fall.steps[step].amount)], 'CNY'),
        fall.end,
      )
      for (const step of steps)
        assert.equal(
          fall.steps[step].amount,
          sum(
            fall.steps[step].deals.map((one) => one.amount),
            'CNY',
          ),
        )
    }),
    { numRuns: 500 },
  )
})

test('each deal goes one way: more or less first, then out with what it is worth now', () => {
  const at = (
    opportunity: string,
    amount: string,
    category: string,
    begun_at = '2026-03-01T00:00:00.000Z',
  ) => ({ opportunity, name: opportunity, amount, category, begun_at }) satisfies DealThen
  const fall = waterfall(
    [
      at('stays', '100.00', 'commit'),
      at('wins', '200.00', 'commit'),
      at('loses', '300.00', 'best'),
      at('later', '400.00', 'pipeline'),
      at('doubted', '50.00', 'best'),
      at('unseen', '60.00', 'best'),
      at('long won', '70.00', 'won'),
    ],
    [
      at('stays', '110.50', 'best'),
      at('wins', '180.00', 'won'),
      at('loses', '300.00', 'lost'),
      at('later', '400.00', 'moved'),
      at('doubted', '50.00', 'omitted'),
      at('long won', '70.00', 'won'),
      at('fresh', '10.00', 'pipeline', '2026-03-08T00:00:00.000Z'),
      at('pulled in', '20.00', 'commit'),
      at('fresh and won', '5.00', 'won', '2026-03-08T00:00:00.000Z'),
    ],
    since,
    'CNY',
  )
  assert.deepEqual(Object.fromEntries(steps.map((step) => [step, fall.steps[step].amount])), {
    new: '15.00',
    moved_in: '20.00',
    up: '10.50',
    down: '-20.00',
    moved_out: '-400.00',
    won: '-185.00',
    lost: '-300.00',
    left_out: '-110.00',
  })
  assert.equal(fall.start, '1110.00')
  assert.equal(fall.end, '140.50')
})

test('WAPE and bias are those of the glossary; where nothing became there is none', () => {
  const said = [
    { said: '120', became: '100' },
    { said: '70', became: '100' },
  ]
  assert.deepEqual(accuracyOf(said), { wape: '25.0', bias: '-5.0' })
  assert.deepEqual(accuracyOf([{ said: '5', became: '0' }]), { wape: null, bias: null })
  assert.deepEqual(accuracyOf([]), { wape: null, bias: null })
})
