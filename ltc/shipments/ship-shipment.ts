// Has it left the house, with whom and under which number?
import { action } from '#kernel/action.ts'
import { refuseHeld } from '../credit/delivery-hold.ts'
import { text } from '../read.ts'

export const shipShipment = action('ship', {
  on: 'shipment',
  label: { zh: '发货', en: 'Ship' },
  icon: 'TruckOutlined',
  primary: true,
  from: ['planned'],
  input: {
    shipped_on: {
      kind: 'date',
      label: { zh: '发货日期', en: 'Shipped on' },
      default: 'TODAY()',
    },
    carrier: { kind: 'text', label: { zh: '承运商', en: 'Carrier' }, max: 100 },
    tracking_no: { kind: 'text', label: { zh: '运单号', en: 'Tracking No.' }, max: 100 },
  },
  run: async (ctx, shipment, input) => {
    await refuseHeld(ctx, shipment)
    const now = await ctx.move('shipment', shipment.id, 'shipped', {
      shipped_on: text(input, 'shipped_on') ?? ctx.today,
      ...(input.carrier ? { carrier: input.carrier } : {}),
      ...(input.tracking_no ? { tracking_no: input.tracking_no } : {}),
    })
    return { stage: now.stage, shipped_on: now.shipped_on }
  },
})
