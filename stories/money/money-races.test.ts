// What if two commands meet on the same records at the same moment?
//
// Every pair of commands is fired at once at a deal that has something for each to do. Whoever wins: no answer is a
// failure of ours, no deadlock is shown, and every sentence about money holds. All pairs are tried by
// `OPENLTC_LONG=10 npm test -- money-races`; the short form tries some of them, others every time.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { choices } from './command.ts'
import { minutes, whileLong } from './long.ts'
import { busyDeal, made, names, nothingHeard } from './traffic.ts'
import { openMarket, type Market, type Request } from './world.ts'

let market: Market
before(async () => {
  market = await openMarket()
})
after(() => market.close())

type Pair = readonly [string, string]
const pairs: readonly Pair[] = names.flatMap((a, at) => names.slice(at).map((b): Pair => [a, b]))

/** Fires each pair several times at once at one deal; what an earlier pair has ended, a later one is refused. */
async function race(some: readonly Pair[], seed: number): Promise<void> {
  const heard = nothingHeard([await market.account()])
  const chosen = fc.sample(choices, { seed, numRuns: some.length + 1 })
  await busyDeal(market, heard, chosen.at(-1)!)
  for (const [at, pair] of some.entries()) {
    const picks = chosen[at]!
    const requests = (
      await Promise.all([...pair, ...pair].map((name) => made(name, market, heard, picks)))
    ).filter((one): one is Request => one !== null)
    await Promise.all(requests.map((request) => market.ask(request)))
  }
  const told = `seed ${seed}: ${some.map((pair) => pair.join('+')).join(' ')}`
  assert.deepEqual(await market.broken(), [], told)
}

/** The pairs in an order of their own, by fours. */
function dealt(seed: number): Pair[][] {
  const order = fc.sample(fc.shuffledSubarray([...pairs], { minLength: pairs.length }), {
    seed,
    numRuns: 1,
  })[0]!
  return Array.from({ length: Math.ceil(order.length / 4) }, (_, at) =>
    order.slice(at * 4, at * 4 + 4),
  )
}

test('any two commands at once leave books that add up', { timeout: minutes.limit }, async (t) => {
  let count = 0
  const some = async (hand: readonly Pair[], seed: number): Promise<void> => {
    market.tick()
    await race(hand, seed)
    count += hand.length
  }
  const today = Math.floor(Math.random() * 1e9)
  for (const hand of dealt(today).slice(0, 5)) await some(hand, today)
  // All pairs in turn, each time in another order, until the time is over.
  let hands: Pair[][] = []
  for (const seed of whileLong()) {
    if (hands.length === 0) hands = dealt(seed)
    await some(hands.pop()!, seed)
  }
  t.diagnostic(`${count} pairs of ${pairs.length}, first seed ${today}`)
})
