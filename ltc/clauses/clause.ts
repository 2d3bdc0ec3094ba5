// Which wording do we use as a rule, and which other do we accept without asking?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { contractKind } from '../contracts/contract-kinds.ts'

export const clause = object('clause', {
  label: { zh: '标准条款', en: 'Standard clause' },
  plural: { zh: '条款库', en: 'Clause library' },
  help: {
    zh: '公司常用的合同条款：标准文本，和不必再问就能接受的备选措辞。在合同草稿上点「套用标准条款」带入；改动过的会标为偏离，签署前要审批。',
    en: 'The wording the company uses, and the one it accepts without asking. “Add standard clauses” on a draft brings them; one that is worded otherwise is flagged and asked about before signing.',
  },
  area: 'settings',
  icon: 'BookOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '条款', en: 'Clause' },
      required: true,
      search: true,
      max: 200,
    },
    contract_kind: {
      ...contractKind,
      help: { zh: '不填则用于所有合同', en: 'For contracts of every kind unless given' },
    },
    sequence: { kind: 'integer', label: { zh: '顺序', en: 'Order' }, min: 0, default: '0' },
    text: {
      kind: 'long_text',
      label: { zh: '标准文本', en: 'Standard text' },
      required: true,
      max: 5000,
    },
    fallback: {
      kind: 'long_text',
      label: { zh: '备选措辞', en: 'Accepted instead' },
      help: { zh: '用它不算偏离', en: 'Using it is no deviation' },
      max: 5000,
    },
    active: { kind: 'yes_no', label: { zh: '启用', en: 'In use' }, default: 'true' },
  },
  allow: [
    allow('manager', 'read create change remove export import'),
    allow('sales_manager', 'read create change'),
    allow('*', 'read'),
  ],
  list: ['name', 'contract_kind', 'sequence', 'text', 'active'],
  key_fields: ['contract_kind', 'sequence', 'active'],
})
