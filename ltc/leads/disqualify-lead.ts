// Why does this lead lead nowhere?
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'

export const disqualifyLead = action('disqualify', {
  on: 'lead',
  label: { zh: '标为无效', en: 'Disqualify' },
  icon: 'StopOutlined',
  danger: true,
  from: ['new', 'contacting', 'qualified'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, lead, input) => {
    const now = await ctx.move('lead', lead.id, 'disqualified', {
      disqualified_reason: input.reason,
    })
    return { stage: now.stage }
  },
})
