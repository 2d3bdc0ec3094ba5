// Is the plan that one sees the plan that one gets?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { standardPlan } from '#ltc/contracts/standard-plan.ts'
import { planOf } from './standard-plan.ts'

test('the preview is the standard plan of contracts, part by part', () => {
  for (const gross of ['2672388.60', '0.01', '100.00'])
    for (const language of ['zh', 'en'] as const)
      assert.deepEqual(
        planOf(gross, 'CNY').map((part) => [part.name[language], part.percent, part.amount]),
        standardPlan(gross, 'CNY', language).map((part) => [part.name, part.percent, part.amount]),
      )
})
