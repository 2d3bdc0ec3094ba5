// What follows from an opportunity's other values? Currency, the chance of its stage, and who it is for.
import { instantOf } from '#kernel/import/local-time.ts'
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rateOfEstimate } from '../currencies/rates.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'
import { usualCategory } from './forecast-category.ts'
import { opportunityLifecycle } from './opportunity-lifecycle.ts'

export async function deriveOpportunity(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const rate = await rateOfEstimate(ctx, row, before)
  const likely = chance(row, before)
  return {
    ...currencyOf(ctx, row),
    ...rate,
    ...likely,
    ...category({ ...row, ...likely }, before),
    ...closed(ctx, row, before),
  }
}

function currencyOf(ctx: Context, row: Values): Values {
  return text(row, 'currency') ? {} : { currency: settings(ctx).currency }
}

/** A new stage brings its standard chance, unless the same write says another. */
function chance(row: Values, before: Row | null): Values {
  const stage = text(row, 'stage') ?? opportunityLifecycle.first
  const standard = opportunityLifecycle.stages[stage]?.probability
  if (standard === undefined) return {}
  if (!before) return text(row, 'probability') === null ? { probability: String(standard) } : {}
  if (text(before, 'stage') === stage) return {}
  const said = text(row, 'probability')
  return said === null || said === text(before, 'probability')
    ? { probability: String(standard) }
    : {}
}

/** How sure it is follows its probability until its owner says otherwise; what they said stays. */
function category(row: Values, before: Row | null): Values {
  const said = text(row, 'forecast')
  const isTheirs =
    said !== null &&
    (before === null || said !== text(before, 'forecast') || said !== usualCategory(before))
  return isTheirs ? {} : { forecast: usualCategory(row) }
}

/** When it was won or lost, whichever way it got there; an imported one may say its own time. */
function closed(ctx: Context, row: Values, before: Row | null): Values {
  const stage = text(row, 'stage')
  if (before && text(before, 'stage') === stage) return {}
  if (stage === 'won') return { won_at: closedAt(ctx, row, before, 'won_at'), lost_at: null }
  if (stage === 'lost') return { lost_at: closedAt(ctx, row, before, 'lost_at'), won_at: null }
  return before ? { won_at: null, lost_at: null } : {}
}

/** Now, but for a record that arrives closed: at its own time, else on the day that it names as its close. */
function closedAt(ctx: Context, row: Values, before: Row | null, field: string): string {
  const now = ctx.now.toISOString()
  if (before) return now
  const day = text(row, 'close_date')
  return (
    text(row, field) ?? (day && day <= ctx.today ? instantOf(`${day}T00:00:00`, ctx.zone) : now)
  )
}
