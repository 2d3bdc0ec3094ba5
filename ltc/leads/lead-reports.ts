// What does the company ask of its leads? From which channel they come, what becomes of them, how fast.
import type { Report } from '#kernel/view/report.ts'

const converted = { label: { zh: '转化', en: 'Converted' }, of: 'count(converted_at)' } as const

export const leadReports: Readonly<Record<string, Report>> = {
  lead_funnel: {
    label: { zh: '线索漏斗', en: 'Lead funnel' },
    help: {
      zh: '同一时段创建的线索，走到了哪一步（按同期群）',
      en: 'Of the leads created in the period: how far they came (by cohort)',
    },
    object: 'lead',
    measures: {
      created: { label: { zh: '创建', en: 'Created' }, of: 'count()' },
      qualified: { label: { zh: '合格', en: 'Qualified' }, of: 'count(qualified_at)' },
      converted,
    },
    period: { by: 'created_at', is: 'last_12_months' },
    as: 'funnel',
  },
  lead_channels: {
    label: { zh: '渠道转化', en: 'Conversion by channel' },
    help: {
      zh: '转化率 = 转化的线索 ÷ 时段内创建的线索',
      en: 'Conversion = converted ÷ created in the period',
    },
    object: 'lead',
    rows: [{ by: 'source' }],
    measures: {
      created: { label: { zh: '线索', en: 'Leads' }, of: 'count()' },
      qualified: { label: { zh: '合格', en: 'Qualified' }, of: 'count(qualified_at)' },
      converted,
      rate: {
        label: { zh: '转化率', en: 'Conversion' },
        of: '100 * count(converted_at) / count()',
        unit: 'percent',
      },
    },
    period: { by: 'created_at', is: 'last_12_months' },
    sort: '-created',
    as: 'table',
  },
  leads_by_month: {
    label: { zh: '每月新线索', en: 'New leads by month' },
    object: 'lead',
    rows: [{ by: 'month(created_at)' }],
    columns: [{ by: 'source', top: 4 }],
    measures: { leads: { label: { zh: '线索', en: 'Leads' }, of: 'count()' } },
    period: { by: 'created_at', is: 'last_12_months' },
    as: 'area',
  },
  lead_flow: {
    label: { zh: '线索去向', en: 'Where leads go' },
    object: 'lead',
    rows: [{ by: 'source', top: 6 }, { by: 'stage' }],
    measures: { leads: { label: { zh: '线索', en: 'Leads' }, of: 'count()' } },
    period: { by: 'created_at', is: 'last_12_months' },
    as: 'sankey',
  },
  new_leads: {
    label: { zh: '本月新线索', en: 'New leads this month' },
    object: 'lead',
    measures: { leads: { label: { zh: '线索', en: 'Leads' }, of: 'count()' } },
    period: { by: 'created_at', is: 'this_month' },
    compare: 'before',
    as: 'number',
  },
}
