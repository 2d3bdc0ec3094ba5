// Was an invoice wrong, and nothing has come of it yet? Its effects are reversed; its row and number stay.
import { action } from '#kernel/action.ts'
import { isZero } from '#kernel/money/sum.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { reason } from '../reason.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'
import { openOf } from './settle.ts'

export const voidInvoice = action('void', {
  on: 'invoice',
  label: { zh: '作废', en: 'Void' },
  icon: 'StopOutlined',
  danger: true,
  by: ['finance'],
  from: ['draft', 'issued', 'partly_paid', 'paid'],
  input: { reason },
  run: async (ctx, invoice, input) => {
    const { paid, credited } = (await openOf(ctx, [invoice])).get(invoice.id)!
    const used = !isZero(paid) || !isZero(credited) || text(invoice, 'kind') === 'credit'
    if (used) no('invoice-in-use')
    const wasIssued = text(invoice, 'stage') !== 'draft'
    const now = await ctx.move('invoice', invoice.id, 'void', { reason: input.reason ?? null })
    if (wasIssued)
      await postInvoice(ctx, invoice, { kind: 'void', on: ctx.today, receivable: invoice.id })
    // The line of the plan can be billed again.
    const plan = text(invoice, 'plan_line')
    if (plan !== null) await ctx.change('billing_plan_line', plan, { invoice: null })
    return { stage: now.stage }
  },
})
