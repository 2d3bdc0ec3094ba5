// What does the record that this one names say? Nothing where there is no such record: the door tells that.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { text } from './read.ts'

/** The record under a reference, or null where the reference is empty or leads nowhere. */
export async function named(
  ctx: Context,
  row: Values,
  field: string,
  object: string,
): Promise<Row | null> {
  const id = text(row, field)
  if (id === null) return null
  const [found] = await ctx.find(object, { id }, { limit: 1 })
  return found ?? null
}
