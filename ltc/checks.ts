// Which sentences about money must be true of every row? Each finds the rows for which it is not.
import type { Values } from '#kernel/object.ts'
import type { Words } from '#kernel/error.ts'
import { digits } from '#kernel/money/currency.ts'
import { standsInBlocks } from './bundles/offered.ts'
import { currency } from './currency.ts'
import { convertedNames, withConverted } from './currencies/lines-in-base.ts'
import { contentHash } from './quotes/content-hash.ts'
import { decimal, rows, text } from './read.ts'

export interface ReconciliationCheck {
  /** The numbered invariant. */
  readonly id: string
  readonly says: Words
  readonly from: string
  /** Formula: true for a row that breaks it. */
  readonly where: string
  /** Where no formula can say it: asked of each row that `where` finds. */
  readonly holds?: (row: Values, currency: string) => Promise<boolean>
}

const issued =
  'stage in ("issued", "partly_credited", "partly_paid", "paid", "credited", "written_off")'

const withDigits = (places: number): string =>
  Object.keys(currency.choices)
    .filter((code) => digits(code) === places)
    .map((code) => `"${code}"`)
    .join(', ')

/** An amount has more digits than its currency. */
const cut = (field: string, of: string): string =>
  `(${of} in (${withDigits(0)}) and ROUND(${field}, 0) != ${field}) or ` +
  `(${of} in (${withDigits(2)}) and ROUND(${field}, 2) != ${field}) or ` +
  `ROUND(${field}, 3) != ${field}`

/** Every amount that is stored, by object and the path to its currency. */
const amounts: readonly (readonly [object: string, currency: string, fields: readonly string[]])[] =
  [
    ['quote', 'currency', ['net', 'tax', 'gross', 'cost', 'margin']],
    ['quote_line', 'quote.currency', ['net', 'tax', 'gross']],
    ['contract', 'currency', ['net', 'tax', 'amount', 'signed_amount']],
    ['contract_line', 'contract.currency', ['net', 'tax', 'gross']],
    ['billing_plan_line', 'contract.currency', ['amount']],
    ['amendment', 'currency', ['net', 'tax', 'amount']],
    ['amendment_line', 'amendment.currency', ['net', 'tax', 'gross']],
    ['invoice', 'currency', ['net', 'tax', 'gross']],
    ['invoice_line', 'invoice.currency', ['net', 'tax', 'gross']],
    ['payment', 'currency', ['amount']],
    ['bank_line', 'currency', ['amount']],
    ['statement', 'currency', ['opening', 'closing', 'overdue']],
    ['statement_line', 'statement.currency', ['charged', 'settled', 'balance']],
    ['allocation', 'payment.currency', ['amount']],
    ['refund', 'payment.currency', ['amount']],
    ['write_off', 'invoice.currency', ['amount']],
    ['posting', 'currency', ['debit', 'credit']],
    ['posting', 'BASE_CURRENCY()', ['converted']],
    [
      'forecast',
      'BASE_CURRENCY()',
      ['amount', 'reported', 'won', 'commit', 'best', 'pipeline', 'weighted'],
    ],
    ['forecast_deal', 'BASE_CURRENCY()', ['amount', 'weighted']],
    ...(['quote_line', 'contract_line', 'invoice_line'] as const).map(
      (line) => [line, 'BASE_CURRENCY()', ['converted_gross', 'converted_tax']] as const,
    ),
  ]

/** Is each line worth what the rule makes of it in the company's currency? */
async function linesConverted(document: Values, own: string): Promise<boolean> {
  const lines = rows(document, 'lines')
  const [currency, rate] = [text(document, 'currency')!, text(document, 'rate')!]
  return withConverted(lines, { currency, rate }, own).every((line, at) =>
    convertedNames.every((name) => decimal(line, name) === decimal(lines[at]!, name)),
  )
}

const check = (id: string, from: string, where: string, says: Words): ReconciliationCheck => ({
  id,
  from,
  where,
  says,
})

export const checks: readonly ReconciliationCheck[] = [
  ...['quote', 'contract', 'amendment', 'invoice', 'payment', 'posting'].map((object) =>
    check('M2', object, 'currency is empty', {
      zh: '每笔金额都有币种',
      en: 'Every amount has a currency',
    }),
  ),
  ...amounts.map(([object, of, fields]) =>
    check('M3', object, fields.map((field) => cut(field, of)).join(' or '), {
      zh: '金额不超过币种的小数位',
      en: 'Amounts have the digits of their currency',
    }),
  ),
  ...['quote_line', 'contract_line', 'amendment_line', 'invoice_line'].map((object) =>
    check('Q2', object, 'net + tax != gross', {
      zh: '每行价税合计 = 不含税 + 税额',
      en: 'Every line: gross = net + tax',
    }),
  ),
  ...['quote', 'invoice'].map((object) =>
    check(
      object === 'quote' ? 'Q2' : 'I5',
      object,
      'net + tax != gross or net != SUM(lines.net) or tax != SUM(lines.tax) or gross != SUM(lines.gross)',
      {
        zh: '价税合计 = 不含税 + 税额，单据 = 各行之和',
        en: 'Gross = net + tax, and the document is the sum of its lines',
      },
    ),
  ),
  ...['quote_line', 'contract_line', 'amendment_line', 'invoice_line'].map((object) =>
    check('T6', object, 'tax_category is not empty and (tax_rate != 0 or tax != 0)', {
      zh: '零税率、免税、不征税的行没有税额',
      en: 'A line that is zero-rated, exempt or not taxable has no tax',
    }),
  ),
  {
    ...check('Q3', 'quote', 'hash is not empty and stage != "draft"', {
      zh: '已提交的报价内容不变',
      en: 'A submitted quote never changes',
    }),
    holds: async (quote) => text(quote, 'hash') === (await contentHash(quote)),
  },
  check(
    'Q5',
    'quote_line',
    '(price_by = "list" and price_list is empty) or (floor_price is empty and below_floor is not empty) or (floor_price is not empty and unit_price * (100 - discount_percent) < floor_price * 100 and not below_floor) or (floor_price is not empty and unit_price * (100 - discount_percent) >= floor_price * 100 and below_floor)',
    {
      zh: '报价行的价格来源与是否低于底价如实',
      en: 'A quote line says where its price is from and whether it is below the floor',
    },
  ),
  check(
    'Q7',
    'quote_line',
    '(optional and (net != 0 or tax != 0 or gross != 0 or offer_net is empty or offer_gross is empty)) or ((optional is empty or not optional) and (offer_net is not empty or offer_gross is not empty))',
    {
      zh: '选配报价不计入合计',
      en: 'What is only offered is in no sum',
    },
  ),
  check(
    'Q8',
    'quote_line',
    '(price_by = "bundle" and (unit_price != 0 or bundle is empty or included_per is empty)) or (bundle is empty and included_per is not empty)',
    { zh: '内含的组成单价为 0，属于套餐', en: 'What is included costs nothing and is of a bundle' },
  ),
  ...(['quote', 'contract'] as const).map((object) => ({
    ...check('Q8', object, 'COUNTIF(lines, bundle is not empty) > 0', {
      zh: '组成排在其套餐之下，套餐小计 = 计入的各行之和',
      en: 'Components stand below their bundle, which is the sum of what counts of it',
    }),
    holds: async (document: Values, currency: string) =>
      standsInBlocks(rows(document, 'lines'), text(document, 'currency') ?? currency),
  })),
  check('Q7', 'contract_line', 'quote_line.optional', {
    zh: '未转入的选配不进合同',
    en: 'No contract has what was only offered',
  }),
  check(
    'C1',
    'contract',
    'amount != SUM(lines.gross) or net != SUM(lines.net) or tax != SUM(lines.tax)',
    {
      zh: '合同金额 = 各行价税合计',
      en: 'The contract is the sum of its lines',
    },
  ),
  check(
    'C1',
    'contract',
    'quote is not empty and stage in ("signed", "active", "completed") and ((signed_amount is not empty and signed_amount != quote.gross) or quote.stage != "accepted" or quote.currency != currency)',
    { zh: '签署金额 = 已接受报价', en: 'What was signed is what was accepted' },
  ),
  check(
    'C1',
    'contract',
    'stage in ("signed", "active", "completed", "terminated") and signed_amount is not empty and amount != signed_amount + SUM(amendments.in_force)',
    { zh: '合同金额 = 签署金额 + 已签变更', en: 'The contract is what was signed and amended' },
  ),
  check(
    'C1',
    'contract_line',
    'amendment is not empty and (amendment.stage != "signed" or amendment.contract != contract)',
    { zh: '变更明细来自本合同已签变更', en: 'An amended line is of a signed amendment' },
  ),
  check(
    'C1',
    'amendment',
    'net + tax != amount or net != SUM(lines.net) or tax != SUM(lines.tax) or amount != SUM(lines.gross)',
    { zh: '变更金额 = 各行之和', en: 'An amendment is the sum of its lines' },
  ),
  check(
    'C2',
    'contract',
    'stage in ("signed", "active", "completed") and COUNT(billing_plan) > 0 and amount != SUM(billing_plan.amount)',
    { zh: '开票计划合计 = 合同金额', en: 'The billing plan comes to the contract' },
  ),
  check(
    'C5',
    'billing_plan_line',
    'invoice is not empty and milestone is not empty and milestone.stage != "accepted"',
    { zh: '里程碑验收后才开票', en: 'What waits for a milestone is billed after it' },
  ),
  check(
    'C8',
    'obligation',
    'stage = "open" and plan_line is not empty and plan_line.invoice is not empty',
    {
      zh: '等待履约的款项，履行后才开票',
      en: 'What waits for an obligation is billed after it',
    },
  ),
  check(
    'I1',
    'billing_plan_line',
    'invoice is not empty and (invoice.plan_line != id or invoice.stage = "void" or invoice.contract != contract or (invoice.stage != "draft" and invoice.gross != amount))',
    {
      zh: '每条开票计划至多对应一张有效发票，金额一致',
      en: 'A line of the plan has at most one live invoice, of its amount',
    },
  ),
  check(
    'I1',
    'invoice',
    'kind != "credit" and plan_line is not empty and stage != "void" and plan_line.invoice != id and credited != gross',
    {
      zh: '计划内发票未全额红冲前占用其计划行',
      en: 'An invoice of the plan holds its line until it is wholly credited',
    },
  ),
  check('I3', 'invoice', `${issued} and (number is empty or issued_on is empty)`, {
    zh: '已开发票都有编号与日期',
    en: 'Issued invoices have number and date',
  }),
  check(
    'I6',
    'invoice',
    'kind != "credit" and stage not in ("draft", "void") and (balance < 0 or balance > gross or balance != gross - paid - credited - written_off)',
    {
      zh: '0 ≤ 未收余额 ≤ 价税合计',
      en: 'The balance lies between 0 and the gross',
    },
  ),
  check(
    'I7',
    'invoice',
    'kind != "credit" and ((stage in ("paid", "credited") and (balance != 0 or SUMIF(write_offs, kind = "bad_debt", in_force) != 0)) or (stage in ("partly_credited", "credited") and (paid != 0 or credited <= 0)) or (stage in ("partly_paid", "paid") and paid = 0 and credited > 0) or (stage = "written_off" and (balance != 0 or SUMIF(write_offs, kind = "bad_debt", in_force) = 0)) or (stage = "issued" and (balance != gross or balance = 0)) or (stage in ("partly_credited", "partly_paid") and (balance = 0 or balance = gross)) or (stage in ("draft", "void") and COUNT(allocations) > 0))',
    { zh: '发票阶段与数字一致', en: 'The stage follows from the numbers' },
  ),
  check(
    'I8',
    'invoice',
    'stage = "void" and (COUNT(allocations) > 0 or credited != 0 or written_off != 0)',
    {
      zh: '作废发票没有核销、红冲与冲减',
      en: 'Nothing hangs on a void invoice',
    },
  ),
  check('I9', 'invoice', 'due_on < issued_on', {
    zh: '到期日不早于开票日',
    en: 'Due not before issued',
  }),
  check('N1', 'invoice', 'kind != "credit" and 0 - SUM(credit_notes.in_force) > gross', {
    zh: '红冲合计不超过原发票',
    en: 'Credit notes never exceed the invoice',
  }),
  check(
    'N2',
    'invoice',
    'kind = "credit" and stage != "draft" and (stage != "credited" or gross > 0 or credits is empty)',
    { zh: '红字发票即时冲抵原发票', en: 'A credit note settles what it credits at once' },
  ),
  check(
    'N3',
    'invoice_line',
    'line is not empty and (line.tax_rate != tax_rate or line.tax_category != tax_category or gross > 0 or line.contract_line != contract_line)',
    { zh: '红字明细与原明细同税率同合同行', en: 'A credited line has the rate of its line' },
  ),
  check(
    'P1',
    'bank_line',
    '(stage = "booked" and payment is empty) or (stage != "booked" and payment is not empty) or (payment is not empty and (payment.stage = "void" or payment.amount != amount or payment.currency != currency or payment.account != account or payment.transaction_no != transaction_no))',
    {
      zh: '每条已入账流水对应一笔同额有效回款',
      en: 'Every booked bank line is one payment in force, of its amount',
    },
  ),
  ...(['quote', 'contract', 'invoice'] as const).map((object) => ({
    ...check('X1', object, 'rate is not empty', {
      zh: '各行本位币之和 = 单据本位币，按最大余数分摊',
      en: 'The lines in base come to the document, shared by the largest remainder',
    }),
    holds: linesConverted,
  })),
  check(
    'S6',
    'forecast',
    'won != SUMIF(deals, category = "won", amount) or commit != SUMIF(deals, category = "commit", amount) or best != SUMIF(deals, category = "best", amount) or pipeline != SUMIF(deals, category = "pipeline", amount) or weighted != SUM(deals.weighted)',
    {
      zh: '预测的各类金额 = 当时商机之和',
      en: 'Each figure of a forecast is the sum of its deals as they were',
    },
  ),
  check('P9', 'statement', 'closing != opening + charged - settled', {
    zh: '对账单期末 = 期初 + 本期应收 − 本期收回',
    en: 'A statement closes with what it opened with and what moved',
  }),
  check('P2', 'payment', 'stage != "void" and amount != allocated + unallocated + refunded', {
    zh: '回款 = 已核销 + 未核销 + 已退款',
    en: 'A payment = allocated + unallocated + refunded',
  }),
  check(
    'P3',
    'payment',
    'allocated + refunded > amount or unallocated < 0 or (stage = "void" and allocated + refunded != 0)',
    {
      zh: '核销与退款不超过回款',
      en: 'No more is allocated and refunded than was paid',
    },
  ),
  check('P3', 'allocation', 'amount <= 0', { zh: '核销金额大于 0', en: 'Allocations are above 0' }),
  check('R1', 'refund', 'amount <= 0', { zh: '退款金额大于 0', en: 'Refunds are above 0' }),
  check(
    'W1',
    'invoice',
    'written_off < 0 or SUMIF(write_offs, kind = "bad_debt", in_force) < 0 or SUMIF(write_offs, kind = "difference", in_force) < 0',
    { zh: '撤回不超过已冲减', en: 'No more is taken back than was written off' },
  ),
  check(
    'W1',
    'write_off',
    'stage = "in_force" and ((invoice.stage in ("draft", "void") and invoice.written_off != 0) or invoice.account != account or written_on is empty)',
    { zh: '冲减属于已开发票', en: 'A write-off is of an issued invoice' },
  ),
  check(
    'L1',
    'journal_entry',
    'SUM(postings.debit) != SUM(postings.credit) or SUM(postings.converted) != 0 or COUNT(postings) = 0',
    {
      zh: '每张凭证借贷相等',
      en: 'Every entry balances',
    },
  ),
  ...['lead', 'opportunity', 'quote', 'contract', 'invoice', 'payment'].map((object) =>
    check(
      'X3',
      object,
      'rate is not empty and (rate <= 0 or rate_on is empty or currency is empty or currency = BASE_CURRENCY())',
      { zh: '汇率大于 0，只属于外币单据', en: 'A rate is above 0, and only of other currencies' },
    ),
  ),
  check('L1', 'posting', 'debit < 0 or credit < 0 or (debit != 0 and credit != 0)', {
    zh: '每条分录只有一方',
    en: 'A posting has one side',
  }),
]

/** Sums that must agree, for each value of the keys: the ledger against the documents, notes against their lines. */
export interface SumCheck {
  readonly id: string
  readonly says: Words
  /** The sides; for each set of keys all of them together are 0, or at least not below 0. */
  readonly holds: 'zero' | 'not_below'
  readonly sides: readonly {
    readonly from: string
    /** Formulas; the same number of them on each side. */
    readonly by: readonly string[]
    readonly where?: string
    readonly sum: string
  }[]
}

const ledger = (code: string, sum: string) => ({
  from: 'posting',
  by: ['currency', 'account'],
  where: `account_code = "${code}"`,
  sum,
})

export const sumChecks: readonly SumCheck[] = [
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
  ...(['gross', 'tax', 'quantity'] as const).map((field): SumCheck => ({
    id: 'N1',
    says: { zh: '每行红冲不超过原行', en: 'No line is credited beyond itself' },
    holds: 'not_below',
    sides: [
      { from: 'invoice_line', by: ['id'], where: 'line is empty', sum: field },
      { from: 'invoice_line', by: ['line'], where: 'line is not empty', sum: field },
    ],
  })),
  ...(['gross', 'tax', 'quantity'] as const).map((field): SumCheck => ({
    id: 'C1',
    says: { zh: '每行减少不超过原行', en: 'No line of a contract is taken away beyond itself' },
    holds: 'not_below',
    sides: [
      { from: 'contract_line', by: ['id'], where: 'quantity > 0', sum: field },
      {
        from: 'contract_line',
        by: ['changes'],
        where: 'quantity < 0 and changes is not empty',
        sum: field,
      },
    ],
  })),
]

/** Series of numbers without a hole: each of 1 … the last given stands on a record (I3). */
export const seriesChecks = [
  {
    id: 'I3',
    says: { zh: '发票编号连续无缺', en: 'Numbers of invoices have no gap' },
    from: 'invoice',
    field: 'number',
    pattern: 'INV{YYYY}-{00000}',
  },
  {
    id: 'I3',
    says: { zh: '红字发票编号连续无缺', en: 'Numbers of credit notes have no gap' },
    from: 'invoice',
    field: 'number',
    pattern: 'CN{YYYY}-{00000}',
  },
] as const
