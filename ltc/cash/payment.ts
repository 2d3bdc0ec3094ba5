// Which money came in from whom, and what of it is still free?
import type { FieldDef } from '#kernel/field.ts'
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields, rateNames } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { booksPeriod } from '../ledger/books-period.ts'
import { derivePayment } from './derive-payment.ts'
import {
  bookedWords,
  creditWords,
  ourAccount,
  payerWords,
  transactionNo,
} from './statement-columns.ts'

/** How the money came. */
export const paymentMethod = {
  kind: 'choice',
  label: { zh: '方式', en: 'Method' },
  choices: {
    bank: { label: { zh: '银行转账', en: 'Bank transfer' } },
    draft: { label: { zh: '承兑汇票', en: 'Banker’s draft' } },
    cheque: { label: { zh: '支票', en: 'Cheque' } },
    cash: { label: { zh: '现金', en: 'Cash' } },
    online: { label: { zh: '在线支付', en: 'Online' } },
    card: { label: { zh: '刷卡', en: 'Card' } },
    other: { label: { zh: '其他', en: 'Other' } },
  },
  default: '"bank"',
} as const satisfies FieldDef

export const payment = object('payment', {
  label: { zh: '回款', en: 'Payment' },
  plural: { zh: '回款', en: 'Payments' },
  help: {
    zh: '钱到账后在这里登记，再核销到发票；银行对账单可以在「流水认款」里成批导入。',
    en: 'Enter money that came in and allocate it to invoices; bank statements are imported on the bank desk.',
  },
  area: 'finance',
  icon: 'PayCircleOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'PAY{YYYY}-{00000}',
      label: { zh: '回款编号', en: 'Number' },
      search: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      also: ['对方户名', ...payerWords, 'Payer'],
      required: true,
    },
    received_on: {
      kind: 'date',
      label: { zh: '到账日期', en: 'Received on' },
      also: [...bookedWords, '交易日期'],
      default: 'TODAY()',
      index: true,
    },
    currency,
    ...rateFields,
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '金额', en: 'Amount' },
      also: [...creditWords, '收入金额'],
      required: true,
    },
    base_amount: inBase('amount', '本位币金额', 'Base amount'),
    method: paymentMethod,
    reference: {
      kind: 'text',
      label: { zh: '附言', en: 'Reference' },
      also: ['交易附言', '摘要', '用途', '凭证号'],
      search: true,
      index: true,
      max: 200,
    },
    transaction_no: {
      ...transactionNo,
      help: {
        zh: '银行对账单上的流水号；同一账户的同一流水号只能登记一次',
        en: 'As on the bank statement; of one account each is entered once',
      },
    },
    bank_account: ourAccount,
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
    allocations: {
      kind: 'lines',
      object: 'allocation',
      by: 'payment',
      label: { zh: '核销', en: 'Allocations' },
      read_only: true,
    },
    refunds: {
      kind: 'lines',
      object: 'refund',
      by: 'payment',
      label: { zh: '退款', en: 'Refunds' },
      read_only: true,
    },
    allocated: {
      kind: 'rollup',
      formula: 'SUM(allocations.amount)',
      gives: 'money',
      label: { zh: '已核销', en: 'Allocated' },
    },
    refunded: {
      kind: 'rollup',
      formula: 'SUM(refunds.amount)',
      gives: 'money',
      label: { zh: '已退款', en: 'Refunded' },
    },
    unallocated: {
      kind: 'formula',
      formula: 'IF(stage = "void", 0, amount - SUM(allocations.amount) - SUM(refunds.amount))',
      gives: 'money',
      label: { zh: '未核销', en: 'Unallocated' },
    },
    base_unallocated: inBase('unallocated', '本位币未核销', 'Base unallocated'),
    booked_at: { kind: 'datetime', label: { zh: '入账时间', en: 'Booked at' }, read_only: true },
  },
  lifecycle: {
    first: 'received',
    stages: {
      received: { label: { zh: '已到账', en: 'Received' }, kind: 'won' },
      void: { label: { zh: '已作废', en: 'Void' }, kind: 'lost' },
    },
    moves: { void: { from: ['received'], to: 'void', via: 'void' } },
  },
  derive: derivePayment,
  known_by: { fields: ['transaction_no', 'bank_account'], unless: ['void'] },
  frozen: {
    stages: ['received', 'void'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'method',
      'reference',
      'transaction_no',
      'bank_account',
      'note',
      'booked_at',
    ],
    once: rateNames,
  },
  always: {
    covered: {
      if: 'IF(stage = "void", COUNT(allocations) = 0 and COUNT(refunds) = 0, SUM(allocations.amount) + SUM(refunds.amount) <= amount)',
      says: { zh: '核销与退款不超过回款', en: 'No more is allocated and refunded than was paid' },
      through: ['allocations', 'refunds'],
    },
  },
  period: booksPeriod(
    'received_on',
    ['received'],
    ['method', 'reference', 'transaction_no', 'bank_account', 'note', 'booked_at', ...rateNames],
  ),
  rules: {
    amount: { if: 'amount > 0', says: { zh: '金额须大于 0', en: 'The amount is above 0' } },
  },
  allow: [
    allow('finance', 'read create change export import'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  chain: { order: 8, from: [] },
  indexes: [['account', '-received_on']],
  dates: { starts: 'received_on' },
  list: [
    'number',
    'account',
    'received_on',
    'amount',
    'currency',
    'allocated',
    'unallocated',
    'method',
    'transaction_no',
  ],
  key_fields: ['account', 'received_on', 'amount', 'allocated', 'unallocated'],
})
