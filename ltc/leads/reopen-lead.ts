// Was a lead given up too early?
import { action } from '#kernel/action.ts'

export const reopenLead = action('reopen', {
  on: 'lead',
  label: { zh: '重新启用', en: 'Reopen' },
  icon: 'RedoOutlined',
  from: ['disqualified'],
  run: async (ctx, lead) => {
    const now = await ctx.move('lead', lead.id, 'contacting', { disqualified_reason: null })
    return { stage: now.stage }
  },
})
