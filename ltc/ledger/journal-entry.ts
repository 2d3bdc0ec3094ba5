// Which business event was written into the books?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { booksPeriod } from './books-period.ts'
import { entryKinds } from './entry-kinds.ts'

export const journalEntry = object('journal_entry', {
  label: { zh: '凭证', en: 'Journal entry' },
  plural: { zh: '凭证', en: 'Journal entries' },
  help: {
    zh: '开票、收款、核销、退款时自动生成，借贷相等。',
    en: 'Made by themselves when invoices are issued and money comes in, is allocated or goes back.',
  },
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
      choices: entryKinds,
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
      if: 'SUM(postings.debit) = SUM(postings.credit) and SUM(postings.converted) = 0 and COUNT(postings) > 0 and MIN(postings.currency) = MAX(postings.currency)',
      says: {
        zh: '每张凭证借贷相等，同一币种',
        en: 'Every entry balances, in one currency',
      },
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
