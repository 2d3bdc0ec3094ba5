// Is the invoice out? It gets its number without gaps, and stands as it is from here on.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { compare } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { needRate } from '../currencies/rates.ts'
import { daysAfter } from '../days.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { settle } from './settle.ts'

export const issueInvoice = action('issue', {
  on: 'invoice',
  label: { zh: '开具', en: 'Issue' },
  icon: 'SendOutlined',
  primary: true,
  by: ['finance'],
  from: ['draft'],
  input: {
    issued_on: {
      kind: 'date',
      label: { zh: '开票日期', en: 'Issued on' },
      help: {
        zh: '不填则用草稿上的开票日期，没有就是今天',
        en: 'That of the draft unless given, or today',
      },
    },
    due_on: {
      kind: 'date',
      label: { zh: '到期日', en: 'Due on' },
      help: {
        zh: '不填则用草稿上的到期日，没有就按客户或公司的账期推算',
        en: 'That of the draft unless given, or by the customer’s or the company’s term',
      },
    },
  },
  run: async (ctx, invoice, input) => {
    if (text(invoice, 'kind') === 'credit') no('not-a-credit-target')
    if (rows(invoice, 'lines').length === 0) no('no-lines')
    await refuseUnplanned(ctx, invoice)
    const issued_on = text(input, 'issued_on') ?? text(invoice, 'issued_on') ?? ctx.today
    const due_on =
      text(input, 'due_on') ??
      text(invoice, 'due_on') ??
      daysAfter(issued_on, await paymentDays(ctx, invoice))
    if (due_on < issued_on) no('due-before-issued', { issued_on, due_on })
    await needRate(ctx, invoice, issued_on)
    // Numbers are the last lock taken, so that issuing waits for others as shortly as can be.
    const number = await freeNumber(ctx)
    const issued = await ctx.move('invoice', invoice.id, 'issued', { number, issued_on, due_on })
    await postInvoice(ctx, issued, { kind: 'invoice', on: issued_on, receivable: issued.id })
    const stage = await settle(ctx, issued)
    return { number, issued_on, due_on, stage }
  },
})

/** The customer's own term, else that of the company. */
async function paymentDays(ctx: Context, invoice: Row): Promise<number> {
  const account = text(invoice, 'account')
  const own = account && text(await ctx.get('account', account), 'payment_days')
  return own ? Number(own) : settings(ctx).payment_days
}

/** The next number; one that came with an imported invoice is passed over. */
async function freeNumber(ctx: Context): Promise<string> {
  for (;;) {
    const number = await ctx.nextNumber('invoice', 'INV{YYYY}-{00000}')
    if ((await ctx.find('invoice', { number }, { limit: 1 })).length === 0) return number
  }
}

/** An invoice of the billing plan comes to what the plan says. */
async function refuseUnplanned(ctx: Context, invoice: Row): Promise<void> {
  const id = text(invoice, 'plan_line')
  if (id === null) return
  const currency = need(invoice, 'currency')
  const planned = amount(await ctx.get('billing_plan_line', id), 'amount', currency)
  const gross = amount(invoice, 'gross', currency)
  if (compare(planned, gross) !== 0) no('not-as-planned', { gross, amount: planned })
}
