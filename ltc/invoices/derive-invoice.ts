// What follows from an invoice's other values? Its amounts, as long as it is a draft.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { priced } from '../document-totals.ts'
import { settings } from '../parties/settings.ts'
import { rows, text } from '../read.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { amount } from '../read.ts'

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
    const { net, tax, gross } = documentTotals(lines, currency)
    return { currency, net, tax, gross }
  }
  const { lines, net, tax, gross } = await priced(ctx, row, currency)
  return { currency, lines, net, tax, gross }
}

async function currencyOf(ctx: Context, row: Values): Promise<string> {
  const contract = text(row, 'contract')
  const from: Values = contract ? await ctx.get('contract', contract) : {}
  return text(from, 'currency') ?? (await settings(ctx)).currency
}
