// What do banks call the columns of a statement? Said once, for its lines and for the payments that are made of them.
import type { FieldDef } from '#kernel/field.ts'

/** When the bank booked it. */
export const bookedWords = [
  '交易时间',
  '记账日期',
  '入账日期',
  '入账时间',
  'Booking date',
  'Value date',
]

/** What came in. */
export const creditWords = [
  '贷方金额',
  '贷方发生额',
  '贷方',
  '收入',
  '转入金额',
  '存入金额',
  'Credit',
  'Credit amount',
]

/** Who paid, besides 对方户名 itself. */
export const payerWords = [
  '对方名称',
  '对方单位',
  '对方账户名称',
  '付款人',
  '付款人名称',
  '付款方',
  '付款户名',
  'Counterparty',
]

export const transactionNo = {
  kind: 'text',
  label: { zh: '交易流水号', en: 'Transaction no.' },
  also: [
    '流水号',
    '银行流水号',
    '交易流水',
    '交易序号',
    '核心流水号',
    '业务流水号',
    'Transaction id',
    'Bank reference',
  ],
  search: true,
  max: 100,
} as const satisfies FieldDef

export const ourAccount = {
  kind: 'text',
  label: { zh: '收款账户', en: 'Our bank account' },
  also: [
    '本方账号',
    '本方账户',
    '我方账号',
    '收款账号',
    '账号',
    '账户',
    'Account number',
    'Our account',
  ],
  compact: true,
  max: 60,
} as const satisfies FieldDef
