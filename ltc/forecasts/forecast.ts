// Who said in which week what a month or quarter will bring, and on which deals did they say it? A copy that stands.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { takeForecast } from './take-forecast.ts'

const money = (zh: string, en: string) =>
  ({ kind: 'money', currency: 'our.currency', label: { zh, en }, required: true }) as const

export const forecast = object('forecast', {
  label: { zh: '预测提交', en: 'Submitted forecast' },
  plural: { zh: '预测提交', en: 'Submitted forecasts' },
  help: {
    zh: '每人每周在「销售预测」里提交一次；提交后不能再改，当时的商机一并留存。',
    en: 'Submitted once a week by each person on the desk of forecasts; it stands from then on, with its deals as they were.',
  },
  area: 'sales',
  icon: 'HistoryOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'F{YYYY}-{00000}',
      label: { zh: '预测编号', en: 'Number' },
      search: true,
    },
    person: { kind: 'person', label: { zh: '提交人', en: 'Said by' }, required: true },
    scope: {
      kind: 'choice',
      label: { zh: '范围', en: 'Of' },
      choices: {
        own: { label: { zh: '本人商机', en: 'Own deals' } },
        team: { label: { zh: '团队商机', en: 'Deals of the team' } },
      },
      required: true,
    },
    period: {
      kind: 'choice',
      label: { zh: '期间', en: 'Period' },
      choices: {
        month: { label: { zh: '月', en: 'Month' } },
        quarter: { label: { zh: '季', en: 'Quarter' } },
      },
      required: true,
    },
    starts_on: { kind: 'date', label: { zh: '期间起', en: 'From' }, required: true },
    ends_on: { kind: 'date', label: { zh: '期间止', en: 'Until' }, required: true },
    week: {
      kind: 'date',
      label: { zh: '周（周一）', en: 'Week (Monday)' },
      required: true,
      index: true,
    },
    amount: {
      ...money('预测', 'Forecast'),
      help: { zh: '本期会成交多少，含已赢单', en: 'What the period will bring, with what is won' },
      min: '0',
    },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' }, max: 2000 },
    submitted_at: { kind: 'datetime', label: { zh: '提交时间', en: 'Submitted at' } },
    late: { kind: 'yes_no', label: { zh: '补交', en: 'Late' } },
    reported: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '下级提交合计', en: 'Reported' },
      help: {
        zh: '提交时直接下级本周已提交的合计；没有下级为空',
        en: 'What the people below had said by then; empty where there are none',
      },
    },
    unreported: {
      kind: 'integer',
      label: { zh: '下级未提交人数', en: 'Had said nothing' },
      min: 0,
    },
    won: money('已赢单', 'Won'),
    commit: money('承诺', 'Commit'),
    best: money('乐观', 'Best case'),
    pipeline: money('漏斗', 'Pipeline'),
    weighted: money('加权', 'Weighted'),
    unrated: {
      kind: 'integer',
      label: { zh: '缺汇率商机数', en: 'Deals without a rate' },
      help: { zh: '没有计入', en: 'They are in none of the sums' },
      min: 0,
    },
    previous: {
      kind: 'ref',
      object: 'forecast',
      label: { zh: '上次提交', en: 'The one before' },
    },
    deals: {
      kind: 'lines',
      object: 'forecast_deal',
      by: 'forecast',
      label: { zh: '当时的商机', en: 'Deals as they were' },
      read_only: true,
    },
  },
  always: {
    adds_up: {
      if: 'won = SUMIF(deals, category = "won", amount) and commit = SUMIF(deals, category = "commit", amount) and best = SUMIF(deals, category = "best", amount) and pipeline = SUMIF(deals, category = "pipeline", amount) and weighted = SUM(deals.weighted)',
      says: {
        zh: '各类金额等于当时商机之和',
        en: 'Each figure is the sum of its deals',
      },
      through: ['deals'],
    },
  },
  derive: takeForecast,
  by_actions_only: true,
  append_only: true,
  unique: [['person', 'period', 'starts_on', 'week']],
  indexes: [['starts_on', 'week']],
  allow: [
    allow('sales', 'read', 'person in my_people()'),
    allow('sales_manager', 'read export', 'person in my_people()'),
    allow('manager', 'read export'),
    allow('finance', 'read'),
    allow('viewer', 'read'),
  ],
  dates: { starts: 'week' },
  list: [
    'number',
    'person',
    'starts_on',
    'ends_on',
    'week',
    'amount',
    'won',
    'commit',
    'best',
    'pipeline',
    'submitted_at',
    'late',
  ],
  key_fields: ['person', 'week', 'amount', 'won', 'commit', 'best', 'pipeline', 'weighted'],
})
