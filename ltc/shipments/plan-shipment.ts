// What of a contract goes next? A shipment of everything that no other takes; fewer is said on it.
import { action } from '#kernel/action.ts'
import { exact } from '#kernel/money/exact.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'
import { leftToShip } from './left-to-ship.ts'

export const planShipment = action('plan_shipment', {
  on: 'contract',
  label: { zh: '安排发货', en: 'Plan a shipment' },
  help: {
    zh: '建一张发货单，带上还没安排的全部数量；分批发时在发货单上改少',
    en: 'Makes a shipment of all that no other takes; for a part, lower the quantities on it',
  },
  icon: 'TruckOutlined',
  by: ['delivery', 'manager', 'sales_manager', 'sales'],
  from: ['signed', 'active'],
  offered_if:
    'SUMIF(lines, no_shipping is empty or not no_shipping, quantity) > SUM(lines.shipped)',
  input: {
    planned_on: { kind: 'date', label: { zh: '计划发货日', en: 'Planned on' } },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' } },
  },
  run: async (ctx, contract, input) => {
    const left = await leftToShip(ctx, contract, null)
    const lines = [...left].flatMap(([contract_line, { left: quantity }]) =>
      exact(quantity).greaterThan('0') ? [{ contract_line, quantity }] : [],
    )
    if (lines.length === 0) no('nothing-to-ship')
    const [project] = await ctx.find('project', { contract: contract.id }, { limit: 1 })
    const made = await ctx.create('shipment', {
      contract: contract.id,
      project: project?.id ?? null,
      planned_on: text(input, 'planned_on'),
      note: text(input, 'note'),
      lines,
      owner: (project && text(project, 'owner')) ?? ctx.who.id,
    })
    return { shipment: made.id }
  },
})
