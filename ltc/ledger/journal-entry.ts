// Which business event was written into the books?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { booksPeriod } from './books-period.ts'

export const journalEntry = object('journal_entry', {
  label: { zh: '凭证', en: 'Journal entry' },
  plural: { zh: '凭证', en: 'Journal entries' },
  area: 'finance',
  icon: 'BookOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'JE{YYYY}{MM}-{00000}',
      label: { zh: '凭证号', en: 'Number' },
      search: true,
    },
    on: { kind: 'date', label: { zh: '日期', en: 'Date' }, required: true, index: true },
    kind: {
      kind: 'choice',
      label: { zh: '业务', en: 'Event' },
      required: true,
      choices: {
        invoice: { label: { zh: '开票', en: 'Invoice issued' } },
        void: { label: { zh: '发票作废', en: 'Invoice voided' } },
        credit: { label: { zh: '红冲', en: 'Credit note' } },
        payment: { label: { zh: '到账', en: 'Payment received' } },
        payment_void: { label: { zh: '回款作废', en: 'Payment voided' } },
        allocation: { label: { zh: '核销', en: 'Allocated' } },
        unallocation: { label: { zh: '取消核销', en: 'Allocation taken back' } },
        write_off: { label: { zh: '应收冲减', en: 'Written off' } },
        write_off_taken_back: { label: { zh: '冲减撤回', en: 'Write-off taken back' } },
        refund: { label: { zh: '退款', en: 'Refunded' } },
        conversion: { label: { zh: '补算本位币', en: 'Converted later' } },
      },
    },
    object_name: { kind: 'text', label: { zh: '单据', en: 'Document' }, max: 100 },
    record_id: { kind: 'text', label: { zh: '单据号', en: 'Record' }, index: true, max: 64 },
    postings: {
      kind: 'lines',
      object: 'posting',
      by: 'entry',
      label: { zh: '分录', en: 'Postings' },
    },
  },
  always: {
    balanced: {
      if: 'SUM(postings.debit) = SUM(postings.credit) and SUM(postings.converted) = 0 and COUNT(postings) > 0',
      says: { zh: '每张凭证借贷相等', en: 'Every entry balances' },
      through: ['postings'],
    },
  },
  period: booksPeriod('on'),
  by_actions_only: true,
  append_only: true,
  allow: [
    allow('finance', 'read export'),
    allow('manager', 'read export'),
    allow('viewer', 'read'),
  ],
  list: ['number', 'on', 'kind', 'object_name', 'created_at'],
  key_fields: ['on', 'kind', 'object_name'],
})
