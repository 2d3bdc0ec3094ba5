// What does the company ask of its deals? What is in the pipeline, who wins how often, what waits too long.
import type { Report } from '#kernel/view/report.ts'

const open = 'stage not in ("won", "lost")'
const closed = 'stage in ("won", "lost")'
const amount = { label: { zh: '金额', en: 'Amount' }, of: 'sum(base_amount)' } as const
const deals = { label: { zh: '商机', en: 'Deals' }, of: 'count()' } as const
const rate = {
  label: { zh: '赢单率', en: 'Win rate' },
  of: '100 * countif(stage = "won") / count()',
  unit: 'percent',
} as const

export const opportunityReports: Readonly<Record<string, Report>> = {
  pipeline_by_month: {
    label: { zh: '管道：阶段与月份', en: 'Pipeline by stage and month' },
    help: { zh: '未成交商机，按预计成交月份', en: 'Open deals by the month they should close' },
    object: 'opportunity',
    filter: open,
    rows: [{ by: 'month(close_date)' }],
    columns: [{ by: 'stage' }],
    measures: {
      amount,
      weighted: {
        label: { zh: '加权金额', en: 'Weighted' },
        of: 'sum(base_amount * probability / 100)',
      },
    },
    period: { by: 'close_date' },
    as: 'bar',
  },
  pipeline_funnel: {
    label: { zh: '商机漏斗', en: 'Pipeline funnel' },
    object: 'opportunity',
    filter: open,
    rows: [{ by: 'stage' }],
    measures: { amount, deals },
    period: { by: 'close_date' },
    as: 'funnel',
  },
  win_rate: {
    label: { zh: '赢单率（按销售）', en: 'Win rate by seller' },
    help: {
      zh: '赢单 ÷（赢单 + 输单），按结束日期；未结束的不算',
      en: 'Won ÷ (won + lost), by the day of closing; open deals are left out',
    },
    object: 'opportunity',
    filter: closed,
    rows: [{ by: 'owner', top: 15 }],
    measures: {
      won: { label: { zh: '赢单', en: 'Won' }, of: 'countif(stage = "won")' },
      lost: { label: { zh: '输单', en: 'Lost' }, of: 'countif(stage = "lost")' },
      rate,
      won_amount: {
        label: { zh: '赢单金额', en: 'Won amount' },
        of: 'sumif(stage = "won", amount)',
      },
      size: {
        label: { zh: '平均客单价', en: 'Average size' },
        of: 'sumif(stage = "won", amount) / countif(stage = "won")',
      },
    },
    period: { by: 'stage_since', is: 'last_12_months' },
    sort: '-won',
    as: 'table',
  },
  win_rate_by_quarter: {
    label: { zh: '赢单率走势', en: 'Win rate over time' },
    object: 'opportunity',
    filter: closed,
    rows: [{ by: 'quarter(stage_since)' }],
    measures: { rate },
    period: { by: 'stage_since', is: 'last_8_quarters' },
    as: 'line',
  },
  won_this_month: {
    label: { zh: '本月赢单', en: 'Won this month' },
    object: 'opportunity',
    filter: 'stage = "won"',
    measures: { amount },
    period: { by: 'won_at', is: 'this_month' },
    compare: 'before',
    as: 'number',
  },
  open_pipeline: {
    label: { zh: '在手管道（加权）', en: 'Weighted pipeline' },
    object: 'opportunity',
    filter: open,
    measures: {
      weighted: {
        label: { zh: '加权金额', en: 'Weighted' },
        of: 'sum(base_amount * probability / 100)',
      },
    },
    as: 'number',
  },
  days_in_stage: {
    label: { zh: '阶段停留天数', en: 'Days in stage' },
    help: {
      zh: '未成交商机在当前阶段已停留的天数',
      en: 'How long open deals have stood where they are',
    },
    object: 'opportunity',
    filter: open,
    rows: [{ by: 'stage' }],
    measures: {
      median: {
        label: { zh: '中位数', en: 'Median' },
        of: 'median(DAYS(TODAY(), stage_since))',
        unit: 'days',
      },
      longest: {
        label: { zh: '最长', en: 'Longest' },
        of: 'max(DAYS(TODAY(), stage_since))',
        unit: 'days',
      },
      deals,
    },
    as: 'row_bar',
  },
  lost_reasons: {
    label: { zh: '输单原因', en: 'Why deals are lost' },
    object: 'opportunity',
    filter: 'stage = "lost"',
    rows: [{ by: 'lost_reason', top: 6 }],
    measures: { amount, deals },
    period: { by: 'lost_at', is: 'last_12_months' },
    as: 'pie',
  },
  won_by_industry: {
    label: { zh: '行业与季度赢单', en: 'Won by industry and quarter' },
    object: 'opportunity',
    filter: 'stage = "won"',
    rows: [{ by: 'account.industry', top: 8 }],
    columns: [{ by: 'quarter(won_at)' }],
    measures: { amount },
    period: { by: 'won_at', is: 'last_4_quarters' },
    as: 'heat',
  },
  won_by_region: {
    label: { zh: '地区赢单', en: 'Won by region' },
    object: 'opportunity',
    filter: 'stage = "won"',
    rows: [{ by: 'account.region' }],
    measures: { amount, deals },
    period: { by: 'won_at', is: 'last_12_months' },
    as: 'map',
  },
}
