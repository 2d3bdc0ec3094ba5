// What follows from an opportunity's other values? Currency, the chance of its stage, and who it is for.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'
import { opportunityLifecycle } from './opportunity-lifecycle.ts'

export async function deriveOpportunity(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  return { ...(await currencyOf(ctx, row)), ...chance(row, before) }
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
  return said === null || said === text(before, 'probability') ? { probability: String(standard) } : {}
}
