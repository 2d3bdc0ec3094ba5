// How is a business event written into the books? As one balanced entry that is never changed.
import type { Context } from '#kernel/context.ts'
import { invariant } from '#kernel/invariant.ts'
import { compare, isZero, negate, sum } from '#kernel/money/sum.ts'
import { settings } from '../parties/settings.ts'
import type { LedgerAccount } from './accounts.ts'

export interface Side {
  readonly code: LedgerAccount
  /** Above 0 is a debit, below 0 a credit. */
  readonly amount: string
  /** The same in the company's currency, where the entry is in another and a rate is known. */
  readonly base?: string | null
  readonly invoice?: string | null
  readonly payment?: string | null
}

export interface Entry {
  readonly on: string
  readonly kind: string
  readonly object_name: string
  readonly record_id: string
  readonly currency: string
  readonly account: string | null
  readonly sides: readonly Side[]
}

/** Writes the entry; sides of 0 are left out, and an entry of nothing is none. Σ debit = Σ credit, in base too (L1). */
export async function post(ctx: Context, entry: Entry): Promise<void> {
  const { currency, account, sides, ...head } = entry
  const moved = sides.filter((side) => !isZero(side.amount) || !isZero(side.base ?? '0'))
  if (moved.length === 0) return
  const left = sum(
    moved.map((side) => side.amount),
    currency,
  )
  invariant(isZero(left), `the ${entry.kind} of ${entry.record_id} balances, ${left} is left`)
  const known = moved.every((side) => (side.base ?? null) !== null)
  if (known) {
    const base = sum(
      moved.map((side) => side.base!),
      settings(ctx).currency,
    )
    invariant(
      isZero(base),
      `the ${entry.kind} of ${entry.record_id} balances in base, ${base} is left`,
    )
  }
  const none = sum([], currency)
  await ctx.create('journal_entry', {
    ...head,
    postings: moved.map((side) => ({
      account_code: side.code,
      debit: compare(side.amount, '0') > 0 ? side.amount : none,
      credit: compare(side.amount, '0') < 0 ? negate(side.amount, currency) : none,
      currency,
      converted: known ? side.base : null,
      account,
      invoice: side.invoice ?? null,
      payment: side.payment ?? null,
    })),
    owner: ctx.who.id,
  })
}
