// What does the customer need, and how do we answer it?
import { object } from '#kernel/object.ts'

export const opportunityNeed = object('opportunity_need', {
  label: { zh: '需求', en: 'Need' },
  plural: { zh: '需求', en: 'Needs' },
  title: 'need',
  parent: 'opportunity',
  fields: {
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    need: { kind: 'text', label: { zh: '需求', en: 'Need' }, required: true, max: 1000 },
    priority: {
      kind: 'choice',
      label: { zh: '优先级', en: 'Priority' },
      choices: {
        must: { label: { zh: '必须', en: 'Must' }, colour: 'red' },
        should: { label: { zh: '应该', en: 'Should' }, colour: 'gold' },
        nice: { label: { zh: '可选', en: 'Nice to have' } },
      },
      default: '"should"',
    },
    response: { kind: 'long_text', label: { zh: '我方应答', en: 'Our answer' } },
    fits: {
      kind: 'choice',
      label: { zh: '满足程度', en: 'Fit' },
      choices: {
        standard: { label: { zh: '标准满足', en: 'Standard' } },
        adapt: { label: { zh: '需定制', en: 'Needs work' } },
        no: { label: { zh: '不满足', en: 'Not possible' } },
      },
    },
  },
  allow: [],
})
