// Has the customer accepted a milestone? What is tied to it in the billing plan is due from then on.
import { action } from '#kernel/action.ts'
import { daysAfter } from '../days.ts'
import { withEvidence } from '../with-files.ts'
import { need, text } from '../read.ts'
import { advance } from './advance-project.ts'

export const acceptMilestone = action('accept', {
  on: 'milestone',
  label: { zh: '验收', en: 'Accept' },
  icon: 'AuditOutlined',
  primary: true,
  from: ['completed'],
  input: {
    accepted_on: {
      kind: 'date',
      label: { zh: '验收日期', en: 'Accepted on' },
      default: 'TODAY()',
    },
    signer: { kind: 'text', label: { zh: '客户签收人', en: 'Signed by' }, max: 100 },
    evidence: {
      kind: 'file',
      many: true,
      label: { zh: '验收凭证', en: 'Evidence' },
      help: { zh: '加到已有的凭证后面', en: 'Added to what is there' },
    },
  },
  run: async (ctx, milestone, input) => {
    const accepted_on = text(input, 'accepted_on') ?? ctx.today
    const now = await ctx.move('milestone', milestone.id, 'accepted', {
      accepted_on,
      ...(input.signer ? { signer: input.signer } : {}),
      ...withEvidence(milestone.evidence, input.evidence),
    })
    const due: string[] = []
    for (const line of await ctx.find('billing_plan_line', { milestone: milestone.id })) {
      if (text(line, 'invoice') !== null) continue
      const day = daysAfter(accepted_on, Number(line.due_after_days ?? 0))
      const planned = text(line, 'due_on')
      if (planned === null || planned > day) {
        await ctx.change('billing_plan_line', line.id, { due_on: day })
      }
      due.push(need(line, 'id'))
    }
    await advance(ctx, now)
    return { stage: now.stage, accepted_on, billing_plan: due }
  },
})
