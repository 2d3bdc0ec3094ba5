// Is the whole sample company made as it is at a first start, not only a small one like it?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { fillDemo } from '#server/sample/demo.ts'
import { freshWorld } from './fresh-world.ts'

test('two years of forty people are made without a refusal, and every sentence about money holds for them', async (t) => {
  const { base, world } = await freshWorld(() => new Date('2026-11-26T22:25:00Z'))
  t.after(() => base.drop())
  const made = await fillDemo(world)
  assert.ok(
    made.lead! > 2_500 && made.contract! > 300 && made.shipment! > 300,
    JSON.stringify(made),
  )
  for await (const one of reconcile(world))
    assert.equal(one.broken, 0, `${one.id} ${one.on}: ${one.says.en}`)
  // Nothing goes by halves that is sold by the piece.
  const [odd] = await base.db.query<{ n: number }>(
    sql`select count(*)::int as n from shipment_line where quantity <> trunc(quantity)`,
  )
  assert.equal(odd!.n, 0)
})
