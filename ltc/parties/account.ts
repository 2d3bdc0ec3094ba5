// Who buys from us?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { industries, levels } from './account-kinds.ts'

export const account = object('account', {
  label: { zh: '客户', en: 'Account' },
  plural: { zh: '客户', en: 'Accounts' },
  area: 'sales',
  icon: 'ShopOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'A{YYYY}-{00000}',
      label: { zh: '客户编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '客户名称', en: 'Name' },
      required: true,
      index: true,
      search: true,
      max: 200,
    },
    tax_number: {
      kind: 'text',
      label: { zh: '统一社会信用代码', en: 'Tax number' },
      doubt: {
        if: 'LEN(tax_number) = 18 and NOT(CREDITCODE(tax_number))',
        says: {
          zh: '统一社会信用代码的校验码不符，请核对',
          en: 'The check digit of this credit code does not fit; please compare it',
        },
      },
      search: true,
      index: true,
      max: 30,
    },
    industry: {
      kind: 'choice',
      label: { zh: '行业', en: 'Industry' },
      choices: industries,
    },
    region: { kind: 'text', label: { zh: '地区', en: 'Region' }, index: true, max: 100 },
    level: {
      kind: 'choice',
      label: { zh: '客户级别', en: 'Level' },
      choices: levels,
    },
    price_list: {
      kind: 'ref',
      object: 'price_list',
      label: { zh: '专用价格表', en: 'Own price list' },
      help: {
        zh: '报价先取此表；不填按客户级别和行业',
        en: 'Asked first in quotes; by level and industry unless given',
      },
      write: ['manager', 'sales_manager', 'finance'],
    },
    parent: { kind: 'ref', object: 'account', label: { zh: '上级客户', en: 'Parent account' } },
    credit_limit: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '信用额度', en: 'Credit limit' },
      help: { zh: '不填为不控制', en: 'No control unless given' },
      min: '0',
      write: ['finance', 'manager'],
    },
    payment_days: {
      kind: 'integer',
      label: { zh: '账期（天）', en: 'Payment term in days' },
      help: { zh: '不填按公司默认账期', en: 'That of the company unless given' },
      min: 0,
      max: 3650,
      write: ['finance', 'manager'],
    },
    on_hold: {
      kind: 'yes_no',
      label: { zh: '暂停发货', en: 'Deliveries on hold' },
      help: {
        zh: '发货前须财务或总经理放行',
        en: 'Finance or the general manager then releases each delivery',
      },
      default: 'false',
      write: ['finance', 'manager'],
    },
    hold_reason: {
      kind: 'text',
      label: { zh: '暂停原因', en: 'Why on hold' },
      shown_if: 'on_hold',
      max: 300,
      write: ['finance', 'manager'],
    },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' }, search: true },
    website: { kind: 'url', label: { zh: '网站', en: 'Website' } },
    address: { kind: 'address', label: { zh: '地址', en: 'Address' } },
    bank: {
      kind: 'long_text',
      label: { zh: '开户行与账号', en: 'Bank account' },
    },
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
    lead: {
      kind: 'ref',
      object: 'lead',
      label: { zh: '来源线索', en: 'From lead' },
      read_only: true,
    },
  },
  rules: {
    hold: {
      if: 'not on_hold or hold_reason is not empty',
      says: { zh: '暂停发货须写明原因', en: 'Whoever holds deliveries says why' },
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export import'),
    allow('sales', 'read create change', 'owner in my_people()'),
    allow('marketing', 'read'),
    allow('presales', 'read'),
    allow('delivery', 'read'),
    allow('finance', 'read create change export'),
    allow('viewer', 'read'),
  ],
  duplicates: ['name', 'tax_number'],
  form: [
    {
      label: { zh: '客户', en: 'Account' },
      fields: ['name', 'industry', 'region', 'level', 'parent', 'phone', 'website', 'address'],
    },
    {
      label: { zh: '开票信息', en: 'Billing' },
      fields: [
        'tax_number',
        'credit_limit',
        'payment_days',
        'price_list',
        'on_hold',
        'hold_reason',
        'bank',
      ],
    },
  ],
  list: ['number', 'name', 'industry', 'region', 'level', 'owner', 'created_at'],
  key_fields: ['industry', 'region', 'level', 'tax_number', 'owner'],
})
