// Is the seal not needed after all?
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'

export const cancelSeal = action('cancel', {
  on: 'seal_request',
  label: { zh: '取消用印', en: 'Cancel' },
  icon: 'StopOutlined',
  danger: true,
  from: ['draft', 'approved'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, request, input) => {
    const now = await ctx.move('seal_request', request.id, 'cancelled', { reason: input.reason })
    return { stage: now.stage }
  },
})
