// What is promised in every contract of a kind? Its obligations are made from this when it becomes active.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { contractKind } from '../contracts/contract-kinds.ts'

export const obligationTemplate = object('obligation_template', {
  label: { zh: '履约模板', en: 'Obligation template' },
  plural: { zh: '履约模板', en: 'Obligation templates' },
  help: {
    zh: '每类合同一份清单：合同生效时自动生成履约事项，也可在合同上点「套用履约模板」。',
    en: 'One list for each kind of contract: made when a contract becomes active, or by “Add obligations” on it.',
  },
  area: 'settings',
  icon: 'CheckSquareOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      search: true,
      max: 200,
    },
    contract_kind: {
      ...contractKind,
      help: { zh: '不填则用于所有合同', en: 'For contracts of every kind unless given' },
    },
    active: { kind: 'yes_no', label: { zh: '启用', en: 'In use' }, default: 'true' },
    lines: {
      kind: 'lines',
      object: 'obligation_template_line',
      by: 'template',
      label: { zh: '清单', en: 'List' },
    },
  },
  allow: [
    allow('manager', 'read create change remove'),
    allow('sales_manager', 'read create change remove'),
    allow('delivery', 'read'),
    allow('sales', 'read'),
  ],
  list: ['name', 'contract_kind', 'active'],
  key_fields: ['contract_kind', 'active'],
})
