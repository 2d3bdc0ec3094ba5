// Does a follow-up keep the lead? Yes: its owner has it for the days of grace from now on, up to the last day of its pool.
import { action } from '#kernel/action.ts'
import { daysAfter } from '../days.ts'
import { poolOf, rulesOf } from '../pools/pool-rules.ts'
import { need, rows, text } from '../read.ts'

export const keepLead = action('keep_lead', {
  on: 'activity',
  label: { zh: '延长线索保护期', en: 'Keep the lead' },
  quiet: true,
  if: 'lead is not empty',
  run: async (ctx, activity) => {
    const lead = await ctx.get('lead', text(activity, 'lead') ?? '')
    if (text(lead, 'owner') === null) return {}
    const holding = rows(lead, 'holdings').find((one) => text(one, 'ended_at') === null)
    if (holding && text(holding, 'first_at') === null && text(activity, 'done_at') !== null)
      await ctx.change('lead_holding', need(holding, 'id'), { first_at: activity.done_at })
    const { keep_days } = rulesOf(ctx, await poolOf(ctx, lead, lead))
    const until = daysAfter(ctx.today, keep_days)
    if ((text(lead, 'keep_until') ?? '') >= until) return { keep_until: lead.keep_until }
    const now = await ctx.change('lead', lead.id, { keep_until: until })
    return { keep_until: now.keep_until }
  },
})
