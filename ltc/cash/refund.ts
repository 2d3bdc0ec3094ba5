// Which money went back to the customer?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { booksPeriod } from '../ledger/books-period.ts'

export const refund = object('refund', {
  label: { zh: '退款', en: 'Refund' },
  plural: { zh: '退款', en: 'Refunds' },
  help: {
    zh: '在有余额的回款上点「退款」后出现在这里。',
    en: 'What went back to a customer; “Refund” on a payment with money left makes them.',
  },
  area: 'finance',
  icon: 'RollbackOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'RF{YYYY}-{00000}',
      label: { zh: '退款编号', en: 'Number' },
      search: true,
    },
    payment: {
      kind: 'ref',
      object: 'payment',
      label: { zh: '回款', en: 'Payment' },
      required: true,
    },
    amount: {
      kind: 'money',
      currency: 'payment.currency',
      label: { zh: '金额', en: 'Amount' },
      required: true,
    },
    refunded_on: { kind: 'date', label: { zh: '退款日期', en: 'Refunded on' }, default: 'TODAY()' },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, max: 500 },
  },
  rules: {
    amount: { if: 'amount > 0', says: { zh: '金额须大于 0', en: 'The amount is above 0' } },
  },
  period: booksPeriod('refunded_on'),
  by_actions_only: true,
  arrives: { on: 'payment', action: 'refund' },
  append_only: true,
  allow: [
    allow('finance', 'read export'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'payment.account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  list: ['number', 'payment', 'amount', 'refunded_on', 'reason'],
  key_fields: ['payment', 'amount', 'refunded_on', 'reason'],
})
