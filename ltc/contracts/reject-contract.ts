// Does the approver refuse the terms? Then the contract is a draft again.
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'

export const rejectContract = action('reject', {
  on: 'contract',
  label: { zh: '拒绝', en: 'Reject' },
  icon: 'CloseOutlined',
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment: { ...comment, required: true } },
  run: (ctx, contract, input) => ctx.answerApproval(contract, 'reject', text(input, 'comment')),
})
