// Which pool does a lead belong to, and what does that pool say?
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { rows, text, yes } from '../read.ts'

/** Stages in which somebody works on a lead, or should. */
export const openStages = ['new', 'contacting', 'qualified']

export const isOpen = (lead: Values): boolean => openStages.includes(text(lead, 'stage') ?? 'new')

export interface PoolRules {
  /** Null: there is no pool, and the company's days of grace are all there is. */
  readonly pool: Row | null
  readonly keep_days: number
  readonly deal_days: number | null
  readonly warn_days: number
  readonly cool_days: number
  readonly claim_cap: number | null
  readonly hold_cap: number | null
  readonly extend_days: number
  readonly extend_max: number
}

const standardWarning = 2

export function rulesOf(ctx: Context, pool: Row | null): PoolRules {
  const said = (field: string): number | null => {
    const value = pool && text(pool, field)
    return value === null ? null : Number(value)
  }
  return {
    pool,
    keep_days: said('keep_days') ?? settings(ctx).pool_days,
    deal_days: said('deal_days'),
    warn_days: said('warn_days') ?? standardWarning,
    cool_days: said('cool_days') ?? 0,
    claim_cap: said('claim_cap'),
    hold_cap: said('hold_cap'),
    extend_days: said('extend_days') ?? 0,
    extend_max: said('extend_max') ?? 0,
  }
}

/**
 * The pool that the lead names, else the first that takes it as it comes in or goes to another owner; null where there
 * is none. A lead from before there were pools stays as it is until then.
 */
export async function poolOf(ctx: Context, lead: Values, before: Row | null): Promise<Row | null> {
  const named = text(lead, 'pool')
  if (named !== null) return (await ctx.find('lead_pool', { id: named }, { limit: 1 }))[0] ?? null
  const stays = before !== null && text(before, 'owner') === text(lead, 'owner')
  if (stays || !settings(ctx).pools) return null
  const pools = await ctx.find('lead_pool', { active: true }, { sort: 'sequence,name' })
  return pools.find((pool) => takes(pool, lead)) ?? null
}

/** Does this pool take a lead of that source and region? What it does not say, it does not mind. */
export function takes(pool: Values, lead: Values): boolean {
  const sources = Array.isArray(pool.sources) ? (pool.sources as readonly unknown[]) : []
  if (sources.length && !sources.includes(text(lead, 'source'))) return false
  const regions = namedRegions(text(pool, 'regions') ?? '')
  const region = text(lead, 'region') ?? ''
  return regions.length === 0 || regions.some((one) => region.includes(one))
}

/** “江苏、浙江, 上海” → three names, as people separate them. */
const namedRegions = (written: string): string[] =>
  written.split(/[,，、;；\s]+/).filter((one) => one !== '')

/** How many a member may hold: their own number before that of the pool; null without a limit. */
export function holdCap({ pool, hold_cap }: PoolRules, person: string): number | null {
  const member = pool && rows(pool, 'members').find((one) => text(one, 'person') === person)
  const own = member ? text(member, 'hold_cap') : null
  return own === null ? hold_cap : Number(own)
}

export const assigns = (pool: Row | null): boolean =>
  pool !== null && yes(pool, 'active') && !['none', null].includes(text(pool, 'assign'))
