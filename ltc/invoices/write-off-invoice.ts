// Will a part of an invoice never be paid? A small difference goes at once, a bad debt when it is approved.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settledOn } from '../cash/settled-on.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { openOf, openStages } from './settle.ts'
import { writtenOff } from './written-off.ts'

export const writeOffInvoice = action('write_off', {
  on: 'invoice',
  label: { zh: '冲减尾差或坏账', en: 'Write off' },
  help: {
    zh: '不填金额即冲减全部未收余额；坏账须总经理审批',
    en: 'All that is open unless an amount is given; bad debt is asked for',
  },
  icon: 'ScissorOutlined',
  danger: true,
  by: ['finance'],
  from: openStages,
  if: 'kind != "credit"',
  input: {
    kind: {
      kind: 'choice',
      label: { zh: '类型', en: 'Kind' },
      required: true,
      choices: {
        difference: { label: { zh: '尾差', en: 'Small difference' } },
        bad_debt: { label: { zh: '坏账', en: 'Bad debt' } },
      },
    },
    amount: { kind: 'money', label: { zh: '金额', en: 'Amount' } },
    written_on: { kind: 'date', label: { zh: '冲减日期', en: 'Written off on' } },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, required: true, max: 500 },
  },
  run: async (ctx, invoice, input) => {
    const kind = need(input, 'kind')
    const taken = await wanted(ctx, invoice, input)
    const said = text(input, 'written_on')
    const on = await settledOn(ctx, said, [invoice, 'issued_on'])
    if (kind === 'difference') await refuseAboveLimits(ctx, invoice, taken)
    const draft = await ctx.create('write_off', {
      invoice: invoice.id,
      account: invoice.account,
      kind,
      amount: taken,
      written_on: said,
      reason: input.reason,
      owner: ctx.who.id,
    })
    if (kind === 'bad_debt') {
      const { stage } = await ctx.askApproval('bad_debt', draft)
      if (stage !== 'in_force') return { write_off: draft.id, stage }
    } else {
      await ctx.move('write_off', draft.id, 'in_force', { written_on: on })
    }
    return { write_off: draft.id, stage: await writtenOff(ctx, invoice, draft) }
  },
})

/** The amount said, or all that is open; never more (W1). */
async function wanted(ctx: Context, invoice: Row, input: Values): Promise<string> {
  const currency = need(invoice, 'currency')
  const { balance } = (await openOf(ctx, [invoice])).get(invoice.id)!
  const said = exact(text(input, 'amount') ?? balance)
  const digits = digitsOf(currency)
  if (!said.greaterThan('0')) no('not-above-zero')
  if (said.decimalPlaces() > digits) no('too-precise-amount', { currency, digits })
  const taken = said.toFixed(digits)
  const number = text(invoice, 'number') ?? '—'
  if (compare(taken, balance) > 0) no('more-than-balance', { number, balance, amount: taken })
  return taken
}

/**
 * A small difference is small on its invoice, and all of a customer's in one month together are: else a debt
 * could be let go bit by bit without anybody's yes (W2). The limits are figures in the invoice's currency.
 */
async function refuseAboveLimits(ctx: Context, invoice: Row, taken: string): Promise<void> {
  const currency = need(invoice, 'currency')
  const { difference_limit, difference_month_limit } = settings(ctx)
  // Of two at once for one customer the second sees the first.
  await ctx.lock('account', [need(invoice, 'account')])
  const all = await ctx.find('write_off', {
    account: invoice.account,
    kind: 'difference',
    stage: 'in_force',
  })
  const here = all.filter((one) => text(one, 'invoice') === invoice.id)
  const month = ctx.today.slice(0, 7)
  const monthOf = (row: Row): string =>
    new Date(String(row.created_at)).toLocaleDateString('en-CA', { timeZone: ctx.zone }).slice(0, 7)
  const invoices = await ctx.find('invoice', { id: [...new Set(all.map((one) => one.invoice))] })
  const same = new Set(invoices.filter((one) => one.currency === currency).map((one) => one.id))
  const now = all.filter((one) => monthOf(one) === month && same.has(text(one, 'invoice') ?? ''))
  const total = (rows: readonly Values[]): string =>
    sum([taken, ...rows.map((one) => amount(one, 'amount', currency))], currency)
  if (compare(total(here), difference_limit) > 0) {
    no('difference-too-large', {
      limit: difference_limit,
      left: minus(total(here), [taken], currency),
    })
  }
  if (compare(total(now), difference_month_limit) > 0) {
    no('differences-of-month', { limit: difference_month_limit, month })
  }
}
