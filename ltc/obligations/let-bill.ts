// What of the billing plan was only waiting for this? It is due from now on, unless it waits for something else.
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { daysAfter } from '../days.ts'
import { text } from '../read.ts'

/** A day that the plan says itself stands: that of a line without one is so many days after the last of what it waited for. */
export async function letBill(ctx: Context, obligation: Row): Promise<void> {
  const id = text(obligation, 'plan_line')
  if (id === null) return
  const [line] = await ctx.find('billing_plan_line', { id })
  if (!line || text(line, 'invoice') !== null || text(line, 'due_on') !== null) return
  // A milestone's acceptance sets the day of what waits for it as well.
  if (text(line, 'milestone') !== null) return
  if (await ctx.count('obligation', { plan_line: id, stage: 'open' })) return
  const day = text(obligation, 'done_on') ?? ctx.today
  await ctx.change('billing_plan_line', id, {
    due_on: daysAfter(day, Number(line.due_after_days ?? 0)),
  })
}
