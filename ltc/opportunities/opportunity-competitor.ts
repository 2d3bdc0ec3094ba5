// Against whom do we stand in this deal?
import { object } from '#kernel/object.ts'

export const opportunityCompetitor = object('opportunity_competitor', {
  label: { zh: '竞争情况', en: 'Competition' },
  plural: { zh: '竞争情况', en: 'Competition' },
  title: 'note',
  parent: 'opportunity',
  fields: {
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    competitor: {
      kind: 'ref',
      object: 'competitor',
      label: { zh: '竞争对手', en: 'Competitor' },
      required: true,
    },
    threat: {
      kind: 'choice',
      label: { zh: '威胁程度', en: 'Threat' },
      choices: {
        high: { label: { zh: '高', en: 'High' }, colour: 'red' },
        medium: { label: { zh: '中', en: 'Medium' }, colour: 'gold' },
        low: { label: { zh: '低', en: 'Low' } },
      },
    },
    note: { kind: 'text', label: { zh: '说明', en: 'Note' }, max: 1000 },
  },
  unique: [['opportunity', 'competitor']],
  allow: [],
})
