// Is the amendment ready to be signed? One that takes something away is asked for first.
import { action } from '#kernel/action.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

export const submitAmendment = action('submit', {
  on: 'amendment',
  label: { zh: '提交', en: 'Submit' },
  icon: 'SendOutlined',
  primary: true,
  from: ['draft'],
  run: async (ctx, amendment) => {
    if (rows(amendment, 'lines').length === 0) no('no-lines')
    const contract = await ctx.get('contract', need(amendment, 'contract'))
    if (!['signed', 'active'].includes(text(contract, 'stage') ?? '')) {
      no('contract-not-running', { number: text(contract, 'number') ?? '' })
    }
    return ctx.askApproval('contract_amendment', amendment)
  },
})
