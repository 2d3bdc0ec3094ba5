// How is a scenario played? Each command over HTTP, then the model and the company are compared and every sum is asked.

import assert from 'node:assert/strict'
import { stepOf, type Called } from './commands.ts'
import { compare } from './compare.ts'
import { Model } from './model.ts'
import { firstDay, type Market } from './world.ts'

const currencies = ['CNY', 'CNY', 'JPY', 'KWD', 'USD']

/** Plays the scenario with two new customers; answers how many commands were tried and how many were done. */
export async function play(
  market: Market,
  scenario: readonly Called[],
): Promise<{ tried: number; done: number }> {
  const currency = currencies[(scenario[0]?.[1].pick ?? 0) % currencies.length]!
  market.at(firstDay)
  await market.ask({
    who: 'mia',
    method: 'POST',
    url: 'company/-/actions/reopen_books',
    body: { reason: 'a new scenario' },
  })
  const accounts = [await market.account(), await market.account()]
  const model = new Model(currency, accounts, market.today)
  let [tried, done] = [0, 0]
  for (const [name, choices] of scenario) {
    const step = stepOf(name, model, choices)
    if (!step) continue
    market.tick()
    tried++
    const said = await market.ask(step.request)
    const right =
      step.refused.length === 0 ? said.status < 300 : step.refused.includes(said.code ?? '')
    assert.ok(
      right,
      `${name} should be ${step.refused.join(' or ') || 'done'}: ${JSON.stringify(step.request)} → ${said.status} ${JSON.stringify(said.body)}`,
    )
    if (step.refused.length === 0) {
      done++
      await step.then?.(said, market)
    }
    await compare(market, model)
    assert.deepEqual(await market.broken(), [], `after ${name}`)
  }
  return { tried, done }
}
