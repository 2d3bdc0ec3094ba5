// What follows from an invoice's other values? Its amounts, as long as it is a draft.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { localTime } from '#kernel/import/local-time.ts'
import { documentTotals } from '#kernel/money/document.ts'
import type { Amounts } from '#kernel/money/line.ts'
import { isZero } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { withArrivingAmount } from '../arriving-amount.ts'
import { linesInBase } from '../currencies/lines-in-base.ts'
import { rateOf } from '../currencies/rates.ts'
import { priced, productsOf } from '../document-totals.ts'
import { postAllocation } from '../ledger/post-cash.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { named } from '../named.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, rows, text, yes } from '../read.ts'
import { no } from '../refusals.ts'

/**
 * A draft is calculated from its lines. A credit note is not: its lines are the negated parts of the
 * lines that it credits, whatever quantity times price would round to.
 */
export async function deriveInvoice(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before && text(before, 'stage') !== 'draft') return {}
  if (before) keepPlanned(row, before)
  const currency = text(row, 'currency') ?? (await currencyOf(ctx, row))
  if (text(row, 'kind') === 'credit') {
    // What it settles is decided in the moment of crediting, so none arrives from elsewhere.
    if (!before && (text(row, 'stage') ?? 'draft') !== 'draft') no('credit-by-action')
    const lines = rows(row, 'lines').map((line) => ({
      net: amount(line, 'net', currency),
      tax: amount(line, 'tax', currency),
      gross: amount(line, 'gross', currency),
    }))
    // It takes back at the rate at which it was billed.
    const of: Values = (await named(ctx, row, 'credits', 'invoice')) ?? {}
    const { rate, rate_on, rate_source } = of
    const inBase = linesInBase(ctx, rows(row, 'lines'), { currency, rate: text(of, 'rate') })
    return {
      currency,
      rate,
      rate_on,
      rate_source,
      lines: inBase,
      ...sums(documentTotals(lines, currency)),
    }
  }
  const document = withArrivingAmount(row, before, 'gross', currency)
  const whole = priced(document, await productsOf(ctx, rows(document, 'lines')), currency)
  const tax_inclusive = yes(document, 'tax_inclusive')
  // Only a credit note takes away from the line of another.
  const lines = whole.lines.map((line) => ({ ...line, line: null }))
  const rate = await rateOf(ctx, row, before, {
    currency,
    day: text(row, 'issued_on'),
    must: !['draft', 'void'].includes(text(row, 'stage') ?? 'draft'),
  })
  const inBase = linesInBase(ctx, lines, { currency, rate: rate.rate })
  const values = { currency, ...rate, tax_inclusive, lines: inBase, ...sums(whole) }
  return before ? values : { ...values, ...(await arrived(ctx, { ...row, ...values })) }
}

/** What was billed of a plan stays with the plan's contract. */
function keepPlanned(row: Values, before: Row): void {
  if (text(before, 'plan_line') === null) return
  const fields = ['contract', 'account', 'currency', 'tax_inclusive'] as const
  if (fields.some((field) => String(row[field]) !== String(before[field]))) no('planned-invoice')
}

const sums = ({ net, tax, gross }: Amounts): Amounts => ({ net, tax, gross })

/**
 * An invoice that arrives issued, from an older system, stands in the books from the same moment; one that arrives
 * paid brings its payment along, because the stage follows from the numbers (I7).
 */
async function arrived(ctx: Context, invoice: Values): Promise<Values> {
  const stage = text(invoice, 'stage') ?? 'draft'
  if (stage === 'draft' || stage === 'void') return {}
  const number = text(invoice, 'number') ?? text(invoice, 'external_id')
  mustSay(invoice, number)
  const whole = { ...invoice, number }
  if (!(await named(ctx, whole, 'account', 'account'))) return { number }
  await postInvoice(ctx, whole, { kind: 'invoice', on: need(whole, 'issued_on'), receivable: null })
  // Nothing is owed of an invoice over nothing.
  if (isZero(need(whole, 'gross'))) return { number, stage: 'paid' }
  return stage === 'paid' ? { number, allocations: [await payArrived(ctx, whole)] } : { number }
}

/** How much of it was paid is not known of an invoice that is said to be partly paid. */
function mustSay(invoice: Values, number: string | null): void {
  const problems = new Problems()
  if (number === null) problems.add('number', 'required')
  if (text(invoice, 'issued_on') === null) problems.add('issued_on', 'required')
  if (
    ['partly_credited', 'partly_paid', 'credited', 'written_off'].includes(need(invoice, 'stage'))
  ) {
    problems.add('stage', 'rule', {
      says: {
        zh: '请以「已开票」导入，再导入红字发票、回款与核销',
        en: 'bring it in as issued, then its credit notes, payments and allocations',
      },
    })
  }
  problems.done()
}

/** Paid on the day that the file says it came to this stage, else when it was due. */
async function payArrived(ctx: Context, invoice: Values): Promise<Values> {
  const on = [paidOn(ctx, invoice), ctx.today].sort()[0]!
  const gross = need(invoice, 'gross')
  const payment = await ctx.create('payment', {
    account: invoice.account,
    currency: invoice.currency,
    amount: gross,
    received_on: on,
    method: 'other',
    reference: need(invoice, 'number'),
    owner: invoice.owner ?? null,
  })
  await postAllocation(ctx, payment, {
    invoice: null,
    record: invoice,
    amount: gross,
    on,
  })
  return { payment: payment.id, amount: gross, allocated_on: on }
}

function paidOn(ctx: Context, invoice: Values): string {
  const since = text(invoice, 'stage_since')
  const said = since !== null && since !== text(invoice, 'created_at')
  return said
    ? localTime(Date.parse(since), ctx.zone).slice(0, 10)
    : (text(invoice, 'due_on') ?? need(invoice, 'issued_on'))
}

async function currencyOf(ctx: Context, row: Values): Promise<string> {
  const contract = await named(ctx, row, 'contract', 'contract')
  return (contract && text(contract, 'currency')) ?? settings(ctx).currency
}
