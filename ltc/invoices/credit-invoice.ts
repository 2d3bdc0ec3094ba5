// How is an issued invoice corrected? By a credit note over the whole of it or some of its lines.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { compare, minus } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { settledOn } from '../cash/settled-on.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { reason } from '../reason.ts'
import { need, text, yes } from '../read.ts'
import { no } from '../refusals.ts'
import { creditLines } from './credit-lines.ts'
import { freePayments } from './free-payments.ts'
import { openOf, settle } from './settle.ts'
import { takeBack } from './written-off.ts'

export const creditInvoice = action('credit', {
  on: 'invoice',
  label: { zh: '红冲', en: 'Credit' },
  help: {
    zh: '开一张红字发票冲减这张发票；不选明细、不填金额即全部红冲。',
    en: 'A credit note takes it back: all of it, unless lines are chosen or an amount is given.',
  },
  icon: 'MinusCircleOutlined',
  danger: true,
  by: ['finance'],
  from: ['issued', 'partly_credited', 'partly_paid', 'paid', 'credited', 'written_off'],
  offered_if: 'kind = "normal" and credited < gross',
  input: {
    lines: {
      kind: 'lines',
      object: 'invoice_line',
      by: 'invoice',
      label: { zh: '明细', en: 'Lines' },
    },
    gross: {
      kind: 'money',
      label: { zh: '红冲金额', en: 'Amount' },
      help: {
        zh: '含税；不选明细时，按各行尚未红冲的金额分摊',
        en: 'With tax; shared over what is left of the lines where none are chosen',
      },
    },
    issued_on: {
      kind: 'date',
      label: { zh: '开票日期', en: 'Issued on' },
      default: 'TODAY()',
    },
    reason,
    rebill: {
      kind: 'yes_no',
      label: { zh: '可重新开票', en: 'Bill it again' },
      help: {
        zh: '全额红冲后，开票计划可再次开票',
        en: 'The line of the plan can then be billed again',
      },
    },
  },
  run: async (ctx, invoice, input) => {
    if (text(invoice, 'kind') === 'credit') no('not-a-credit-target')
    const lines = await creditLines(ctx, invoice, input)
    const note = await issueNote(ctx, invoice, {
      lines,
      on: await settledOn(ctx, text(input, 'issued_on'), [invoice, 'issued_on']),
      reason: text(input, 'reason'),
    })
    await refundExcess(ctx, invoice, text(input, 'reason'))
    const stage = await settle(ctx, invoice)
    const { gross, credited } = (await openOf(ctx, [invoice])).get(invoice.id)!
    const plan = text(invoice, 'plan_line')
    if (yes(input, 'rebill') && plan !== null && compare(gross, credited) === 0) {
      await ctx.change('billing_plan_line', plan, { invoice: null })
    }
    return { credit_note: note.id, number: note.number, stage }
  },
})

interface Note {
  readonly lines: readonly object[]
  readonly on: string
  readonly reason: string | null
}

async function issueNote(ctx: Context, invoice: Row, { lines, on, reason }: Note): Promise<Row> {
  const draft = await ctx.create('invoice', {
    kind: 'credit',
    credits: invoice.id,
    account: invoice.account,
    contract: invoice.contract,
    currency: invoice.currency,
    tax_inclusive: invoice.tax_inclusive,
    reason,
    lines,
    owner: text(invoice, 'owner') ?? ctx.who.id,
  })
  const number = text(draft, 'number') ?? (await freeNumber(ctx))
  const issued = await ctx.move('invoice', draft.id, 'issued', {
    number,
    issued_on: on,
    due_on: on,
  })
  // It settles what it credits in the same moment, so nothing of it is ever open.
  await postInvoice(ctx, issued, { kind: 'credit', on, receivable: invoice.id })
  return ctx.move('invoice', issued.id, 'credited')
}

/** The next number; one that came with an imported note is passed over. */
async function freeNumber(ctx: Context): Promise<string> {
  for (;;) {
    const number = await ctx.nextNumber('credit_note', 'CN{YYYY}-{00000}')
    if ((await ctx.find('invoice', { number }, { limit: 1 })).length === 0) return number
  }
}

/**
 * What was settled beyond what is now owed: first what had been written off is no loss any more, then what was
 * paid is the customer's again, free on the payments it came from.
 */
async function refundExcess(ctx: Context, invoice: Row, reason: string | null): Promise<void> {
  const { balance } = (await openOf(ctx, [invoice])).get(invoice.id)!
  if (compare(balance, '0') >= 0) return
  const currency = need(invoice, 'currency')
  const excess = minus('0', [balance], currency)
  const restored = await takeBack(ctx, invoice, excess, { on: ctx.today, reason })
  await freePayments(ctx, invoice, minus(excess, [restored], currency))
}
