// What does the company ask of its receivables? How old they are, who owes them, what part is late.
import type { Report } from '#kernel/view/report.ts'

const open = 'stage in ("issued", "partly_credited", "partly_paid") and kind != "credit"'
const days = {
  by: 'bins(DAYS(TODAY(), due_on), 1, 31, 61, 91)',
  label: { zh: '逾期天数', en: 'Days overdue' },
  below: { zh: '未到期', en: 'Not yet due' },
} as const
const balance = { label: { zh: '未收余额', en: 'Open balance' }, of: 'sum(base_balance)' } as const
const invoices = { label: { zh: '发票', en: 'Invoices' }, of: 'count()' } as const

export const invoiceReports: Readonly<Record<string, Report>> = {
  receivables_ageing: {
    label: { zh: '应收账龄', en: 'Receivables by age' },
    help: { zh: '按到期日起算', en: 'Counted from the due date' },
    object: 'invoice',
    filter: open,
    rows: [days],
    measures: { balance, invoices },
    as: 'bar',
  },
  ageing_by_account: {
    label: { zh: '客户账龄', en: 'Ageing by account' },
    object: 'invoice',
    filter: open,
    rows: [{ by: 'account', top: 12 }],
    columns: [days],
    measures: { balance },
    sort: '-balance',
    as: 'table',
  },
  overdue_ratio: {
    label: { zh: '逾期率', en: 'Overdue ratio' },
    help: { zh: '逾期应收 ÷ 全部应收', en: 'Overdue receivables ÷ all receivables' },
    object: 'invoice',
    filter: open,
    measures: {
      ratio: {
        label: { zh: '逾期率', en: 'Overdue ratio' },
        of: '100 * sumif(due_on < TODAY(), base_balance) / sum(base_balance)',
        unit: 'percent',
      },
    },
    goal: '100',
    as: 'gauge',
  },
  invoiced_by_month: {
    label: { zh: '每月开票', en: 'Invoiced by month' },
    object: 'invoice',
    filter: 'stage not in ("draft", "void")',
    rows: [{ by: 'month(issued_on)' }],
    measures: { gross: { label: { zh: '开票额', en: 'Invoiced' }, of: 'sum(base_in_force)' } },
    period: { by: 'issued_on', is: 'last_12_months' },
    compare: 'year',
    as: 'bar',
  },
}
