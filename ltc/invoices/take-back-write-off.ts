// Is the customer going to pay after all? What was written off is open again.
import { action } from '#kernel/action.ts'
import { isZero } from '#kernel/money/sum.ts'
import { reason } from '../reason.ts'
import { text } from '../read.ts'
import { openOf, settle } from './settle.ts'
import { takeBack } from './written-off.ts'
import { no } from '../refusals.ts'

export const takeBackWriteOff = action('take_back_write_off', {
  on: 'invoice',
  label: { zh: '撤销冲减', en: 'Take back the write-off' },
  help: { zh: '已冲减的金额恢复为未收', en: 'What was written off is owed again' },
  icon: 'UndoOutlined',
  by: ['finance'],
  from: ['partly_credited', 'partly_paid', 'paid', 'credited', 'written_off'],
  if: 'written_off > 0',
  input: { reason: { ...reason, required: true } },
  run: async (ctx, invoice, input) => {
    const { written_off } = (await openOf(ctx, [invoice])).get(invoice.id)!
    if (isZero(written_off)) no('nothing-written-off')
    await takeBack(ctx, invoice, written_off, { on: ctx.today, reason: text(input, 'reason') })
    return { stage: await settle(ctx, invoice) }
  },
})
