// May this person stop being an administrator? Not while nobody else is one.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { no } from '../refusals.ts'

const isAdmin = (row: Values): boolean =>
  row.active !== false && Array.isArray(row.roles) && row.roles.includes('admin')

/** Sets nothing; refuses a change after which nobody could administer the company any more. */
export async function derivePerson(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  if (!before || !isAdmin(before) || isAdmin(row)) return {}
  const people = await ctx.find('person', { active: true }, { limit: 1000 })
  if (!people.some((one) => one.id !== before.id && isAdmin(one))) no('last-admin')
  return {}
}
