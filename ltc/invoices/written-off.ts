// What follows when a part of an invoice is let go, or comes back after all? A line in the books, and its stage.
import type { Context } from '#kernel/context.ts'
import { compare, isZero, minus, negate, sum } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { postWriteOff } from '../ledger/post-write-off.ts'
import { amount, need, text } from '../read.ts'
import { settle } from './settle.ts'

/** Books a write-off that has come into force; answers the stage of its invoice. */
export async function writtenOff(ctx: Context, invoice: Row, draft: Row): Promise<string> {
  await postWriteOff(ctx, invoice, await ctx.get('write_off', draft.id))
  return settle(ctx, invoice)
}

/**
 * Takes back up to `wanted` of what was written off of the invoice, bad debt first: as rows below 0, since
 * what was written off stands. Answers how much it was. The caller settles the invoice.
 */
export async function takeBack(
  ctx: Context,
  invoice: Row,
  wanted: string,
  { on, reason }: { on: string; reason: string | null },
): Promise<string> {
  const currency = need(invoice, 'currency')
  const rows = await ctx.find('write_off', { invoice: invoice.id, stage: 'in_force' })
  let left = wanted
  for (const kind of ['bad_debt', 'difference']) {
    const there = sum(
      rows.filter((one) => one.kind === kind).map((one) => amount(one, 'amount', currency)),
      currency,
    )
    const taken = compare(there, left) <= 0 ? there : left
    if (isZero(taken)) continue
    const draft = await ctx.create('write_off', {
      invoice: invoice.id,
      account: invoice.account,
      kind,
      amount: negate(taken, currency),
      written_on: on,
      reason,
      owner: text(invoice, 'owner') ?? ctx.who.id,
    })
    await postWriteOff(ctx, invoice, await ctx.move('write_off', draft.id, 'in_force'))
    left = minus(left, [taken], currency)
  }
  return minus(wanted, [left], currency)
}
