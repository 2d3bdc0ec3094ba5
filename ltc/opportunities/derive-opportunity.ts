// What follows from an opportunity's other values? Currency, the chance of its stage, and who it is for.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'
import { opportunityLifecycle } from './opportunity-lifecycle.ts'

export async function deriveOpportunity(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  return { ...(await currencyOf(ctx, row)), ...chance(row, before), ...closed(ctx, row, before) }
}

async function currencyOf(ctx: Context, row: Values): Promise<Values> {
  return text(row, 'currency') ? {} : { currency: (await settings(ctx)).currency }
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

/** When it was won or lost, whichever way it got there; an imported one may say its own time. */
function closed(ctx: Context, row: Values, before: Row | null): Values {
  const stage = text(row, 'stage')
  if (before && text(before, 'stage') === stage) return {}
  const now = ctx.now.toISOString()
  if (stage === 'won')
    return { won_at: (before ? null : text(row, 'won_at')) ?? now, lost_at: null }
  if (stage === 'lost')
    return { lost_at: (before ? null : text(row, 'lost_at')) ?? now, won_at: null }
  return before ? { won_at: null, lost_at: null } : {}
}
