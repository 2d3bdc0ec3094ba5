// Do the books balance, and do they say what the documents say?
import { check, type RowCheck, type SumCheck } from '../check.ts'

export const ledgerChecks: readonly RowCheck[] = [
  check(
    'L1',
    'journal_entry',
    'SUM(postings.debit) != SUM(postings.credit) or SUM(postings.converted) != 0 or COUNT(postings) = 0',
    {
      zh: '每张凭证借贷相等',
      en: 'Every entry balances',
    },
  ),
  check('L1', 'posting', 'debit < 0 or credit < 0 or (debit != 0 and credit != 0)', {
    zh: '每条分录只有一方',
    en: 'A posting has one side',
  }),
]

const ledger = (code: string, sum: string) => ({
  from: 'posting',
  by: ['currency', 'account'],
  where: `account_code = "${code}"`,
  sum,
})

export const ledgerSums: readonly SumCheck[] = [
  {
    id: 'L1',
    says: { zh: '每张凭证每一币种借贷相等', en: 'Every entry balances in each of its currencies' },
    holds: 'zero',
    sides: [{ from: 'posting', by: ['entry', 'currency'], sum: 'debit - credit' }],
  },
  {
    id: 'L3',
    says: { zh: '全部科目借贷合计为 0', en: 'All accounts together are 0' },
    holds: 'zero',
    sides: [{ from: 'posting', by: ['currency'], sum: 'debit - credit' }],
  },
  {
    id: 'L4',
    says: { zh: '应收科目 = 未收发票', en: 'Receivable = open invoices' },
    holds: 'zero',
    sides: [
      ledger('1122', 'debit - credit'),
      {
        from: 'invoice',
        by: ['currency', 'account'],
        where: 'stage != "draft"',
        sum: '0 - balance',
      },
    ],
  },
  {
    id: 'L4',
    says: { zh: '应收科目 = 每张发票的未收余额', en: 'Receivable of each invoice = its balance' },
    holds: 'zero',
    sides: [
      {
        from: 'posting',
        by: ['invoice'],
        where: 'account_code = "1122" and invoice is not empty',
        sum: 'debit - credit',
      },
      // An imported one is booked before its row is there, so its entry names it.
      {
        from: 'posting',
        by: ['entry.record_id'],
        where: 'account_code = "1122" and invoice is empty',
        sum: 'debit - credit',
      },
      {
        from: 'invoice',
        by: ['id'],
        where: 'stage != "draft" and kind != "credit"',
        sum: '0 - balance',
      },
    ],
  },
  {
    id: 'X2',
    says: {
      zh: '外币应收的本位币 = 未收余额按锁定汇率',
      en: 'Receivables of other currencies in base = their balance at the locked rate',
    },
    holds: 'zero',
    sides: [
      {
        from: 'posting',
        by: ['invoice'],
        where: 'account_code = "1122" and invoice is not empty and invoice.rate is not empty',
        sum: 'converted',
      },
      {
        from: 'posting',
        by: ['entry.record_id'],
        where: 'account_code = "1122" and invoice is empty and converted is not empty',
        sum: 'converted',
      },
      {
        from: 'invoice',
        by: ['id'],
        where: 'stage != "draft" and kind != "credit" and rate is not empty',
        sum: '0 - base_balance',
      },
    ],
  },
  {
    id: 'X2',
    says: {
      zh: '外币预收的本位币 = 未核销按锁定汇率',
      en: 'Customer credit of other currencies in base = what is free at the locked rate',
    },
    holds: 'zero',
    sides: [
      {
        from: 'posting',
        by: ['payment'],
        where: 'account_code = "2203" and payment is not empty and payment.rate is not empty',
        sum: '0 - converted',
      },
      {
        from: 'posting',
        by: ['entry.record_id'],
        where: 'account_code = "2203" and payment is empty and converted is not empty',
        sum: '0 - converted',
      },
      {
        from: 'payment',
        by: ['id'],
        where: 'rate is not empty',
        sum: '0 - base_unallocated',
      },
    ],
  },
  {
    id: 'L4',
    says: { zh: '预收科目 = 未核销回款', en: 'Customer credit = unallocated payments' },
    holds: 'zero',
    sides: [
      ledger('2203', 'credit - debit'),
      { from: 'payment', by: ['currency', 'account'], sum: '0 - unallocated' },
    ],
  },
  {
    id: 'L4',
    says: { zh: '银行科目 = 回款 − 退款', en: 'Bank = payments less refunds' },
    holds: 'zero',
    sides: [
      ledger('1002', 'debit - credit'),
      {
        from: 'payment',
        by: ['currency', 'account'],
        where: 'stage != "void"',
        sum: 'refunded - amount',
      },
    ],
  },
  {
    id: 'L4',
    says: { zh: '收入与销项税 = 有效发票', en: 'Revenue and tax = the invoices in force' },
    holds: 'zero',
    sides: [
      ledger('6001', 'credit - debit'),
      ledger('2221', 'credit - debit'),
      { from: 'invoice', by: ['currency', 'account'], sum: '0 - in_force' },
    ],
  },
  {
    id: 'W1',
    says: { zh: '坏账与尾差科目 = 有效冲减', en: 'Losses = the write-offs in force' },
    holds: 'zero',
    sides: [
      ledger('6701', 'debit - credit'),
      ledger('6711', 'debit - credit'),
      { from: 'write_off', by: ['invoice.currency', 'account'], sum: '0 - in_force' },
    ],
  },
]
