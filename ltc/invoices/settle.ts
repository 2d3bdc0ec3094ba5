// What is still open of an invoice, and which stage follows from it?
import type { Context } from '#kernel/context.ts'
import { compare, isZero, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { amount, need, text } from '../read.ts'

export interface Open {
  readonly gross: string
  readonly paid: string
  readonly credited: string
  /** What was let go, and how much of that as bad debt. */
  readonly written_off: string
  readonly bad_debt: string
  /** gross − paid − credited − written off, never below 0 (I6). */
  readonly balance: string
}

/** Issued, and something is still owed. */
export const openStages = ['issued', 'partly_credited', 'partly_paid']

/** May money be put to it? Issued, and something is open. */
export const isPayable = (invoice: Row): boolean =>
  openStages.includes(text(invoice, 'stage') ?? '') && text(invoice, 'kind') !== 'credit'

/** The open amount of each invoice from its rows, asked anew: call it after the invoices are locked. */
export async function openOf(
  ctx: Context,
  invoices: readonly Values[],
): Promise<Map<string, Open>> {
  const ids = invoices.map((invoice) => need(invoice, 'id'))
  const allocations = ids.length ? await ctx.find('allocation', { invoice: ids }) : []
  const credits = ids.length ? await ctx.find('invoice', { credits: ids }) : []
  const writeOffs = ids.length
    ? await ctx.find('write_off', { invoice: ids, stage: 'in_force' })
    : []
  return new Map(
    invoices.map((invoice) => [
      need(invoice, 'id'),
      open(invoice, { allocations, credits, writeOffs }),
    ]),
  )
}

interface Settling {
  readonly allocations: readonly Values[]
  readonly credits: readonly Values[]
  readonly writeOffs: readonly Values[]
}

function open(invoice: Values, { allocations, credits, writeOffs }: Settling): Open {
  const currency = need(invoice, 'currency')
  const of = (rows: readonly Values[], by: string, field: string) =>
    rows.filter((row) => text(row, by) === invoice.id).map((row) => amount(row, field, currency))
  const gross = amount(invoice, 'gross', currency)
  const paid = sum(of(allocations, 'invoice', 'amount'), currency)
  const inForce = credits.filter((note) => !['draft', 'void'].includes(text(note, 'stage') ?? ''))
  const credited = minus('0', of(inForce, 'credits', 'gross'), currency)
  const written_off = sum(of(writeOffs, 'invoice', 'amount'), currency)
  const bad = writeOffs.filter((row) => row.kind === 'bad_debt')
  const bad_debt = sum(of(bad, 'invoice', 'amount'), currency)
  const balance = minus(gross, [paid, credited, written_off], currency)
  return { gross, paid, credited, written_off, bad_debt, balance }
}

/** Moves the invoice to the stage that its numbers say (I7). Answers the stage. */
export async function settle(ctx: Context, invoice: Row): Promise<string> {
  const stage = stageOf((await openOf(ctx, [invoice])).get(invoice.id)!)
  if (text(invoice, 'stage') !== stage) await ctx.move('invoice', invoice.id, stage)
  return stage
}

/** Where no money came, what was credited gives the stage its name: it was not paid. */
function stageOf({ gross, paid, credited, bad_debt, balance }: Open): string {
  const onlyCredited = isZero(paid) && compare(credited, '0') > 0
  if (isZero(balance)) return !isZero(bad_debt) ? 'written_off' : onlyCredited ? 'credited' : 'paid'
  if (compare(balance, gross) === 0) return 'issued'
  return onlyCredited ? 'partly_credited' : 'partly_paid'
}
