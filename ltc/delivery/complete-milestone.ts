// Have we done our part of a milestone?
import { action } from '#kernel/action.ts'
import { advance } from './advance-project.ts'

export const completeMilestone = action('complete', {
  on: 'milestone',
  label: { zh: '完成', en: 'Complete' },
  icon: 'CheckOutlined',
  primary: true,
  from: ['planned', 'in_progress'],
  input: {
    completed_on: {
      kind: 'date',
      label: { zh: '完成日期', en: 'Completed on' },
      default: 'TODAY()',
    },
  },
  run: async (ctx, milestone, input) => {
    const now = await ctx.move('milestone', milestone.id, 'completed', {
      completed_on: input.completed_on ?? ctx.today,
    })
    await advance(ctx, now)
    return { stage: now.stage, completed_on: now.completed_on }
  },
})
