// How does the sample company share out its leads from now on? Three pools with rules, and what is open lies in them.
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { systemWho } from '#server/world/world.ts'
import type { Play } from './play.ts'
import { eastern, others } from './staff.ts'

const region = {
  for_all: true,
  claim_cap: 10,
  hold_cap: 120,
  cool_days: 7,
  keep_days: 15,
  deal_days: 60,
  extend_days: 7,
  extend_max: 2,
}

/** The rules come at the end of the two years: what was claimed before them was claimed without. */
export async function poolStory(play: Play, asks: Asks): Promise<void> {
  const { hands, staff, end } = play
  const author = staff.marketing[0]!
  const team = (regions: readonly string[]) =>
    staff.sellers
      .filter((one) => one.regions.some((each) => regions.includes(each)))
      .map(({ who }) => ({ person: who.id, weight: 1 }))
  const east = await hands.create(author, end, 'lead_pool', {
    ...region,
    name: '华东线索池',
    sequence: 2,
    regions: eastern.join('、'),
    members: team(eastern),
  })
  const rest = await hands.create(author, end, 'lead_pool', {
    ...region,
    name: '其他地区线索池',
    sequence: 3,
    members: team(others),
  })
  await hands.create(author, end, 'lead_pool', {
    name: '展会专池',
    sequence: 1,
    sources: ['exhibition'],
    for_all: false,
    assign: 'turn',
    hold_cap: 120,
    keep_days: 10,
    deal_days: 45,
    warn_days: 3,
    members: staff.sellers.slice(0, 6).map(({ who }) => ({ person: who.id, weight: 1 })),
  })
  const [company] = await asks.query<{ id: string }>(
    sql`select id from company where removed_at is null order by id limit 1`,
  )
  await hands.change(systemWho, end, 'company', company!.id, { pools: true })
  const open = await asks.query<{ id: string; region: string }>(
    sql`select id, region from lead where stage in ('new', 'contacting', 'qualified') and removed_at is null order by id`,
  )
  for (const lead of open)
    await hands.change(author, end, 'lead', lead.id, {
      pool: eastern.includes(lead.region) ? east : rest,
    })
}
