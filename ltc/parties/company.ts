// Whose system is it? One row: what the company is called and how it wants to work.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { currency } from '../currency.ts'

export const company = object('company', {
  label: { zh: '公司设置', en: 'Company' },
  plural: { zh: '公司设置', en: 'Company' },
  area: 'settings',
  icon: 'BankOutlined',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { zh: '公司名称', en: 'Company name' }, required: true },
    currency: { ...currency, default: '"CNY"', label: { zh: '本位币', en: 'Base currency' } },
    zone: {
      kind: 'text',
      label: { zh: '时区', en: 'Time zone' },
      default: '"Asia/Shanghai"',
    },
    tax_number: { kind: 'text', label: { zh: '统一社会信用代码', en: 'Tax number' }, max: 30 },
    address: { kind: 'address', label: { zh: '地址', en: 'Address' } },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' } },
    bank: { kind: 'long_text', label: { zh: '开户行与账号', en: 'Bank account' } },
    pool_days: {
      kind: 'integer',
      label: { zh: '线索保护期（天）', en: 'Days a lead is kept' },
      help: {
        zh: '领取或跟进后超过此天数无新跟进，线索自动退回线索池',
        en: 'Without a follow-up for so many days a lead goes back to the pool',
      },
      min: 1,
      max: 3650,
      default: '15',
    },
    payment_days: {
      kind: 'integer',
      label: { zh: '默认账期（天）', en: 'Payment term in days' },
      min: 0,
      max: 3650,
      default: '30',
    },
    quote_days: {
      kind: 'integer',
      label: { zh: '报价有效期（天）', en: 'Days a quote is valid' },
      min: 0,
      max: 3650,
      default: '30',
    },
    difference_limit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '单张发票尾差上限', en: 'Small difference of one invoice' },
      help: { zh: '财务可自行冲减的尾差', en: 'What finance may write off without asking' },
      min: '0',
      default: '10',
    },
    difference_month_limit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '同一客户每月尾差上限', en: 'Small differences of one customer a month' },
      min: '0',
      default: '100',
    },
    closed_until: {
      kind: 'date',
      label: { zh: '已关账至', en: 'Books closed until' },
      help: {
        zh: '此日及以前的单据不能再进入账簿',
        en: 'Nothing dated up to that day enters the books any more',
      },
      read_only: true,
    },
    sample: {
      kind: 'yes_no',
      label: { zh: '示例数据', en: 'Sample data' },
      default: 'false',
      read_only: true,
    },
  },
  allow: [allow('*', 'read'), allow('manager', 'change')],
})
