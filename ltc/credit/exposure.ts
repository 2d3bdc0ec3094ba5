// How much does a customer have of ours that is not paid for? What is owed, and what is ordered and not billed yet, less
// what was paid ahead; all in the company's own currency.
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount as rounded } from '#kernel/money/round.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { openStages } from '../invoices/settle.ts'
import { settings } from '../parties/settings.ts'
import { amount, text } from '../read.ts'

export interface Exposure {
  /** Open invoices. */
  readonly receivable: string
  /** Signed contracts, as far as they are not billed. */
  readonly unbilled: string
  /** Money of theirs that settles nothing yet. */
  readonly prepaid: string
  /** The two less the third; not below nothing. */
  readonly used: string
  /** Documents in another currency without a rate: they are in none of the sums. */
  readonly missing: number
}

/** By the same conditions lists show the rows that the three sums are made of. */
export const exposureRows = {
  receivable: 'balance > 0 and stage in ("issued", "partly_credited", "partly_paid")',
  unbilled: 'stage in ("signed", "active") and billed < amount',
  prepaid: 'unallocated > 0',
} as const

export async function exposureOf(ctx: Context, account: string): Promise<Exposure> {
  const { currency } = settings(ctx)
  const [invoices, contracts, payments] = await Promise.all([
    ctx.find('invoice', { account, stage: openStages }),
    ctx.find('contract', { account, stage: ['signed', 'active'] }),
    ctx.find('payment', { account }),
  ])
  const parts = {
    receivable: invoices.map((one) => worth(ctx, one, one.balance)),
    unbilled: contracts.map((one) => worth(ctx, one, restOf(one))),
    prepaid: payments.map((one) => worth(ctx, one, one.unallocated)),
  }
  const total = (list: readonly (string | null)[]): string =>
    sum(
      list.filter((one) => one !== null),
      currency,
    )
  const receivable = total(parts.receivable)
  const unbilled = total(parts.unbilled)
  const prepaid = total(parts.prepaid)
  return {
    receivable,
    unbilled,
    prepaid,
    used: notBelowZero(minus(sum([receivable, unbilled], currency), [prepaid], currency), currency),
    missing: Object.values(parts)
      .flat()
      .filter((one) => one === null).length,
  }
}

/** What so much of a document is worth at its own rate; null where it has none. */
export function worth(ctx: Context, document: Values, value: unknown): string | null {
  const ours = settings(ctx).currency
  const plain = exact(typeof value === 'string' && value !== '' ? value : '0')
  if (plain.isZero() || text(document, 'currency') === ours) return rounded(plain, ours)
  const rate = text(document, 'rate')
  return rate === null ? null : rounded(plain.times(rate), ours)
}

function restOf(contract: Row): string {
  const currency = text(contract, 'currency') ?? ''
  const rest = minus(
    amount(contract, 'amount', currency),
    [amount(contract, 'billed', currency)],
    currency,
  )
  return notBelowZero(rest, currency)
}

const notBelowZero = (value: string, currency: string): string =>
  compare(value, '0') < 0 ? sum([], currency) : value
