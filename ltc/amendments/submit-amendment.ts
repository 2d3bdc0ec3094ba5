// Is the amendment ready to be signed? One that takes something away, or goes beyond the customer's credit, is asked for first.
import { action } from '#kernel/action.ts'
import { need, rows, text } from '../read.ts'
import { creditOf } from '../credit/contract-credit.ts'
import { no } from '../refusals.ts'
import { refuseBelowShipped } from './below-shipped.ts'

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
    refuseBelowShipped(contract, amendment)
    const ready = await ctx.change(
      'amendment',
      amendment.id,
      await creditOf(ctx, amendment, text(contract, 'rate')),
    )
    return ctx.askApproval('contract_amendment', ready)
  },
})
