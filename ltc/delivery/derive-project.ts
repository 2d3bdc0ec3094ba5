// What follows from a project's stage? When it was delivered, and when accepted.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { text } from '../read.ts'

export function deriveProject(ctx: Context, row: Values, before: Row | null): Values {
  const stage = text(row, 'stage')
  if (!before || text(before, 'stage') === stage) return {}
  if (stage === 'delivered') return { delivered_at: ctx.now.toISOString() }
  if (stage === 'accepted') return { accepted_at: ctx.now.toISOString() }
  return {}
}
