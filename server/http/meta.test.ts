// Does the window know all that it needs to say what would happen?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { permit } from '#kernel/query/view.ts'
import { systemWho, type World } from '#server/world/world.ts'
import type { TestDatabase } from '../../stories/database.ts'
import { freshWorld } from '../../stories/fresh-world.ts'
import { metaOf } from './meta.ts'

let base: TestDatabase
let world: World

before(async () => {
  ;({ base, world } = await freshWorld(() => new Date('2026-11-23T02:00:00Z'), {
    schema: 'openltc',
  }))
})
after(() => base?.drop())

test('whoever is asked under a condition alone comes with it: a draft above the floor names no general manager', () => {
  const own = { reports: {}, dashboards: {}, cards: { reports: {}, dashboards: {} } }
  const meta = metaOf(world, permit(world.app, systemWho), '', own)
  const { steps } = meta.approvals.quote_discount!
  assert.deepEqual(
    Object.entries(steps).map(([name, step]) => [name, step.if]),
    [
      ['superior', undefined],
      ['floor', 'ANY(lines, below_floor)'],
    ],
  )
})
