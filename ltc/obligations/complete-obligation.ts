// Is it done, and what shows it? What waited for it in the billing plan may be billed from then on.
import { action } from '#kernel/action.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'
import { withEvidence } from '../with-files.ts'
import { letBill } from './let-bill.ts'

export const completeObligation = action('complete', {
  on: 'obligation',
  label: { zh: '完成', en: 'Done' },
  icon: 'CheckOutlined',
  primary: true,
  from: ['open'],
  input: {
    done_on: {
      kind: 'date',
      label: { zh: '完成日期', en: 'Done on' },
      default: 'TODAY()',
    },
    result: { kind: 'text', label: { zh: '完成情况', en: 'How it was done' }, max: 500 },
    evidence: {
      kind: 'file',
      many: true,
      label: { zh: '履约凭证', en: 'Evidence' },
      help: { zh: '加到已有的凭证后面', en: 'Added to what is there' },
    },
  },
  run: async (ctx, obligation, input) => {
    const done_on = text(input, 'done_on') ?? ctx.today
    if (done_on > ctx.today) no('done-later', { date: done_on })
    const now = await ctx.move('obligation', obligation.id, 'done', {
      done_on,
      done_by: ctx.who.id,
      ...(input.result ? { result: input.result } : {}),
      ...withEvidence(obligation.evidence, input.evidence),
    })
    await letBill(ctx, now)
    return { stage: now.stage, done_on }
  },
})
