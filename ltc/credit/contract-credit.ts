// Does a contract, or what an amendment adds to one, fit into what its customer has been trusted with? Asked as it is signed
// or submitted; where an answer is needed for what goes beyond it with the customer locked: of two that would fit one by
// one, the second finds the first.
import type { Context } from '#kernel/context.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text } from '../read.ts'
import { exposureOf, worth } from './exposure.ts'

/** What stands with the contract from its signing on: what was used before it, and by how much it goes beyond. */
export const contractCredit = (ctx: Context, contract: Row): Promise<Values> =>
  creditOf(ctx, contract, text(contract, 'rate'))

/** The same of whatever makes a customer's orders grow; nothing is asked where they get smaller. */
export async function creditOf(ctx: Context, document: Row, rate: string | null): Promise<Values> {
  const none = { credit_used: null, credit_over: null, over_credit: false }
  const { currency, credit_control } = settings(ctx)
  const grows = compare(amount(document, 'amount', need(document, 'currency')), '0') > 0
  if (credit_control === 'none' || !grows) return none
  const account = await ctx.get('account', need(document, 'account'))
  if (text(account, 'credit_limit') === null) return none
  // Where it is only told, or nothing is limited, nobody waits: many contracts are signed at once when a past comes in.
  if (credit_control === 'approve') await ctx.lock('account', [account.id])
  const { receivable, unbilled, prepaid, used, missing } = await exposureOf(ctx, account.id)
  const own = worth(ctx, { ...document, rate }, document.amount)
  const adds = own ?? '0'
  const promised = await promisedTo(ctx, account.id, document.id)
  // What was paid ahead, beyond what is used so far, pays for this too.
  const over = minus(
    sum([receivable, unbilled, adds, ...promised], currency),
    [prepaid, amount(account, 'credit_limit', currency)],
    currency,
  )
  // What nobody knows the worth of fits into no limit: a currency without a rate is no way past the approval.
  const unknown = credit_control === 'approve' && (own === null || missing > 0)
  if (compare(over, '0') <= 0) return { ...none, credit_used: used, over_credit: unknown }
  return { credit_used: used, credit_over: over, over_credit: credit_control === 'approve' }
}

/** What other amendments add that wait for the customer's signature only: nobody is asked about them again. */
async function promisedTo(ctx: Context, account: string, but: string): Promise<string[]> {
  const waiting = await ctx.find('amendment', { account, stage: 'approved' })
  const growing = waiting.filter(
    (one) => one.id !== but && compare(amount(one, 'amount', need(one, 'currency')), '0') > 0,
  )
  const contracts = growing.length
    ? await ctx.find('contract', { id: growing.map((one) => one.contract) })
    : []
  const rates = new Map(contracts.map((one) => [one.id, text(one, 'rate')]))
  return growing.map(
    (one) => worth(ctx, { ...one, rate: rates.get(need(one, 'contract')) }, one.amount) ?? '0',
  )
}
