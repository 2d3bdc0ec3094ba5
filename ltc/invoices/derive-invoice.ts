// What follows from an invoice's other values? Its amounts, as long as it is a draft.
import type { Context } from '#kernel/context.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { isZero } from '#kernel/money/sum.ts'
import type { Amounts } from '#kernel/money/line.ts'
import type { Row, Values } from '#kernel/object.ts'
import { priced } from '../document-totals.ts'
import { postInvoice } from '../ledger/post-invoice.ts'
import { named } from '../named.ts'
import { settings } from '../parties/settings.ts'
import { amount, rows, text } from '../read.ts'
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
  const books = isInBooks(row, before)
  if (before) keepPlanned(row, before)
  const currency = text(row, 'currency') ?? (await currencyOf(ctx, row))
  if (text(row, 'kind') === 'credit') {
    const lines = rows(row, 'lines').map((line) => ({
      net: amount(line, 'net', currency),
      tax: amount(line, 'tax', currency),
      gross: amount(line, 'gross', currency),
    }))
    return { currency, ...sums(documentTotals(lines, currency)) }
  }
  await refuseOtherCurrency(ctx, row, currency)
  const whole = await priced(ctx, row, currency)
  const values = { currency, lines: whole.lines, ...sums(whole), ...(books && { stage: arrived(whole) }) }
  if (!before) await postImported(ctx, { ...row, ...values })
  return values
}

/** Does an invoice arrive that an older system has issued? A credit note is only made by crediting. */
function isInBooks(row: Values, before: Row | null): boolean {
  const stage = text(row, 'stage') ?? 'draft'
  if (before || stage === 'draft' || stage === 'void') return false
  if (text(row, 'kind') === 'credit') no('credit-by-action')
  return true
}

/** Its stage follows from its money; what was paid for it comes as payments (I7). */
const arrived = ({ gross }: Amounts): string => (isZero(gross) ? 'paid' : 'issued')

/** What was billed of a plan stays with the plan's contract. */
function keepPlanned(row: Values, before: Row): void {
  if (text(before, 'plan_line') === null) return
  const fields = ['contract', 'account', 'currency', 'tax_inclusive'] as const
  if (fields.some((field) => String(row[field]) !== String(before[field]))) no('planned-invoice')
}

/** A contract is billed in its own currency; sums over both would mean nothing (M2). */
async function refuseOtherCurrency(ctx: Context, row: Values, currency: string): Promise<void> {
  const contract = await named(ctx, row, 'contract', 'contract')
  const other = contract && text(contract, 'currency')
  if (other && other !== currency) no('currencies-differ', { one: currency, other })
}

const sums = ({ net, tax, gross }: Amounts): Amounts => ({ net, tax, gross })

/** An invoice that arrives issued, from an older system, stands in the books from the same moment. */
async function postImported(ctx: Context, invoice: Values): Promise<void> {
  if (text(invoice, 'stage') !== 'issued') return
  if (!(await named(ctx, invoice, 'account', 'account'))) return
  const on = text(invoice, 'issued_on') ?? ctx.today
  await postInvoice(ctx, invoice, { kind: 'invoice', on, receivable: null })
}

async function currencyOf(ctx: Context, row: Values): Promise<string> {
  const contract = await named(ctx, row, 'contract', 'contract')
  return (contract && text(contract, 'currency')) ?? settings(ctx).currency
}
