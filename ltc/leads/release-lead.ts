// How does a lead go back to the pool? It is nobody’s any more, for everybody to claim.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const releaseLead = action('release', {
  on: 'lead',
  label: { zh: '退回线索池', en: 'Release to the pool' },
  icon: 'RollbackOutlined',
  from: ['new', 'contacting', 'qualified'],
  if: 'owner is not empty',
  input: { reason: { ...reason, required: true } },
  run: async (ctx, lead, input) => {
    if (text(lead, 'owner') === null) no('lead-in-pool')
    await ctx.change('lead', lead.id, {
      owner: null,
      release_reason: input.reason,
    })
    return { owner: null }
  },
})
