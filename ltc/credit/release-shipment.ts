// Do the goods go although the customer is on hold or beyond its limit? Whoever answers for the money says so, and why.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'
import { need } from '../read.ts'
import { no } from '../refusals.ts'
import { heldFor } from './delivery-hold.ts'

export const releaseShipment = action('release', {
  on: 'shipment',
  label: { zh: '放行发货', en: 'Release' },
  help: {
    zh: '客户暂停发货或超信用额度时，允许这一单发出；货物明细改动后须重新放行。',
    en: 'Lets this one leave although the customer is on hold or over its limit; changed lines ask anew.',
  },
  icon: 'KeyOutlined',
  by: ['finance', 'manager'],
  from: ['planned'],
  offered_if:
    'kind = "delivery" and released_at is empty and (account.on_hold or account.credit_limit is not empty)',
  input: { reason: { ...reason, required: true } },
  run: async (ctx, shipment, input) => {
    const account = await ctx.get('account', need(shipment, 'account'))
    if (!(await heldFor(ctx, account))) no('nothing-holds')
    const now = await ctx.change('shipment', shipment.id, {
      released_at: ctx.now.toISOString(),
      released_by: ctx.who.id,
      release_reason: input.reason,
    })
    return { released_at: now.released_at }
  },
})
