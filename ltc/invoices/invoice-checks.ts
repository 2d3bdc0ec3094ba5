// Does every invoice say of itself what its payments, credit notes and write-offs say, and is none missing?
import { check, type RowCheck, type SeriesCheck, type SumCheck } from '../check.ts'

const issued =
  'stage in ("issued", "partly_credited", "partly_paid", "paid", "credited", "written_off")'

export const invoiceChecks: readonly RowCheck[] = [
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
]

export const invoiceSums: readonly SumCheck[] = (['gross', 'tax', 'quantity'] as const).map(
  (field): SumCheck => ({
    id: 'N1',
    says: { zh: '每行红冲不超过原行', en: 'No line is credited beyond itself' },
    holds: 'not_below',
    sides: [
      { from: 'invoice_line', by: ['id'], where: 'line is empty', sum: field },
      { from: 'invoice_line', by: ['line'], where: 'line is not empty', sum: field },
    ],
  }),
)

/** Numbers without a hole. */
export const invoiceSeries: readonly SeriesCheck[] = [
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
]
