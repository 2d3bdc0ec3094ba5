// Does the customer send some of it back? A shipment the other way; what comes back can be shipped again.
import { action } from '#kernel/action.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Values } from '#kernel/object.ts'
import { decimal, need, rows, text } from '../read.ts'
import { reason } from '../reason.ts'
import { no } from '../refusals.ts'
import { counted, countedLines } from './counted-lines.ts'

export const takeBackShipment = action('take_back', {
  on: 'shipment',
  label: { zh: '退货', en: 'Return' },
  icon: 'RollbackOutlined',
  from: ['received'],
  if: 'kind = "delivery"',
  input: {
    reason: { ...reason, required: true },
    returned_on: {
      kind: 'date',
      label: { zh: '退回日期', en: 'Returned on' },
      default: 'TODAY()',
    },
    lines: countedLines(
      '退回数量',
      'What comes back',
      '一行都不填为全部退回',
      'All of it where no line is said',
    ),
  },
  run: async (ctx, shipment, input) => {
    // The contract is locked before anything is counted: of two returns at once the second sees the first.
    await ctx.lock('contract', [need(shipment, 'contract')])
    const before = await ctx.find('shipment', { returns: shipment.id })
    const back = before
      .filter((one) => one.stage !== 'cancelled')
      .flatMap((one) => rows(one, 'lines'))
    const still = (line: Values): string =>
      back
        .filter((one) => text(one, 'contract_line') === text(line, 'contract_line'))
        .reduce(
          (rest, one) => rest.minus(decimal(one, 'quantity')),
          exact(text(line, 'received') ?? '0'),
        )
        .toFixed()
    const said = counted(shipment, input, still)
    const lines = rows(shipment, 'lines').flatMap((line) => {
      const contract_line = need(line, 'contract_line')
      const quantity = said.size ? (said.get(contract_line) ?? '0') : still(line)
      return exact(quantity).greaterThan('0') ? [{ contract_line, quantity }] : []
    })
    if (lines.length === 0) no('nothing-to-return')
    const returned_on = text(input, 'returned_on') ?? ctx.today
    const made = await ctx.create('shipment', {
      kind: 'return',
      contract: shipment.contract,
      project: shipment.project,
      returns: shipment.id,
      reason: input.reason,
      planned_on: returned_on,
      received_on: returned_on,
      lines,
      owner: ctx.who.id,
    })
    await ctx.move('shipment', made.id, 'received')
    return { shipment: made.id }
  },
})
