// Does the approver agree that the paper is sealed?
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { need, text } from '../read.ts'
import { roles } from '../roles.ts'

const shared = { on: 'seal_request', by: Object.keys(roles), from: ['in_approval'], quiet: true }

export const approveSeal = action('approve', {
  ...shared,
  label: { zh: '同意', en: 'Approve' },
  icon: 'CheckOutlined',
  input: { comment },
  run: (ctx, request, input) => ctx.answerApproval(request, 'approve', text(input, 'comment')),
})

export const rejectSeal = action('reject', {
  ...shared,
  label: { zh: '拒绝', en: 'Reject' },
  icon: 'CloseOutlined',
  input: { comment: { ...comment, required: true } },
  run: async (ctx, request, input) => {
    const why = need(input, 'comment')
    const answer = await ctx.answerApproval(request, 'reject', why)
    await ctx.change('seal_request', request.id, { reason: why.slice(0, 500) })
    return answer
  },
})
