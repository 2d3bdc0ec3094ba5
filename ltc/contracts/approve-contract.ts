// Does the approver agree to the terms? Then the contract is signed.
import { action } from '#kernel/action.ts'
import { comment } from '../reason.ts'
import { text } from '../read.ts'
import { roles } from '../roles.ts'
import { signed } from './signed.ts'

export const approveContract = action('approve', {
  on: 'contract',
  label: { zh: '同意', en: 'Approve' },
  icon: 'CheckOutlined',
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment },
  run: async (ctx, contract, input) => {
    const answer = await ctx.answerApproval(contract, 'approve', text(input, 'comment'))
    if (answer.stage === 'signed') await signed(ctx, contract)
    return answer
  },
})
