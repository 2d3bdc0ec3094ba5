// Does a follow-up keep the lead? Yes: its owner has it for the days of grace from now on.
import { action } from '#kernel/action.ts'
import { daysAfter } from '../days.ts'
import { settings } from '../parties/settings.ts'
import { text } from '../read.ts'

export const keepLead = action('keep_lead', {
  on: 'activity',
  label: { zh: '延长线索保护期', en: 'Keep the lead' },
  quiet: true,
  if: 'lead is not empty',
  run: async (ctx, activity) => {
    const lead = await ctx.get('lead', text(activity, 'lead') ?? '')
    if (text(lead, 'owner') === null) return {}
    const until = daysAfter(ctx.today, settings(ctx).pool_days)
    if ((text(lead, 'keep_until') ?? '') < until)
      await ctx.change('lead', lead.id, { keep_until: until })
    return { keep_until: until }
  },
})
