// Does everybody get the price that a careful clerk would find by hand?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { runs } from '#kernel/money/runs.fixtures.ts'
import { bestPrice, inBasis, listsFor } from './best-price.ts'
import type { Buyer, ListFacts, PriceFacts } from './best-price.ts'

const list = (id: string, more: Partial<ListFacts> = {}): ListFacts => ({
  id,
  active: true,
  audience: 'everyone',
  levels: [],
  industries: [],
  sequence: 10,
  currency: 'CNY',
  valid_from: null,
  valid_until: null,
  ...more,
})
const buyer: Buyer = {
  own_list: null,
  level: 'a',
  industry: 'energy',
  currency: 'CNY',
  day: '2026-06-15',
}
const names = (lists: readonly ListFacts[], more: Partial<Buyer> = {}): string =>
  listsFor(lists, { ...buyer, ...more })
    .map((one) => one.id)
    .join(' ')

test('a customer’s own list comes before that of its kind, and that before everyone’s', () => {
  const lists = [
    list('all'),
    list('kind', { audience: 'segment', levels: ['a', 'b'] }),
    list('own', { audience: 'named' }),
  ]
  assert.equal(names(lists, { own_list: 'own' }), 'own kind all')
  assert.equal(names(lists), 'kind all')
  assert.equal(names(lists, { level: 'c' }), 'all')
  assert.equal(names(lists, { level: null }), 'all')
  assert.equal(names(lists, { own_list: 'all' }), 'all kind')
})

test('a list for a level and an industry is for those who are both', () => {
  const both = [list('x', { audience: 'segment', levels: ['a'], industries: ['energy'] })]
  assert.equal(names(both), 'x')
  assert.equal(names(both, { industry: 'retail' }), '')
  assert.equal(names(both, { level: 'b' }), '')
})

test('a list holds from its first day to its last, in its currency, while it is in use', () => {
  const year = [list('x', { valid_from: '2026-01-01', valid_until: '2026-12-31' })]
  for (const day of ['2026-01-01', '2026-12-31']) assert.equal(names(year, { day }), 'x')
  for (const day of ['2025-12-31', '2027-01-01']) assert.equal(names(year, { day }), '')
  assert.equal(names(year, { currency: 'USD' }), '')
  assert.equal(names([list('x', { active: false })]), '')
})

test('of lists that fit equally well the smaller order comes first, then the one that began later', () => {
  const lists = [
    list('old', { valid_from: '2026-01-01' }),
    list('new', { valid_from: '2026-06-01' }),
    list('first', { sequence: 1 }),
  ]
  assert.equal(names(lists), 'first new old')
})

const price = (of: string, min: string | null, from: string | null = null) => ({
  price_list: 'x',
  product: 'p',
  min_quantity: min,
  valid_from: from,
  of,
})
const found = (prices: readonly (PriceFacts & { of: string })[], quantity: string, day: string) =>
  bestPrice([{ id: 'x' }], prices, { product: 'p', quantity, day })?.of

test('a tier holds from its quantity on, and a newer price takes the place of the same tier alone', () => {
  const prices = [
    price('100', null),
    price('95', null, '2026-06-01'),
    price('90', '10'),
    price('80', '100', '2026-07-01'),
  ]
  assert.equal(found(prices, '9.999999', '2026-05-31'), '100')
  assert.equal(found(prices, '9', '2026-06-01'), '95')
  assert.equal(found(prices, '10', '2026-06-01'), '90')
  assert.equal(found(prices, '100', '2026-06-30'), '90')
  assert.equal(found(prices, '100', '2026-07-01'), '80')
  assert.equal(found([price('9', '10')], '5', '2026-06-01'), undefined)
})

test('a list without the product passes the question on to the next', () => {
  const prices = [{ ...price('70', null), price_list: 'b' }, price('60', '50')]
  const ask = { product: 'p', day: '2026-06-01' }
  const lists = [{ id: 'x' }, { id: 'b' }]
  assert.equal(bestPrice(lists, prices, { ...ask, quantity: '1' })?.of, '70')
  assert.equal(bestPrice(lists, prices, { ...ask, quantity: '50' })?.of, '60')
})

const pick = fc.constantFrom
const day = pick('2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16', '2026-06-17')
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const listIds = ['l1', 'l2', 'l3', 'l4'] as const
const anyList = fc.record({
  active: fc.boolean(),
  audience: pick('everyone', 'segment', 'named'),
  levels: fc.subarray(['a', 'b']),
  industries: fc.subarray(['energy', 'retail']),
  sequence: pick(1, 2),
  currency: pick('CNY', 'CNY', 'USD'),
  valid_from: maybe(day),
  valid_until: maybe(day),
})
const anyLists = fc
  .tuple(anyList, anyList, anyList, anyList)
  .map((all) => all.map((one, at): ListFacts => ({ ...one, id: listIds[at]! })))
const anyPrice = fc.record({
  price_list: pick(...listIds),
  product: pick('p', 'q'),
  min_quantity: maybe(pick('1', '2.5', '10', '100')),
  valid_from: maybe(day),
})
const anyBuyer = fc.record({
  own_list: maybe(pick(...listIds)),
  level: maybe(pick('a', 'b')),
  industry: maybe(pick('energy', 'retail')),
  currency: pick('CNY', 'USD'),
  day,
})

/** Does any other pair of list and price beat this one? Said once more, in the words of the guide and without an order. */
function naive(lists: readonly ListFacts[], prices: readonly PriceFacts[], of: Buyer, n: number) {
  const kindOf = (one: ListFacts): string =>
    one.id === of.own_list
      ? 'own'
      : one.audience === 'segment' &&
          (!one.levels.length || one.levels.some((level) => level === of.level)) &&
          (!one.industries.length || one.industries.some((name) => name === of.industry))
        ? 'kind'
        : one.audience === 'everyone'
          ? 'all'
          : 'none'
  const pairs = prices.flatMap((one) => {
    const its = lists.find(({ id }) => id === one.price_list)!
    const isRight =
      one.product === 'p' &&
      Number(one.min_quantity ?? 0) <= n &&
      !(one.valid_from !== null && one.valid_from > of.day) &&
      its.active &&
      its.currency === of.currency &&
      kindOf(its) !== 'none' &&
      !(its.valid_from !== null && its.valid_from > of.day) &&
      !(its.valid_until !== null && its.valid_until < of.day)
    return isRight ? [{ one, its }] : []
  })
  const kinds = ['own', 'kind', 'all']
  const beats = (a: (typeof pairs)[number], b: (typeof pairs)[number]): boolean => {
    const [x, y] = [kinds.indexOf(kindOf(a.its)), kinds.indexOf(kindOf(b.its))]
    if (x !== y) return x < y
    if (a.its.sequence !== b.its.sequence) return a.its.sequence < b.its.sequence
    const [from, other] = [a.its.valid_from ?? '', b.its.valid_from ?? '']
    if (from !== other) return from > other
    if (a.its !== b.its) return a.its.id < b.its.id
    const [min, less] = [Number(a.one.min_quantity ?? 0), Number(b.one.min_quantity ?? 0)]
    if (min !== less) return min > less
    return (a.one.valid_from ?? '') > (b.one.valid_from ?? '')
  }
  return pairs.find((pair) => !pairs.some((other) => other !== pair && beats(other, pair)))?.one
}

test('of all lists and prices at once, the price is the one that no other beats', () => {
  fc.assert(
    fc.property(
      anyLists,
      fc.uniqueArray(anyPrice, {
        maxLength: 14,
        selector: (one) =>
          JSON.stringify([one.price_list, one.product, one.min_quantity, one.valid_from]),
      }),
      anyBuyer,
      pick('0.5', '1', '2.5', '9', '10', '250'),
      (lists, prices, of, quantity) => {
        const ask = { product: 'p', quantity, day: of.day }
        const got = bestPrice(listsFor(lists, of), prices, ask)
        assert.deepEqual(got, naive(lists, prices, of, Number(quantity)))
        // The order in which rows come says nothing.
        const turned = bestPrice(listsFor(lists.toReversed(), of), prices.toReversed(), ask)
        assert.deepEqual(turned, got)
      },
    ),
    runs(600),
  )
})

test('a price with tax and the same without it are one price', () => {
  assert.equal(inBasis('100', '0.13', { from: false, to: true }), '113')
  assert.equal(inBasis('113', '0.13', { from: true, to: false }), '100')
  assert.equal(inBasis('100.00', '0.13', { from: true, to: true }), '100')
  assert.equal(inBasis('100', '0.13', { from: true, to: false }), '88.495575')
})
