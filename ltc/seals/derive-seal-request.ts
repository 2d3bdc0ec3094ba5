// What follows from a seal request's other values? Whose contract the paper is of.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { named } from '../named.ts'
import { text } from '../read.ts'

export async function deriveSealRequest(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before && text(before, 'stage') !== 'draft') return {}
  const amendment = await named(ctx, row, 'amendment', 'amendment')
  const contract = text(row, 'contract') ?? (amendment && text(amendment, 'contract'))
  const of = contract ? await named(ctx, { contract }, 'contract', 'contract') : null
  return { contract: contract ?? null, account: of?.account ?? null }
}
