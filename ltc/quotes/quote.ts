// What do we offer, at which price, until when?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { totals } from '../document-line.ts'
import { deriveQuote } from './derive-quote.ts'
import { quoteLifecycle } from './quote-lifecycle.ts'

const margins = ['manager', 'sales_manager', 'finance']

export const quote = object('quote', {
  label: { zh: '报价单', en: 'Quote' },
  plural: { zh: '报价单', en: 'Quotes' },
  help: {
    zh: '通常从商机新建：打开商机，点「新建报价」，客户和联系人会带过来。',
    en: 'Usually made on an opportunity by “New quote”, which brings customer and contact along.',
  },
  area: 'sales',
  icon: 'FileTextOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'Q{YYYY}-{00000}',
      label: { zh: '报价编号', en: 'Number' },
      search: true,
    },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      agrees: { account: 'account' },
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Customer' } },
    contact: {
      kind: 'ref',
      object: 'contact',
      agrees: { account: 'account' },
      label: { zh: '联系人', en: 'Contact' },
    },
    version_no: {
      kind: 'integer',
      label: { zh: '报价版本', en: 'Quote version' },
      min: 1,
      read_only: true,
    },
    replaces: {
      kind: 'ref',
      object: 'quote',
      agrees: { opportunity: 'opportunity' },
      label: { zh: '替代', en: 'Replaces' },
      read_only: true,
    },
    valid_until: { kind: 'date', label: { zh: '有效期至', en: 'Valid until' }, index: true },
    priced_on: {
      kind: 'date',
      label: { zh: '价格日期', en: 'Prices of' },
      help: {
        zh: '按这一天有效的价格表取价；「按价格表更新」改为当天',
        en: 'Whose price lists it has; “Update prices” makes it the day of the update',
      },
      read_only: true,
    },
    currency,
    ...rateFields,
    ...totals,
    gross: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '价税合计', en: 'Gross' },
      read_only: true,
    },
    base_amount: inBase('gross', '本位币合计', 'Base gross'),
    cost: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '成本', en: 'Cost' },
      read_only: true,
      read: margins,
    },
    margin: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '毛利', en: 'Margin' },
      read_only: true,
      read: margins,
    },
    margin_percent: {
      kind: 'formula',
      formula: 'IF(net > 0, ROUND(margin / net * 100, 2), empty)',
      gives: 'percent',
      label: { zh: '毛利率 %', en: 'Margin %' },
      read: margins,
    },
    max_discount: {
      kind: 'rollup',
      formula: 'MAX(lines.discount_percent)',
      gives: 'decimal',
      label: { zh: '最大折扣 %', en: 'Largest discount %' },
    },
    terms: { kind: 'long_text', label: { zh: '商务条款', en: 'Terms' } },
    lines: {
      kind: 'lines',
      object: 'quote_line',
      by: 'quote',
      label: { zh: '报价明细', en: 'Lines' },
    },
    submitted_at: {
      kind: 'datetime',
      label: { zh: '提交时间', en: 'Submitted at' },
      read_only: true,
    },
    sent_at: { kind: 'datetime', label: { zh: '发送时间', en: 'Sent at' }, read_only: true },
    viewed_at: {
      kind: 'datetime',
      label: { zh: '首次查看', en: 'First viewed' },
      help: { zh: '客户第一次打开链接', en: 'When the customer first opened the link' },
      read_only: true,
    },
    accepted_at: {
      kind: 'datetime',
      label: { zh: '接受时间', en: 'Accepted at' },
      read_only: true,
    },
    rejected_reason: {
      kind: 'text',
      label: { zh: '拒绝原因', en: 'Why rejected' },
      read_only: true,
      max: 500,
    },
    hash: {
      kind: 'text',
      label: { zh: '内容摘要', en: 'Hash of the content' },
      help: { zh: '提交时的内容指纹，此后不变', en: 'Fingerprint taken when submitted' },
      read_only: true,
      max: 64,
    },
  },
  lifecycle: quoteLifecycle,
  derive: deriveQuote,
  frozen: {
    stages: ['in_approval', 'approved', 'sent', 'accepted', 'rejected', 'expired'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'sent_at',
      'viewed_at',
      'accepted_at',
      'rejected_reason',
    ],
  },
  unique: [['opportunity', 'version_no']],
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export'),
    allow(
      'sales',
      'read create change',
      'owner in my_people() or opportunity.owner in my_people()',
    ),
    allow('presales', 'read create change'),
    allow('delivery', 'read'),
    allow('finance', 'read export'),
    allow('viewer', 'read'),
  ],
  chain: { order: 3, from: ['opportunity'] },
  indexes: [['stage', 'valid_until']],
  dates: { starts: 'valid_until' },
  list: [
    'number',
    'opportunity',
    'account',
    'version_no',
    'stage',
    'gross',
    'valid_until',
    'owner',
  ],
  key_fields: ['opportunity', 'account', 'version_no', 'gross', 'valid_until', 'owner'],
})
