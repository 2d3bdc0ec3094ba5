// Does the approver not let the debt go? Then all of it stays owed.
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'

export const rejectWriteOff = action('reject', {
  on: 'write_off',
  label: { zh: '拒绝', en: 'Reject' },
  icon: 'CloseOutlined',
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment: { ...comment, required: true } },
  run: (ctx, draft, input) => ctx.answerApproval(draft, 'reject', text(input, 'comment')),
})
