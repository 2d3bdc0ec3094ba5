// What waits in the pools of leads, and how many of them may this person still take?
import type { PoolDesk, PoolOfDesk } from '#kernel/api/desks.ts'
import type { Row, Values } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { openStages, rulesOf } from '#ltc/pools/pool-rules.ts'
import { contextOf } from '#server/world/context-of.ts'
import { group } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'

interface Counted {
  readonly pool: string | null
  readonly n: number
}

/**
 * A pool is told to whoever may read a lead of it, or belongs to it: that nothing waits is told as well. Leads in no pool
 * stand last, where there are any or there is no pool at all.
 */
export async function poolDesk(doing: Doing): Promise<PoolDesk> {
  const ctx = contextOf(doing)
  const pools = await ctx.find('lead_pool', { active: true }, { sort: 'sequence,name' })
  const [waiting, fresh, held, claimed] = await Promise.all([
    waitingIn(doing, null),
    waitingIn(doing, new Date(doing.at.now.getTime() - 86_400_000)),
    heldBy(doing),
    claimedBy(doing),
  ])
  const told = pools.filter((pool) => waiting.has(pool.id) || isFor(doing, pool))
  const one = (pool: Row | null): PoolOfDesk => {
    const id = pool?.id ?? null
    const { pool: _, ...rules } = rulesOf(ctx, pool)
    return {
      id,
      name: pool && String(pool.name),
      ...rules,
      hold_cap: ownCap(doing, pool) ?? rules.hold_cap,
      waiting: waiting.get(id) ?? 0,
      fresh: fresh.get(id) ?? 0,
      held: held.get(id) ?? 0,
      claimed: claimed.get(id) ?? 0,
    }
  }
  const none = waiting.has(null) || told.length === 0 ? [one(null)] : []
  return { waits, pools: [...told.map(one), ...none] }
}

const membersOf = (pool: Row): readonly Values[] => (pool.members ?? []) as readonly Values[]

const isFor = ({ app, who }: Doing, pool: Row): boolean =>
  pool.for_all === true ||
  permit(app, who).objects.lead?.right('read') === 'all' ||
  membersOf(pool).some((one) => who.people.includes(String(one.person)))

function ownCap({ who }: Doing, pool: Row | null): number | null {
  const own = pool && membersOf(pool).find((one) => one.person === who.id)?.hold_cap
  return typeof own === 'number' ? own : null
}

const waits = `owner is empty and stage in (${openStages.map((stage) => `"${stage}"`).join(', ')})`

/** Of the leads that the person may read, by pool. */
async function waitingIn(doing: Doing, since: Date | null): Promise<Map<string | null, number>> {
  const view = permit(doing.app, doing.who)
  const fields = view.objects.lead?.fields ?? {}
  if (!fields.pool || !fields.owner || !fields.stage || !fields.created_at) return new Map()
  const rows = await group(doing.tx, view, doing.at, {
    from: 'lead',
    where: `${waits}${since ? ` and created_at >= "${since.toISOString()}"` : ''}`,
    by: ['pool'],
    measure: { n: 'count()' },
  })
  return byPool(rows.map((text) => JSON.parse(text) as Counted))
}

/** What is the person's own is counted whole, whatever else of it they may read. */
const heldBy = async ({ tx, who }: Doing): Promise<Map<string | null, number>> =>
  byPool(
    await tx.query<Counted>(
      sql`select pool::text as pool, count(*)::integer as n from lead where owner = ${who.id}::uuid and stage = any(${openStages}::text[]) and removed_at is null group by pool`,
    ),
  )

const claimedBy = async ({ tx, who, at }: Doing): Promise<Map<string | null, number>> =>
  byPool(
    await tx.query<Counted>(
      sql`select pool::text as pool, count(*)::integer as n from lead_holding where person = ${who.id}::uuid and how = 'claimed' and day = ${dayIn(at.zone, at.now)}::date and removed_at is null group by pool`,
    ),
  )

const byPool = (rows: readonly Counted[]): Map<string | null, number> =>
  new Map(rows.map((row) => [row.pool, Number(row.n)]))
