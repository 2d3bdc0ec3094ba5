// Does the approver agree to the amendment?
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'

export const approveAmendment = action('approve', {
  on: 'amendment',
  label: { zh: '同意', en: 'Approve' },
  icon: 'CheckOutlined',
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment },
  run: (ctx, amendment, input) => ctx.answerApproval(amendment, 'approve', text(input, 'comment')),
})
