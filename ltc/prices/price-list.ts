// At which prices do we sell, to whom, and from when until when?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { currency } from '../currency.ts'
import { industries, levels } from '../parties/account-kinds.ts'

export const priceList = object('price_list', {
  label: { zh: '价格表', en: 'Price list' },
  plural: { zh: '价格表', en: 'Price lists' },
  help: {
    zh: '报价的单价从这里来：先取客户的专用价格表，再取符合客户级别或行业的，最后是全体客户的；都没有此产品时用产品标价。',
    en: 'Where quotes get their prices: first the customer’s own list, then one for its level or industry, then one for everyone; the product’s list price where none of them has it.',
  },
  area: 'sales',
  icon: 'TagsOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      unique: true,
      search: true,
      max: 100,
    },
    active: { kind: 'yes_no', label: { zh: '启用', en: 'In use' }, default: 'true' },
    audience: {
      kind: 'choice',
      label: { zh: '适用客户', en: 'For whom' },
      help: {
        zh: '专用：只给在客户上选了此表的',
        en: 'Named: only for accounts that name this list',
      },
      choices: {
        everyone: { label: { zh: '全体客户', en: 'Everyone' } },
        segment: { label: { zh: '按级别或行业', en: 'A level or industry' } },
        named: { label: { zh: '专用', en: 'Named' } },
      },
      required: true,
      default: '"everyone"',
    },
    levels: {
      kind: 'multi_choice',
      label: { zh: '客户级别', en: 'Levels' },
      help: { zh: '不填为任何级别', en: 'Any unless given' },
      choices: levels,
      shown_if: 'audience = "segment"',
    },
    industries: {
      kind: 'multi_choice',
      label: { zh: '行业', en: 'Industries' },
      help: { zh: '不填为任何行业', en: 'Any unless given' },
      choices: industries,
      shown_if: 'audience = "segment"',
    },
    sequence: {
      kind: 'integer',
      label: { zh: '优先顺序', en: 'Order' },
      help: {
        zh: '几张表同样适用时，小的在前',
        en: 'Of lists that fit equally well the smaller comes first',
      },
      min: 0,
      default: '10',
    },
    currency: { ...currency, required: true, default: 'BASE_CURRENCY()' },
    tax_inclusive: {
      kind: 'yes_no',
      label: { zh: '价格含税', en: 'Prices include tax' },
      help: {
        zh: '报价含税与否不同时自动换算',
        en: 'Converted where a quote is the other way',
      },
      default: 'false',
    },
    valid_from: {
      kind: 'date',
      label: { zh: '生效日', en: 'Valid from' },
      help: { zh: '不填为一直有效', en: 'Since ever unless given' },
      index: true,
    },
    valid_until: {
      kind: 'date',
      label: { zh: '失效日', en: 'Valid until' },
      help: { zh: '此日仍有效；不填为不失效', en: 'That day included; without end unless given' },
    },
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
  },
  rules: {
    until: {
      if: 'valid_until is empty or valid_from is empty or valid_until >= valid_from',
      says: { zh: '失效日不早于生效日', en: 'It does not end before it begins' },
    },
    segment: {
      if: 'audience != "segment" or levels is not empty or industries is not empty',
      says: { zh: '请选客户级别或行业', en: 'Name a level or an industry' },
    },
  },
  allow: [
    allow('*', 'read'),
    allow('manager', 'create change export'),
    allow('sales_manager', 'create change remove export import'),
    allow('finance', 'create change export'),
  ],
  form: [
    {
      label: { zh: '价格表', en: 'Price list' },
      fields: ['name', 'currency', 'tax_inclusive', 'active', 'note'],
    },
    {
      label: { zh: '给谁', en: 'For whom' },
      fields: ['audience', 'levels', 'industries', 'sequence'],
    },
    { label: { zh: '何时有效', en: 'When' }, fields: ['valid_from', 'valid_until'] },
  ],
  dates: { starts: 'valid_from', ends: 'valid_until' },
  list: [
    'name',
    'audience',
    'levels',
    'industries',
    'currency',
    'tax_inclusive',
    'valid_from',
    'valid_until',
    'sequence',
    'active',
  ],
  key_fields: [
    'audience',
    'levels',
    'industries',
    'currency',
    'tax_inclusive',
    'valid_from',
    'valid_until',
    'sequence',
    'active',
  ],
})
