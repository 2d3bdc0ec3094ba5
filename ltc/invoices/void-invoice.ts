// Was an invoice wrong, and nothing has come of it yet? Its effects are reversed; its row and number stay.
import { action } from '#kernel/action.ts'
import { isZero } from '#kernel/money/sum.ts'
import { settledOn } from '../cash/settled-on.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { reason } from '../reason.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'
import { openOf } from './settle.ts'

export const voidInvoice = action('void', {
  on: 'invoice',
  label: { zh: '作废', en: 'Void' },
  help: {
    zh: '编号保留，金额不再计入应收；对应的开票计划可再次开票。不能撤销。',
    en: 'Its number stays, nothing is owed for it any more, and its line of the plan can be billed again. This is final.',
  },
  icon: 'StopOutlined',
  danger: true,
  by: ['finance'],
  from: ['draft', 'issued', 'partly_credited', 'partly_paid', 'paid', 'credited'],
  offered_if: 'kind = "normal" and paid = 0 and credited = 0 and written_off = 0',
  input: { reason },
  run: async (ctx, invoice, input) => {
    const { paid, credited, written_off } = (await openOf(ctx, [invoice])).get(invoice.id)!
    const settled = [paid, credited, written_off].some((each) => !isZero(each))
    const used = settled || text(invoice, 'kind') === 'credit'
    if (used) no('invoice-in-use')
    // Nobody has to decide any more about a debt that is gone.
    const asked = { invoice: invoice.id, stage: 'in_approval' }
    const [open] = await ctx.find('write_off', asked, { limit: 1 })
    if (open) no('write-off-asked', { number: text(open, 'number') ?? '' })
    const wasIssued = text(invoice, 'stage') !== 'draft'
    const now = await ctx.move('invoice', invoice.id, 'void', { reason: input.reason ?? null })
    if (wasIssued) {
      const on = await settledOn(ctx, null, [invoice, 'issued_on'])
      await postInvoice(ctx, invoice, { kind: 'void', on, receivable: invoice.id })
    }
    // The line of the plan can be billed again.
    const plan = text(invoice, 'plan_line')
    if (plan !== null) await ctx.change('billing_plan_line', plan, { invoice: null })
    return { stage: now.stage }
  },
})
