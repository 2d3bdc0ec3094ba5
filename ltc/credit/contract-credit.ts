// Does a contract fit into what its customer has been trusted with? Asked as it is signed; where an answer is needed for
// what goes beyond it with the customer locked: of two contracts that would fit one by one, the second finds the first.
import type { Context } from '#kernel/context.ts'
import { compare, minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text } from '../read.ts'
import { exposureOf, worth } from './exposure.ts'

/** What stands with the contract from its signing on: what was used before it, and by how much it goes beyond. */
export async function contractCredit(ctx: Context, contract: Row): Promise<Values> {
  const none = { credit_used: null, credit_over: null, over_credit: false }
  const { currency, credit_control } = settings(ctx)
  if (credit_control === 'none') return none
  const account = await ctx.get('account', need(contract, 'account'))
  if (text(account, 'credit_limit') === null) return none
  // Where it is only told, or nothing is limited, nobody waits: many contracts are signed at once when a past comes in.
  if (credit_control === 'approve') await ctx.lock('account', [account.id])
  const { receivable, unbilled, prepaid, used, missing } = await exposureOf(ctx, account.id)
  const own = worth(ctx, contract, contract.amount)
  const adds = own ?? '0'
  // What was paid ahead, beyond what is used so far, pays for this contract too.
  const over = minus(
    sum([receivable, unbilled, adds], currency),
    [prepaid, amount(account, 'credit_limit', currency)],
    currency,
  )
  // What nobody knows the worth of fits into no limit: a currency without a rate is no way past the approval.
  const unknown = credit_control === 'approve' && (own === null || missing > 0)
  if (compare(over, '0') <= 0) return { ...none, credit_used: used, over_credit: unknown }
  return { credit_used: used, credit_over: over, over_credit: credit_control === 'approve' }
}
