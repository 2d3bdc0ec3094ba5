// What follows from an invoice's other values? Its amounts, as long as it is a draft.
import type { Context } from '#kernel/context.ts'
import { documentTotals } from '#kernel/money/document.ts'
import type { Amounts } from '#kernel/money/line.ts'
import type { Row, Values } from '#kernel/object.ts'
import { priced } from '../document-totals.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { named } from '../named.ts'
import { settings } from '../parties/settings.ts'
import { amount, rows, text } from '../read.ts'

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
  const currency = text(row, 'currency') ?? (await currencyOf(ctx, row))
  if (text(row, 'kind') === 'credit') {
    const lines = rows(row, 'lines').map((line) => ({
      net: amount(line, 'net', currency),
      tax: amount(line, 'tax', currency),
      gross: amount(line, 'gross', currency),
    }))
    return { currency, ...sums(documentTotals(lines, currency)) }
  }
  const whole = await priced(ctx, row, currency)
  const values = { currency, lines: whole.lines, ...sums(whole) }
  if (!before) await postImported(ctx, { ...row, ...values })
  return values
}

const sums = ({ net, tax, gross }: Amounts): Amounts => ({ net, tax, gross })

/** An invoice that arrives issued, from an older system, stands in the books from the same moment. */
async function postImported(ctx: Context, invoice: Values): Promise<void> {
  if (!['issued', 'partly_paid', 'paid'].includes(text(invoice, 'stage') ?? 'draft')) return
  if (!(await named(ctx, invoice, 'account', 'account'))) return
  const on = text(invoice, 'issued_on') ?? ctx.today
  await postInvoice(ctx, invoice, { kind: 'invoice', on, receivable: null })
}

async function currencyOf(ctx: Context, row: Values): Promise<string> {
  const contract = await named(ctx, row, 'contract', 'contract')
  return (contract && text(contract, 'currency')) ?? settings(ctx).currency
}
