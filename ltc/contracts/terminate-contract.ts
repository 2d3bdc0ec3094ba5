// Does the contract end before its time? Not while something of it is still owed.
import { action } from '#kernel/action.ts'
import { reason } from '../reason.ts'
import { openStages } from '../invoices/settle.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const terminateContract = action('terminate', {
  on: 'contract',
  label: { zh: '终止', en: 'Terminate' },
  icon: 'StopOutlined',
  danger: true,
  from: ['draft', 'signed', 'active'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, contract, input) => {
    const open = await ctx.find('invoice', {
      contract: contract.id,
      stage: ['draft', ...openStages],
    })
    if (open[0]) no('open-invoices', { number: text(open[0], 'number') ?? '—' })
    const now = await ctx.move('contract', contract.id, 'terminated', {
      terminated_reason: input.reason,
    })
    return { stage: now.stage }
  },
})
