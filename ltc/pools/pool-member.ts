// Who works on the leads of a pool, and how many of them?
import { object } from '#kernel/object.ts'

export const poolMember = object('pool_member', {
  label: { zh: '线索池成员', en: 'Member' },
  plural: { zh: '线索池成员', en: 'Members' },
  title: 'person',
  parent: 'pool',
  fields: {
    pool: {
      kind: 'ref',
      object: 'lead_pool',
      label: { zh: '线索池', en: 'Lead pool' },
      required: true,
    },
    person: { kind: 'person', label: { zh: '成员', en: 'Person' }, required: true },
    weight: {
      kind: 'integer',
      label: { zh: '权重', en: 'Weight' },
      help: { zh: '按权重分配时，2 得到 1 的两倍', en: 'By weight, 2 gets twice as many as 1' },
      min: 1,
      max: 1000,
      default: '1',
    },
    hold_cap: {
      kind: 'integer',
      label: { zh: '最多持有', en: 'Holds at most' },
      help: { zh: '不填按线索池的上限', en: 'As the pool says unless given' },
      min: 1,
      max: 1_000_000,
    },
    away_until: {
      kind: 'date',
      label: { zh: '休假至', en: 'Away until' },
      help: { zh: '此日及以前不自动分配', en: 'Gets none by itself up to that day' },
    },
  },
  unique: [['pool', 'person']],
  allow: [],
})
