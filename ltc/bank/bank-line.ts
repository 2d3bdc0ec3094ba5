// Which lines does the bank statement have, and whose money is each of them?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import {
  bookedWords,
  creditWords,
  ourAccount,
  payerWords,
  transactionNo,
} from '../cash/statement-columns.ts'
import { currency } from '../currency.ts'
import { deriveBankLine } from './derive-bank-line.ts'

export const bankLine = object('bank_line', {
  label: { zh: '银行流水', en: 'Bank line' },
  plural: { zh: '银行流水', en: 'Bank lines' },
  help: {
    zh: '在「流水认款」里导入银行对账单，再逐笔认到客户和发票。',
    en: 'Import the bank statement on the bank desk, then match each line.',
  },
  area: 'finance',
  icon: 'BankOutlined',
  title: 'transaction_no',
  fields: {
    booked_on: {
      kind: 'date',
      label: { zh: '交易日期', en: 'Booked on' },
      also: [...bookedWords, '到账日期'],
      required: true,
      default: 'TODAY()',
      index: true,
    },
    currency,
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '收入金额', en: 'Amount' },
      also: [...creditWords, '金额'],
      required: true,
    },
    payer: {
      kind: 'text',
      label: { zh: '对方户名', en: 'Payer' },
      also: payerWords,
      search: true,
      index: true,
      max: 200,
    },
    payer_account: {
      kind: 'text',
      label: { zh: '对方账号', en: 'Payer’s account' },
      also: ['对方账户', '付款账号', '付款人账号', 'Counterparty account'],
      compact: true,
      index: true,
      max: 60,
    },
    remark: {
      kind: 'text',
      label: { zh: '附言', en: 'Remark' },
      also: ['交易附言', '摘要', '用途', 'Reference', 'Purpose'],
      search: true,
      max: 300,
    },
    transaction_no: { ...transactionNo, required: true },
    bank_account: ourAccount,
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      help: { zh: '认款或入账时确定', en: 'Said when the line is claimed or booked' },
      read_only: true,
    },
    claimed_by: { kind: 'person', label: { zh: '认款人', en: 'Claimed by' }, read_only: true },
    claimed_at: {
      kind: 'datetime',
      label: { zh: '认款时间', en: 'Claimed at' },
      read_only: true,
    },
    note: {
      kind: 'text',
      label: { zh: '说明', en: 'Note' },
      read_only: true,
      max: 500,
    },
    payment: {
      kind: 'ref',
      object: 'payment',
      agrees: { account: 'account', currency: 'currency' },
      label: { zh: '回款', en: 'Payment' },
      read_only: true,
      unique: true,
    },
  },
  lifecycle: {
    first: 'open',
    stages: {
      open: { label: { zh: '待认领', en: 'Open' } },
      claimed: { label: { zh: '已认领', en: 'Claimed' } },
      booked: { label: { zh: '已入账', en: 'Booked' }, kind: 'won' },
      set_aside: { label: { zh: '非客户款', en: 'Set aside' }, kind: 'lost' },
    },
    moves: {
      claim: { from: ['open'], to: 'claimed', via: 'claim' },
      unclaim: { from: ['claimed'], to: 'open', via: 'unclaim' },
      book: { from: ['open', 'claimed'], to: 'booked', via: 'book' },
      set_aside: { from: ['open', 'claimed'], to: 'set_aside', via: 'set_aside' },
      bring_back: { from: ['set_aside'], to: 'open', via: 'bring_back' },
      // Making its payment void gives the line back, and nobody by hand.
      give_back: {
        from: ['booked'],
        to: 'open',
        by: [],
        gate: {
          checks: {
            free: {
              if: 'payment is empty',
              says: { zh: '回款已作废', en: 'Its payment is void' },
              giver: 'finance',
            },
          },
        },
      },
    },
  },
  derive: deriveBankLine,
  known_by: { fields: ['transaction_no', 'bank_account'] },
  // What the bank said stays as it said it; only whose money it is may still be told.
  frozen: {
    stages: ['open', 'claimed', 'booked', 'set_aside'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'account',
      'claimed_by',
      'claimed_at',
      'note',
      'payment',
    ],
  },
  always: {
    one_payment: {
      if: 'IF(stage = "booked", payment is not empty and account is not empty, payment is empty)',
      says: {
        zh: '已入账的流水有且只有一笔回款',
        en: 'A booked line has one payment, any other none',
      },
    },
  },
  rules: {
    amount: { if: 'amount > 0', says: { zh: '金额须大于 0', en: 'The amount is above 0' } },
  },
  allow: [
    allow('finance', 'read create export import'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    // Money that nobody knows yet is shown to whoever may know it.
    allow('sales', 'read', 'stage = "open" or account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  indexes: [
    ['stage', 'booked_on', 'transaction_no'],
    ['account', '-booked_on'],
  ],
  dates: { starts: 'booked_on' },
  list: [
    'booked_on',
    'transaction_no',
    'payer',
    'amount',
    'currency',
    'remark',
    'stage',
    'account',
    'claimed_by',
    'payment',
  ],
  key_fields: ['booked_on', 'payer', 'amount', 'account', 'payment'],
})
