// Is a planned follow-up done, and what came of it?
import { action } from '#kernel/action.ts'

export const completeActivity = action('complete', {
  on: 'activity',
  label: { zh: '完成', en: 'Complete' },
  icon: 'CheckOutlined',
  primary: true,
  if: 'done_at is empty',
  input: { result: { kind: 'long_text', label: { zh: '结果', en: 'Result' } } },
  run: async (ctx, activity, input) => {
    const now = await ctx.change('activity', activity.id, {
      done_at: ctx.now.toISOString(),
      ...(input.result ? { result: input.result } : {}),
    })
    return { done_at: now.done_at }
  },
})
