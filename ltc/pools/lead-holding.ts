// Who has held this lead, from when until when, and how did it end? Each time is one row: claims are counted by it.
import { object } from '#kernel/object.ts'

export const holdingWays = {
  created: { label: { zh: '自建', en: 'Created' } },
  claimed: { label: { zh: '领取', en: 'Claimed' } },
  given: { label: { zh: '人工分配', en: 'Given by somebody' } },
  rule: { label: { zh: '按规则分配', en: 'Given by the rule' } },
  reopened: { label: { zh: '重新启用', en: 'Reopened' } },
} as const

export const leadHolding = object('lead_holding', {
  label: { zh: '持有记录', en: 'Holding' },
  plural: { zh: '持有记录', en: 'Holdings' },
  title: 'person',
  parent: 'lead',
  fields: {
    lead: { kind: 'ref', object: 'lead', label: { zh: '线索', en: 'Lead' }, required: true },
    pool: { kind: 'ref', object: 'lead_pool', label: { zh: '线索池', en: 'Lead pool' } },
    person: { kind: 'person', label: { zh: '负责人', en: 'Owner' }, required: true },
    how: { kind: 'choice', label: { zh: '取得方式', en: 'Got by' }, choices: holdingWays },
    day: { kind: 'date', label: { zh: '取得日', en: 'Got on' } },
    began_at: { kind: 'datetime', label: { zh: '取得时间', en: 'Got at' } },
    first_at: { kind: 'datetime', label: { zh: '首次跟进', en: 'First follow-up' } },
    ended_at: { kind: 'datetime', label: { zh: '结束时间', en: 'Ended at' } },
    ended: {
      kind: 'choice',
      label: { zh: '结束方式', en: 'Ended by' },
      choices: {
        returned: { label: { zh: '主动退回', en: 'Given back' } },
        expired: { label: { zh: '到期收回', en: 'Taken back' }, colour: 'orange' },
        passed: { label: { zh: '转给他人', en: 'Passed on' } },
        converted: { label: { zh: '转化', en: 'Converted' }, colour: 'green' },
        disqualified: { label: { zh: '无效', en: 'Disqualified' } },
      },
    },
  },
  indexes: [['pool', 'person', 'how', 'day']],
  allow: [],
})
