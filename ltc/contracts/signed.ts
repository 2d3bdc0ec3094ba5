// What follows from a signature? The opportunity is won, for what the contract is worth.
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { text } from '../read.ts'

export async function signed(ctx: Context, contract: Row): Promise<void> {
  const id = text(contract, 'opportunity')
  if (id === null) return
  const opportunity = await ctx.get('opportunity', id)
  if (['won', 'lost'].includes(text(opportunity, 'stage') ?? '')) return
  await ctx.change('opportunity', id, { amount: contract.amount, currency: contract.currency })
  await ctx.move('opportunity', id, 'won')
}
