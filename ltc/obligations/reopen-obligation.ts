// Was it entered as done by mistake, or is it owed after all?
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'

export const reopenObligation = action('reopen', {
  on: 'obligation',
  label: { zh: '重新打开', en: 'Open again' },
  icon: 'RollbackOutlined',
  from: ['done', 'waived'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, obligation) => {
    const now = await ctx.move('obligation', obligation.id, 'open', {
      done_on: null,
      done_by: null,
      waived_reason: null,
    })
    return { stage: now.stage }
  },
})
