// Which part of which payment settles which invoice?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { booksPeriod } from '../ledger/books-period.ts'

export const allocation = object('allocation', {
  label: { zh: '核销', en: 'Allocation' },
  plural: { zh: '核销', en: 'Allocations' },
  help: {
    zh: '在回款上点「核销」后，这里记下每笔钱付了哪张发票。',
    en: 'Which money paid which invoice; “Allocate” on a payment makes them.',
  },
  area: 'finance',
  icon: 'LinkOutlined',
  title: 'invoice',
  fields: {
    payment: {
      kind: 'ref',
      object: 'payment',
      label: { zh: '回款', en: 'Payment' },
      required: true,
    },
    invoice: {
      kind: 'ref',
      object: 'invoice',
      agrees: { account: 'payment.account', currency: 'payment.currency' },
      label: { zh: '发票', en: 'Invoice' },
      required: true,
    },
    amount: {
      kind: 'money',
      currency: 'payment.currency',
      label: { zh: '金额', en: 'Amount' },
      required: true,
    },
    allocated_on: {
      kind: 'date',
      label: { zh: '核销日期', en: 'Allocated on' },
      default: 'TODAY()',
      index: true,
    },
  },
  rules: {
    amount: { if: 'amount > 0', says: { zh: '金额须大于 0', en: 'The amount is above 0' } },
  },
  // Taking one back is a fact of its own, booked on its own day.
  period: booksPeriod('allocated_on', undefined, ['removed_at', 'removed_by']),
  by_actions_only: true,
  arrives: { on: 'payment', action: 'allocate', rows: 'allocations' },
  allow: [
    allow('finance', 'read export'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'payment.account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  chain: { order: 7, from: ['invoice', 'payment'] },
  list: ['payment', 'invoice', 'amount', 'allocated_on'],
  key_fields: ['payment', 'invoice', 'amount', 'allocated_on'],
})
