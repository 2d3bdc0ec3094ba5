// Which dashboards does everybody find ready-made?
import type { Block, Board, BoardFilter, Place } from '#kernel/view/board.ts'

const report = (name: string, x: number, y: number, w: number, h: number): Block => ({
  kind: 'report',
  report: name,
  at: { x, y, w, h } satisfies Place,
})

const period: BoardFilter = { label: { zh: '时段', en: 'Period' }, kind: 'period' }
const seller: BoardFilter = {
  label: { zh: '负责人', en: 'Owner' },
  kind: 'value',
  on: { lead: 'owner', opportunity: 'owner', contract: 'owner' },
}

export const standardDashboards: Readonly<Record<string, Board>> = {
  business: {
    label: { zh: '经营看板', en: 'Business' },
    icon: 'pie_chart',
    roles: ['manager', 'sales_manager', 'finance', 'viewer'],
    filters: { period },
    blocks: {
      leads: report('new_leads', 0, 0, 3, 4),
      won: report('won_this_month', 3, 0, 3, 4),
      received: report('collected_this_month', 6, 0, 3, 4),
      overdue: report('overdue_ratio', 9, 0, 3, 4),
      collection: report('collection_by_month', 0, 4, 7, 9),
      ageing: report('receivables_ageing', 7, 4, 5, 9),
      pipeline: report('pipeline_by_month', 0, 13, 7, 9),
      region: report('won_by_region', 7, 13, 5, 9),
      ranking: report('sales_ranking', 0, 22, 6, 10),
      margin: report('product_margin', 6, 22, 6, 10),
    },
  },
  sales: {
    label: { zh: '销售看板', en: 'Sales' },
    icon: 'line_chart',
    roles: ['manager', 'sales_manager', 'sales', 'presales'],
    filters: { period, seller },
    blocks: {
      won: report('won_this_month', 0, 0, 4, 4),
      weighted: report('open_pipeline', 4, 0, 4, 4),
      leads: report('new_leads', 8, 0, 4, 4),
      funnel: report('pipeline_funnel', 0, 4, 5, 9),
      pipeline: report('pipeline_by_month', 5, 4, 7, 9),
      days: report('days_in_stage', 0, 13, 5, 9),
      rate: report('win_rate_by_quarter', 5, 13, 7, 9),
      lost: report('lost_reasons', 0, 22, 5, 9),
      sellers: report('win_rate', 5, 22, 7, 9),
      closing: {
        kind: 'list',
        object: 'opportunity',
        view: 'closing_this_month',
        columns: ['name', 'account', 'stage', 'amount', 'close_date'],
        at: { x: 0, y: 31, w: 12, h: 8 },
      },
    },
  },
  marketing: {
    label: { zh: '市场看板', en: 'Marketing' },
    icon: 'notification',
    roles: ['manager', 'marketing', 'sales_manager'],
    filters: { period },
    blocks: {
      funnel: report('lead_funnel', 0, 0, 4, 9),
      months: report('leads_by_month', 4, 0, 8, 9),
      channels: report('lead_channels', 0, 9, 6, 9),
      flow: report('lead_flow', 6, 9, 6, 9),
    },
  },
  receivables: {
    label: { zh: '应收看板', en: 'Receivables' },
    icon: 'wallet',
    roles: ['manager', 'finance', 'sales_manager'],
    filters: { period },
    blocks: {
      month: report('collected_this_month', 0, 0, 4, 4),
      overdue: report('overdue_ratio', 4, 0, 4, 4),
      method: report('collection_by_method', 8, 0, 4, 8),
      ageing: report('receivables_ageing', 0, 4, 8, 8),
      accounts: report('ageing_by_account', 0, 12, 12, 10),
      collection: report('collection_by_month', 0, 22, 6, 9),
      invoiced: report('invoiced_by_month', 6, 22, 6, 9),
      late: {
        kind: 'list',
        object: 'invoice',
        view: 'overdue_invoices',
        columns: ['number', 'account', 'balance', 'due_on'],
        at: { x: 0, y: 31, w: 12, h: 8 },
      },
    },
  },
}
