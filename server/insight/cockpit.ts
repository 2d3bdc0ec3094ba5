// What stands beside the river? Four tiles, each a sum that opens to its rows.
import type { Cockpit } from '#kernel/api.ts'
import { sql } from '#kernel/sql.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { ageing } from './ageing.ts'
import { collected } from './collected.ts'
import { forecast } from './forecast.ts'
import { pipeline } from './pipeline.ts'

export async function cockpitOf(doing: Doing): Promise<Omit<Cockpit, 'as_of'>> {
  const today = dayIn(doing.at.zone, doing.at.now)
  const [empty, a, b, c, d] = await Promise.all([
    isEmpty(doing),
    collected(doing, today),
    pipeline(doing, today),
    ageing(doing, today),
    forecast(doing, today),
  ])
  return {
    currency: doing.world.company.currency,
    today,
    empty,
    collected: a,
    pipeline: b,
    ageing: c,
    forecast: d,
  }
}

/** No business at all, whoever may see it: a person who may see nothing is not taught to begin. */
async function isEmpty(doing: Doing): Promise<boolean> {
  const [row] = await doing.tx.query<{
    empty: boolean
  }>(sql`select not (exists (select 1 from lead where removed_at is null) or exists (select 1 from opportunity where removed_at is null)
    or exists (select 1 from contract where removed_at is null) or exists (select 1 from invoice where removed_at is null)) as empty`)
  return row!.empty
}
