// What is still open of an invoice, and which stage follows from it?
import type { Context } from '#kernel/context.ts'
import { compare, isZero, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'

export interface Open {
  readonly gross: string
  readonly paid: string
  readonly credited: string
  /** gross − paid − credited, never below 0 (I6). */
  readonly balance: string
}

/** The open amount of each invoice from its rows, asked anew: call it after the invoices are locked. */
export async function openOf(ctx: Context, invoices: readonly Row[]): Promise<Map<string, Open>> {
  const ids = invoices.map((invoice) => invoice.id)
  const allocations = ids.length ? await ctx.find('allocation', { invoice: ids }) : []
  const credits = ids.length ? await ctx.find('invoice', { credits: ids }) : []
  return new Map(invoices.map((invoice) => [invoice.id, open(invoice, allocations, credits)]))
}

function open(invoice: Row, allocations: readonly Values[], credits: readonly Values[]): Open {
  const currency = need(invoice, 'currency')
  const of = (rows: readonly Values[], by: string, field: string) =>
    rows.filter((row) => text(row, by) === invoice.id).map((row) => amount(row, field, currency))
  const gross = amount(invoice, 'gross', currency)
  const paid = sum(of(allocations, 'invoice', 'amount'), currency)
  const inForce = credits.filter((note) => !['draft', 'void'].includes(text(note, 'stage') ?? ''))
  const credited = minus('0', of(inForce, 'credits', 'gross'), currency)
  return { gross, paid, credited, balance: minus(gross, [paid, credited], currency) }
}

/** Moves the invoice to the stage that its numbers say (I7). Answers the stage. */
export async function settle(ctx: Context, invoice: Row): Promise<string> {
  const { gross, balance } = (await openOf(ctx, [invoice])).get(invoice.id)!
  const stage = isZero(balance) ? 'paid' : compare(balance, gross) === 0 ? 'issued' : 'partly_paid'
  if (text(invoice, 'stage') !== stage) await ctx.move('invoice', invoice.id, stage)
  return stage
}
