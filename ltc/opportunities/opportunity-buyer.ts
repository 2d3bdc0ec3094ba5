// Who at the customer's decides about this deal, and where do they stand?
import { object } from '#kernel/object.ts'

export const opportunityBuyer = object('opportunity_buyer', {
  label: { zh: '决策人', en: 'Buying role' },
  plural: { zh: '决策链', en: 'Buying roles' },
  title: 'contact',
  parent: 'opportunity',
  fields: {
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    contact: {
      kind: 'ref',
      object: 'contact',
      label: { zh: '联系人', en: 'Contact' },
      required: true,
    },
    role: {
      kind: 'choice',
      label: { zh: '角色', en: 'Role' },
      choices: {
        decider: { label: { zh: '决策者', en: 'Decides' }, colour: 'red' },
        influencer: { label: { zh: '影响者', en: 'Influences' }, colour: 'gold' },
        user: { label: { zh: '使用者', en: 'Uses' } },
        buyer: { label: { zh: '采购', en: 'Buys' } },
        champion: { label: { zh: '内线支持', en: 'Champion' }, colour: 'green' },
        blocker: { label: { zh: '阻碍者', en: 'Blocks' }, colour: 'red' },
      },
      required: true,
    },
    stance: {
      kind: 'choice',
      label: { zh: '态度', en: 'Stance' },
      choices: {
        for: { label: { zh: '支持', en: 'For us' }, colour: 'green' },
        neutral: { label: { zh: '中立', en: 'Neutral' } },
        against: { label: { zh: '反对', en: 'Against us' }, colour: 'red' },
        unknown: { label: { zh: '未知', en: 'Not known' } },
      },
      default: '"unknown"',
    },
    influence: {
      kind: 'choice',
      label: { zh: '影响力', en: 'Influence' },
      choices: {
        high: { label: { zh: '大', en: 'Large' } },
        medium: { label: { zh: '中', en: 'Medium' } },
        low: { label: { zh: '小', en: 'Small' } },
      },
      default: '"medium"',
    },
    note: { kind: 'text', label: { zh: '说明', en: 'Note' }, max: 500 },
  },
  unique: [['opportunity', 'contact']],
  allow: [],
})
