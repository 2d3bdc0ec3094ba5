// Is the money of a company, after whatever people do in whatever order, what plain arithmetic says?
//
// Random scenarios over HTTP, each command predicted by the model: done or refused, and with which code. After each
// one everything is compared, and every reconciliation query finds nothing. A failing scenario is made short and
// printed with its seed: put it into `regressions.ts`. `OPENLTC_LONG=20 npm test -- money-model` goes on for twenty
// minutes.

import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { called, opening, type Called } from './commands.ts'
import { minutes, whileLong } from './long.ts'
import { play } from './play.ts'
import { regressions, seeds } from './regressions.ts'
import { shortest } from './shortest.ts'
import { openMarket, type Market } from './world.ts'

let market: Market
before(async () => {
  market = await openMarket()
})
after(() => market.close())

for (const [name, scenario] of Object.entries(regressions))
  test(`what went wrong once: ${name}`, async () => void (await play(market, scenario)))

test('every scenario ends as plain arithmetic says', { timeout: minutes.limit }, async (t) => {
  const count = { scenarios: 0, tried: 0, done: 0 }
  for (const seed of seeds) await run(t, seed, 40, count)
  for (const seed of whileLong()) await run(t, seed, 120, count)
  assert.deepEqual(await market.unlike(), [])
  const { scenarios, tried, done } = count
  t.diagnostic(`${scenarios} scenarios, ${tried} commands tried, ${done} of them done`)
})

async function run(
  t: TestContext,
  seed: number,
  length: number,
  count: { scenarios: number; tried: number; done: number },
): Promise<void> {
  const of = fc.array(called, { minLength: length, maxLength: length })
  const [random] = fc.sample(of, { seed, numRuns: 1 }) as [Called[]]
  // Begun with a deal that goes well, so that there is something to do the rest with.
  const scenario = [...opening(random), ...random]
  try {
    const { tried, done } = await play(market, scenario)
    count.scenarios++
    count.tried += tried
    count.done += done
  } catch (error) {
    const short = await shortest(
      scenario,
      String(error),
      async (each) => void (await play(market, each)),
    )
    t.diagnostic(
      `seed ${seed}; the shortest that fails alike: ${JSON.stringify(short)}; its end: ${String(error).slice(0, 2000)}`,
    )
    throw error
  }
}
