// Does it not go after all, or come back before anybody took it in? Then its quantities are free again.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'

export const cancelShipment = action('cancel', {
  on: 'shipment',
  label: { zh: '取消发货', en: 'Cancel' },
  icon: 'StopOutlined',
  danger: true,
  from: ['planned', 'shipped'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, shipment, input) => {
    const now = await ctx.move('shipment', shipment.id, 'cancelled', { reason: input.reason })
    return { stage: now.stage }
  },
})
