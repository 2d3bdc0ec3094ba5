// Do the books add up when eight people do whatever they like at the same time?
//
// No order is known, so nothing is predicted: no answer is a failure of ours, and when all is quiet every sentence
// about money holds. `OPENLTC_LONG=10 npm test -- money-parallel` goes on for ten minutes.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { choices } from './command.ts'
import { minutes, whileLong } from './long.ts'
import { busyDeal, hear, made, names, nothingHeard, type Heard } from './traffic.ts'
import { openMarket, type Market } from './world.ts'

let market: Market
before(async () => {
  market = await openMarket()
})
after(() => market.close())

const clients = 8

async function storm(seed: number, each: number): Promise<{ sent: number; done: number }> {
  const heard = nothingHeard([await market.account(), await market.account()])
  const [first] = fc.sample(choices, { seed, numRuns: 1 })
  await busyDeal(market, heard, first!)
  const scenarios = fc.sample(
    fc.array(fc.tuple(fc.constantFrom(...names), choices), { minLength: each, maxLength: each }),
    { seed, numRuns: clients },
  )
  let [sent, done] = [0, 0]
  const client = async (mine: Heard, at: number): Promise<void> => {
    for (const [name, chosen] of scenarios[at]!) {
      const request = await made(name, market, mine, chosen)
      if (!request) continue
      sent++
      const said = await market.ask(request)
      if (said.status < 300) done++
      hear(mine, request, said)
    }
  }
  await Promise.all(scenarios.map((_, at) => client(heard, at)))
  assert.deepEqual(await market.broken(), [], `seed ${seed}`)
  return { sent, done }
}

test('eight at once leave books that add up', { timeout: minutes.limit }, async (t) => {
  let [sent, done] = [0, 0]
  const add = (one: { sent: number; done: number }): void => {
    sent += one.sent
    done += one.done
  }
  add(await storm(20260302, 12))
  for (const seed of whileLong()) {
    market.tick()
    add(await storm(seed, 40))
  }
  assert.deepEqual(await market.unlike(), [])
  t.diagnostic(`${sent} commands sent, ${done} of them done`)
})
