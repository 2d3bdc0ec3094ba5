// Who took it in, and did all of it arrive? What is short can be shipped again.
import { action } from '#kernel/action.ts'
import { decimal, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { counted, countedLines } from './counted-lines.ts'

export const receiveShipment = action('receive', {
  on: 'shipment',
  label: { zh: '签收', en: 'Received' },
  icon: 'AuditOutlined',
  primary: true,
  from: ['shipped'],
  input: {
    signer: { kind: 'text', label: { zh: '签收人', en: 'Signed by' }, required: true, max: 100 },
    received_on: {
      kind: 'date',
      label: { zh: '签收日期', en: 'Received on' },
      default: 'TODAY()',
    },
    lines: countedLines(
      '实收数量',
      'What arrived',
      '与发出不同的改掉；短少的可以再发',
      'Change what differs; what is short can be shipped again',
    ),
  },
  run: async (ctx, shipment, input) => {
    const received_on = text(input, 'received_on') ?? ctx.today
    const shipped_on = need(shipment, 'shipped_on')
    if (received_on < shipped_on)
      no('before-document', {
        date: received_on,
        number: need(shipment, 'number'),
        day: shipped_on,
      })
    const said = counted(shipment, input, (line) => decimal(line, 'quantity'))
    const lines = rows(shipment, 'lines').map((line) => ({
      ...line,
      received: said.get(need(line, 'contract_line')) ?? line.quantity,
    }))
    await ctx.change('shipment', shipment.id, { lines, received_on, signer: input.signer })
    const now = await ctx.move('shipment', shipment.id, 'received')
    return { stage: now.stage, received_on, short: now.short }
  },
})
