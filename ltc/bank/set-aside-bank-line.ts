// Is a line no customer's money: interest, a transfer of our own, a deposit that came back?
import { action } from '#kernel/action.ts'
import { need } from '../read.ts'
import { reason } from '../reason.ts'
import { reopen } from './claim-bank-line.ts'

export const setAsideBankLine = action('set_aside', {
  on: 'bank_line',
  label: { zh: '非客户款', en: 'Set aside' },
  help: { zh: '利息、内部转账等，不进入应收', en: 'Interest, own transfers: nobody’s receivable' },
  icon: 'InboxOutlined',
  by: ['finance'],
  from: ['open', 'claimed'],
  input: { reason: { ...reason, required: true } },
  run: async (ctx, line, input) => {
    const now = await ctx.move('bank_line', line.id, 'set_aside', {
      note: need(input, 'reason'),
      account: null,
    })
    return { stage: now.stage }
  },
})

export const bringBackBankLine = action('bring_back', {
  on: 'bank_line',
  label: { zh: '恢复待认领', en: 'Bring back' },
  icon: 'UndoOutlined',
  by: ['finance'],
  from: ['set_aside'],
  run: async (ctx, line) => ({ stage: await reopen(ctx, line.id) }),
})
