// Does the approver agree to the quote?
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'

export const approveQuote = action('approve', {
  on: 'quote',
  label: { zh: '同意', en: 'Approve' },
  icon: 'CheckOutlined',
  // The flow knows whom it asked; a role alone neither opens nor closes this.
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment },
  run: (ctx, quote, input) => ctx.answerApproval(quote, 'approve', text(input, 'comment')),
})
