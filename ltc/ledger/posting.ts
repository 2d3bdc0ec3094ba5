// Which account was debited or credited by how much?
import { object } from '#kernel/object.ts'
import { currency } from '../currency.ts'
import { ledgerAccounts } from './accounts.ts'

export const posting = object('posting', {
  label: { zh: '分录', en: 'Posting' },
  plural: { zh: '分录', en: 'Postings' },
  title: 'account_code',
  parent: 'entry',
  fields: {
    entry: {
      kind: 'ref',
      object: 'journal_entry',
      label: { zh: '凭证', en: 'Entry' },
      required: true,
    },
    account_code: {
      kind: 'choice',
      label: { zh: '科目', en: 'Ledger account' },
      choices: ledgerAccounts,
      required: true,
    },
    debit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '借方', en: 'Debit' },
      required: true,
    },
    credit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '贷方', en: 'Credit' },
      required: true,
    },
    currency: { ...currency, required: true },
    converted: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '折合本位币', en: 'Converted' },
      help: { zh: '外币分录，借正贷负', en: 'Of other currencies; a debit is above 0' },
      read_only: true,
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Customer' } },
    invoice: {
      kind: 'ref',
      object: 'invoice',
      agrees: { account: 'account', currency: 'currency' },
      label: { zh: '发票', en: 'Invoice' },
    },
    payment: {
      kind: 'ref',
      object: 'payment',
      agrees: { account: 'account', currency: 'currency' },
      label: { zh: '回款', en: 'Payment' },
    },
  },
  rules: {
    one_side: {
      if: 'debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)',
      says: { zh: '借贷只能有一方', en: 'Either debit or credit' },
    },
  },
  append_only: true,
  allow: [],
})
