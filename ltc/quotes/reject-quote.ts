// Who says no to a quote: the approver before it is sent, or the customer afterwards?
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'

export const rejectQuote = action('reject', {
  on: 'quote',
  label: { zh: '拒绝', en: 'Reject' },
  icon: 'CloseOutlined',
  danger: true,
  by: Object.keys(roles),
  from: ['in_approval', 'sent'],
  input: { comment: { ...comment, required: true } },
  run: async (ctx, quote, input) => {
    const why = text(input, 'comment') ?? ''
    if (quote.stage === 'in_approval') {
      const answer = await ctx.answerApproval(quote, 'reject', why)
      await ctx.change('quote', quote.id, { rejected_reason: why.slice(0, 500) })
      return answer
    }
    const now = await ctx.move('quote', quote.id, 'rejected', {
      rejected_reason: why.slice(0, 500),
    })
    return { stage: now.stage }
  },
})
