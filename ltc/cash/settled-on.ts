// On which day does money settle something? Not before it came, nor before it was owed: no day's books would be below 0.
import type { Context } from '#kernel/context.ts'
import type { Values } from '#kernel/object.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

/**
 * The day said, refused where it is before one of the documents; today where none is, or the later day of a document
 * that is dated ahead.
 */
export async function settledOn(
  ctx: Context,
  said: string | null,
  ...documents: readonly (readonly [document: Values, field: string])[]
): Promise<string> {
  // A day that is closed is refused as such, by the books themselves.
  if (said !== null && (await isClosed(ctx, said))) return said
  let on = said ?? ctx.today
  for (const [document, field] of documents) {
    const day = text(document, field)
    if (day === null || on >= day) continue
    if (said !== null)
      no('before-document', { date: said, number: text(document, 'number') ?? '', day })
    on = day
  }
  return on
}

/** Asked anew: what this process has at hand may be a moment old. */
export async function isClosed(ctx: Context, day: string): Promise<boolean> {
  const [company] = await ctx.find('company', {}, { limit: 1 })
  const closed = company ? text(company, 'closed_until') : null
  return closed !== null && day <= closed
}
