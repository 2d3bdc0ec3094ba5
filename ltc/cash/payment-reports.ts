// What does the company ask of the money that came in? How much each month, and how it came.
import type { Report } from '#kernel/view/report.ts'

const amount = { label: { zh: '回款', en: 'Received' }, of: 'sum(base_amount)' } as const

export const paymentReports: Readonly<Record<string, Report>> = {
  collection_by_month: {
    label: { zh: '每月回款', en: 'Collection by month' },
    object: 'payment',
    filter: 'stage = "received"',
    rows: [{ by: 'month(received_on)' }],
    measures: { amount },
    period: { by: 'received_on', is: 'last_12_months' },
    compare: 'year',
    as: 'bar',
  },
  collected_this_month: {
    label: { zh: '本月回款', en: 'Received this month' },
    object: 'payment',
    filter: 'stage = "received"',
    measures: { amount },
    period: { by: 'received_on', is: 'this_month' },
    compare: 'before',
    as: 'number',
  },
  collection_by_method: {
    label: { zh: '回款方式', en: 'How money comes' },
    object: 'payment',
    filter: 'stage = "received"',
    rows: [{ by: 'method' }],
    measures: { amount },
    period: { by: 'received_on', is: 'last_12_months' },
    as: 'pie',
  },
}
