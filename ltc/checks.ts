// Which sentences about money must be true of every row? Each finds the rows for which it is not.
import type { Values } from '#kernel/object.ts'
import type { Words } from '#kernel/error.ts'
import { contentHash } from './quotes/content-hash.ts'
import { text } from './read.ts'

export interface ReconciliationCheck {
  /** The numbered invariant. */
  readonly id: string
  readonly says: Words
  readonly from: string
  /** Formula: true for a row that breaks it. */
  readonly where: string
  /** Where no formula can say it: asked of each row that `where` finds. */
  readonly holds?: (row: Values) => Promise<boolean>
}

const issued = 'stage in ("issued", "partly_paid", "paid")'

/** Amounts have the digits of their currency; the common ones are asked. */
const cut = (field: string, currency: string): string =>
  `(${currency} in ("JPY", "KRW", "VND") and ROUND(${field}, 0) != ${field}) or ` +
  `(${currency} not in ("JPY", "KRW", "VND", "KWD", "BHD") and ROUND(${field}, 2) != ${field}) or ` +
  `ROUND(${field}, 3) != ${field}`

const check = (id: string, from: string, where: string, says: Words): ReconciliationCheck => ({
  id,
  from,
  where,
  says,
})

export const checks: readonly ReconciliationCheck[] = [
  ...['quote', 'contract', 'invoice', 'payment'].map((object) =>
    check('M2', object, 'currency is empty', {
      zh: '每笔金额都有币种',
      en: 'Every amount has a currency',
    }),
  ),
  check('M3', 'quote', cut('gross', 'currency'), {
    zh: '报价金额不超过币种的小数位',
    en: 'Quotes have the digits of their currency',
  }),
  check('M3', 'invoice', cut('gross', 'currency'), {
    zh: '发票金额不超过币种的小数位',
    en: 'Invoices have the digits of their currency',
  }),
  check('M3', 'payment', cut('amount', 'currency'), {
    zh: '回款金额不超过币种的小数位',
    en: 'Payments have the digits of their currency',
  }),
  ...['quote', 'invoice'].map((object) =>
    check(
      object === 'quote' ? 'Q2' : 'I5',
      object,
      'net + tax != gross or net != SUM(lines.net) or tax != SUM(lines.tax) or gross != SUM(lines.gross) or ANY(lines, net + tax != gross)',
      {
        zh: '价税合计 = 不含税 + 税额，单据 = 各行之和',
        en: 'Gross = net + tax, and the document is the sum of its lines',
      },
    ),
  ),
  {
    ...check('Q3', 'quote', 'hash is not empty', {
      zh: '已提交的报价内容不变',
      en: 'A submitted quote never changes',
    }),
    holds: async (quote) => text(quote, 'hash') === (await contentHash(quote)),
  },
  check('C1', 'contract', 'amount != SUM(lines.gross)', {
    zh: '合同金额 = 各行价税合计',
    en: 'The contract is the sum of its lines',
  }),
  check(
    'C1',
    'contract',
    'quote is not empty and stage in ("signed", "active", "completed") and amount != quote.gross',
    { zh: '合同金额 = 已接受报价', en: 'The contract is what was accepted' },
  ),
  check(
    'C2',
    'contract',
    'stage in ("signed", "active", "completed") and COUNT(billing_plan) > 0 and amount != SUM(billing_plan.amount)',
    { zh: '开票计划合计 = 合同金额', en: 'The billing plan comes to the contract' },
  ),
  check(
    'I1',
    'billing_plan_line',
    'invoice is not empty and (invoice.plan_line != id or invoice.stage = "void")',
    {
      zh: '每条开票计划至多对应一张有效发票',
      en: 'A line of the plan has at most one live invoice',
    },
  ),
  check('I3', 'invoice', `${issued} and (number is empty or issued_on is empty)`, {
    zh: '已开发票都有编号与日期',
    en: 'Issued invoices have number and date',
  }),
  check(
    'I6',
    'invoice',
    'kind != "credit" and stage != "draft" and (balance < 0 or balance > gross)',
    {
      zh: '0 ≤ 未收余额 ≤ 价税合计',
      en: 'The balance lies between 0 and the gross',
    },
  ),
  check(
    'I7',
    'invoice',
    '(stage = "paid" and balance != 0) or (stage = "issued" and balance != gross) or (stage = "partly_paid" and (balance = 0 or balance = gross)) or (stage in ("draft", "void") and COUNT(allocations) > 0)',
    { zh: '发票阶段与数字一致', en: 'The stage follows from the numbers' },
  ),
  check('I9', 'invoice', 'due_on < issued_on', {
    zh: '到期日不早于开票日',
    en: 'Due not before issued',
  }),
  check('N1', 'invoice', 'kind != "credit" and 0 - SUM(credit_notes.in_force) > gross', {
    zh: '红冲合计不超过原发票',
    en: 'Credit notes never exceed the invoice',
  }),
  check('P2', 'payment', 'stage != "void" and amount != allocated + unallocated + refunded', {
    zh: '回款 = 已核销 + 未核销 + 已退款',
    en: 'A payment = allocated + unallocated + refunded',
  }),
  check('P3', 'payment', 'allocated + refunded > amount or unallocated < 0', {
    zh: '核销与退款不超过回款',
    en: 'No more is allocated and refunded than was paid',
  }),
  check('P3', 'allocation', 'amount <= 0', { zh: '核销金额大于 0', en: 'Allocations are above 0' }),
  check(
    'P5',
    'allocation',
    'payment.account != invoice.account or payment.currency != invoice.currency',
    {
      zh: '回款与发票同客户同币种',
      en: 'Payment and invoice are of one customer and currency',
    },
  ),
  check(
    'L1',
    'journal_entry',
    'SUM(postings.debit) != SUM(postings.credit) or COUNT(postings) = 0',
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

/** Sums that must agree, per currency and where `by` says so: the ledger against the documents (L3, L4). */
export interface SumCheck {
  readonly id: string
  readonly says: Words
  readonly by: readonly string[]
  /** The sides; per group, the sums of all of them together are 0. */
  readonly sides: readonly {
    readonly from: string
    readonly where?: string
    readonly sum: string
  }[]
}

export const sumChecks: readonly SumCheck[] = [
  {
    id: 'L3',
    says: { zh: '全部科目借贷合计为 0', en: 'All accounts together are 0' },
    by: ['currency'],
    sides: [{ from: 'posting', sum: 'debit - credit' }],
  },
  {
    id: 'L4',
    says: { zh: '应收科目 = 未收发票', en: 'Receivable = open invoices' },
    by: ['currency', 'account'],
    sides: [
      { from: 'posting', where: 'account_code = "1122"', sum: 'debit - credit' },
      { from: 'invoice', where: 'stage != "draft"', sum: '0 - balance' },
    ],
  },
  {
    id: 'L4',
    says: { zh: '预收科目 = 未核销回款', en: 'Customer credit = unallocated payments' },
    by: ['currency', 'account'],
    sides: [
      { from: 'posting', where: 'account_code = "2203"', sum: 'credit - debit' },
      { from: 'payment', sum: '0 - unallocated' },
    ],
  },
]
