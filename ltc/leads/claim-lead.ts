// Who takes a lead from the pool? Whoever asks first.
import { action } from '#kernel/action.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const claimLead = action('claim', {
  on: 'lead',
  label: { zh: '领取', en: 'Claim' },
  icon: 'UserAddOutlined',
  primary: true,
  by: ['sales', 'sales_manager', 'manager', 'marketing'],
  from: ['new', 'contacting', 'qualified'],
  if: 'owner is empty',
  run: async (ctx, lead) => {
    // The record is locked since before it was read, so of two who ask at once the second sees the first.
    if (text(lead, 'owner') !== null) no('lead-has-owner')
    const now = await ctx.change('lead', lead.id, { owner: ctx.who.id, release_reason: null })
    return { owner: now.owner, keep_until: now.keep_until }
  },
})
