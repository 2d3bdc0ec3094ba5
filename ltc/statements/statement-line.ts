// What moved between us and the customer, on which day, by which document?
import { object } from '#kernel/object.ts'
import { entryKinds } from '../ledger/entry-kinds.ts'

export const statementLine = object('statement_line', {
  label: { zh: '往来明细', en: 'Movement' },
  plural: { zh: '往来明细', en: 'Movements' },
  title: 'document',
  parent: 'statement',
  fields: {
    statement: {
      kind: 'ref',
      object: 'statement',
      label: { zh: '对账单', en: 'Statement' },
      required: true,
    },
    on: { kind: 'date', label: { zh: '日期', en: 'Date' }, required: true },
    event: { kind: 'choice', label: { zh: '业务', en: 'Event' }, choices: entryKinds },
    document: { kind: 'text', label: { zh: '单据', en: 'Document' }, max: 60 },
    charged: {
      kind: 'money',
      currency: 'statement.currency',
      label: { zh: '应收', en: 'Charged' },
      required: true,
    },
    settled: {
      kind: 'money',
      currency: 'statement.currency',
      label: { zh: '收回', en: 'Settled' },
      required: true,
    },
    balance: {
      kind: 'money',
      currency: 'statement.currency',
      label: { zh: '余额', en: 'Balance' },
      required: true,
    },
  },
  allow: [],
})
