// Is what takes too long begun anew where it may take its time, also when other sums stood behind it?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { circumstances, type Doing, systemWho } from '#server/world/world.ts'
import { type Company, company } from '../../stories/spine-company.ts'
import { atOneMoment } from './one-moment.ts'

let firm: Company
before(async () => {
  firm = await company('2026-03-02')
})
after(() => firm.close())

/** The answer is heard of through more hands than those of the statements behind it. */
async function handed<T>(answer: () => Promise<T>): Promise<T> {
  const inner = async (): Promise<T> => await (async () => await answer())()
  return await inner()
}

test('a sum that takes too long, with others behind it, is made patiently and is no fault of ours', async () => {
  const doing: Doing = {
    world: firm.world,
    app: firm.world.app,
    tx: firm.world.db,
    who: systemWho,
    at: circumstances(firm.world, systemWho),
    cause: { kind: 'person' },
    action: null,
  }
  let turns = 0
  const n = await atOneMoment(doing, false, async ({ tx }) => {
    turns++
    const slow = (): Promise<{ n: number }[]> =>
      tx.query(sql`select 1 as n from pg_sleep(${turns === 1 ? 30 : 0}::float8)`)
    const [[first], [second]] = await Promise.all([
      handed(slow),
      tx.query<{ n: number }>(sql`select 2 as n`),
    ])
    return first!.n + second!.n
  })
  assert.equal(n, 3)
  assert.equal(turns, 2)
})
