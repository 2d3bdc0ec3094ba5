// Does the approver let the debt go? It is asked again whether so much is still open.
import { action } from '#kernel/action.ts'
import { compare, sum } from '#kernel/money/sum.ts'
import { settledOn } from '../cash/settled-on.ts'
import { comment } from '../reason.ts'
import { amount, need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { roles } from '../roles.ts'
import { isPayable, openOf } from './settle.ts'
import { writtenOff } from './written-off.ts'

export const approveWriteOff = action('approve', {
  on: 'write_off',
  label: { zh: '同意', en: 'Approve' },
  icon: 'CheckOutlined',
  by: Object.keys(roles),
  from: ['in_approval'],
  quiet: true,
  input: { comment },
  run: async (ctx, draft, input) => {
    const [invoice] = await ctx.lock('invoice', [need(draft, 'invoice')])
    const answer = await ctx.answerApproval(draft, 'approve', text(input, 'comment'))
    if (answer.stage !== 'in_force') return answer
    const currency = need(invoice!, 'currency')
    const taken = amount(draft, 'amount', currency)
    const number = text(invoice!, 'number') ?? '—'
    if (!isPayable(invoice!)) no('invoice-not-open', { number })
    // It counts already: below 0 means that less was open by now.
    const { balance } = (await openOf(ctx, [invoice!])).get(invoice!.id)!
    if (compare(balance, '0') < 0) {
      no('more-than-balance', { number, balance: sum([balance, taken], currency), amount: taken })
    }
    await ctx.change('write_off', draft.id, {
      written_on:
        text(draft, 'written_on') ?? (await settledOn(ctx, null, [invoice!, 'issued_on'])),
    })
    return { ...answer, invoice_stage: await writtenOff(ctx, invoice!, draft) }
  },
})
