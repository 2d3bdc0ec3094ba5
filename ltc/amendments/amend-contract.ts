// Does the customer want more, less or something else than was signed? An amendment is drafted.
import { action } from '#kernel/action.ts'
import { need, rows, text } from '../read.ts'

export const amendContract = action('amend', {
  on: 'contract',
  label: { zh: '变更合同', en: 'Amend' },
  help: {
    zh: '起草变更单，签署后合同金额与开票计划随之改变',
    en: 'Drafts an amendment; once signed, amount and billing plan follow',
  },
  icon: 'DiffOutlined',
  from: ['signed', 'active'],
  input: {
    name: { kind: 'text', label: { zh: '变更事项', en: 'What changes' }, max: 300 },
    reason: { kind: 'long_text', label: { zh: '变更原因', en: 'Why' } },
    lines: {
      kind: 'lines',
      object: 'amendment_line',
      by: 'amendment',
      label: { zh: '变更明细', en: 'Lines' },
    },
    due_on: { kind: 'date', label: { zh: '增补款可开票日', en: 'The addition is due on' } },
    milestone: {
      kind: 'ref',
      object: 'milestone',
      label: { zh: '增补款里程碑', en: 'Milestone of the addition' },
    },
  },
  run: async (ctx, contract, input) => {
    const draft = await ctx.create('amendment', {
      contract: contract.id,
      name: text(input, 'name') ?? need(contract, 'name'),
      reason: text(input, 'reason'),
      due_on: text(input, 'due_on'),
      milestone: text(input, 'milestone'),
      lines: rows(input, 'lines'),
      owner: text(contract, 'owner') ?? ctx.who.id,
    })
    return { amendment: draft.id, amount: draft.amount }
  },
})
