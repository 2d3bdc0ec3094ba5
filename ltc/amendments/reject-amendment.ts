// Who says no to an amendment: the approver before it is signed, or the customer?
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { need } from '../read.ts'
import { roles } from '../roles.ts'

export const rejectAmendment = action('reject', {
  on: 'amendment',
  label: { zh: '拒绝', en: 'Reject' },
  icon: 'CloseOutlined',
  danger: true,
  by: Object.keys(roles),
  from: ['in_approval', 'approved'],
  input: { comment: { ...comment, required: true } },
  run: async (ctx, amendment, input) => {
    const why = need(input, 'comment')
    if (amendment.stage === 'in_approval') {
      const answer = await ctx.answerApproval(amendment, 'reject', why)
      await ctx.change('amendment', amendment.id, { rejected_reason: why.slice(0, 500) })
      return answer
    }
    const now = await ctx.move('amendment', amendment.id, 'rejected', {
      rejected_reason: why.slice(0, 500),
    })
    return { stage: now.stage }
  },
})
