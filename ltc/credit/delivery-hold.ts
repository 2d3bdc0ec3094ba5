// May goods leave for this customer? Not while deliveries are on hold or the credit limit is passed, unless finance or the
// general manager has released this very shipment.
import type { Context } from '#kernel/context.ts'
import { compare, minus } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, text, yes } from '../read.ts'
import { no } from '../refusals.ts'
import { exposureOf } from './exposure.ts'

interface Held {
  readonly code: 'account-on-hold' | 'account-over-credit'
  readonly details: Record<string, string>
}

/** Why nothing leaves for the customer; null where nothing holds it. */
export async function heldFor(ctx: Context, account: Row): Promise<Held | null> {
  const name = need(account, 'name')
  if (yes(account, 'on_hold'))
    return {
      code: 'account-on-hold',
      details: { name, reason: text(account, 'hold_reason') ?? '' },
    }
  const { currency, credit_control } = settings(ctx)
  if (credit_control !== 'approve' || text(account, 'credit_limit') === null) return null
  const { used } = await exposureOf(ctx, account.id)
  const over = minus(used, [amount(account, 'credit_limit', currency)], currency)
  return compare(over, '0') > 0
    ? { code: 'account-over-credit', details: { name, over: `${over} ${currency}` } }
    : null
}

export async function refuseHeld(ctx: Context, shipment: Row): Promise<void> {
  if (text(shipment, 'released_at') !== null) return
  const held = await heldFor(ctx, await ctx.get('account', need(shipment, 'account')))
  if (held) no(held.code, held.details)
}
