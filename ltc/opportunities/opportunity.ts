// Which deal do we want to win, what is it worth, and how far is it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { deriveOpportunity } from './derive-opportunity.ts'
import { opportunityLifecycle } from './opportunity-lifecycle.ts'

export const opportunity = object('opportunity', {
  label: { zh: '商机', en: 'Opportunity' },
  plural: { zh: '商机', en: 'Opportunities' },
  area: 'sales',
  icon: 'FundOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'O{YYYY}-{00000}',
      label: { zh: '商机编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '商机名称', en: 'Name' },
      required: true,
      search: true,
      max: 300,
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Account' } },
    contact: {
      kind: 'ref',
      object: 'contact',
      agrees: { account: 'account' },
      label: { zh: '联系人', en: 'Contact' },
    },
    lead: {
      kind: 'ref',
      object: 'lead',
      agrees: { account: 'account' },
      label: { zh: '来源线索', en: 'From lead' },
    },
    campaign: { kind: 'ref', object: 'campaign', label: { zh: '市场活动', en: 'Campaign' } },
    renews: {
      kind: 'ref',
      object: 'contract',
      label: { zh: '续签合同', en: 'Renews' },
      read_only: true,
    },
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '预计金额', en: 'Amount' },
      help: { zh: '含税', en: 'With tax' },
      min: '0',
    },
    currency,
    ...rateFields,
    base_amount: inBase('amount', '本位币金额', 'Base amount'),
    probability: {
      kind: 'percent',
      label: { zh: '赢率 %', en: 'Probability %' },
      min: '0',
      max: '100',
    },
    weighted: {
      kind: 'formula',
      formula: 'ROUND(amount * probability / 100, CURRENCY_DIGITS(currency))',
      gives: 'money',
      label: { zh: '加权金额', en: 'Weighted amount' },
    },
    close_date: { kind: 'date', label: { zh: '预计成交日', en: 'Close date' }, index: true },
    forecast: {
      kind: 'choice',
      label: { zh: '预测类别', en: 'Forecast' },
      choices: {
        pipeline: { label: { zh: '管道', en: 'Pipeline' } },
        best: { label: { zh: '争取', en: 'Best case' } },
        commit: { label: { zh: '承诺', en: 'Commit' } },
        omitted: { label: { zh: '不计入', en: 'Left out' } },
      },
      default: '"pipeline"',
    },
    next_step: { kind: 'text', label: { zh: '下一步', en: 'Next step' }, max: 500 },
    background: { kind: 'long_text', label: { zh: '项目背景', en: 'Background' } },
    needs: {
      kind: 'lines',
      object: 'opportunity_need',
      by: 'opportunity',
      label: { zh: '需求清单', en: 'Needs' },
    },
    buyers: {
      kind: 'lines',
      object: 'opportunity_buyer',
      by: 'opportunity',
      label: { zh: '决策链', en: 'Buying roles' },
    },
    lines: {
      kind: 'lines',
      object: 'opportunity_line',
      by: 'opportunity',
      label: { zh: '意向产品', en: 'Products' },
    },
    competitors: {
      kind: 'lines',
      object: 'opportunity_competitor',
      by: 'opportunity',
      label: { zh: '竞争对手', en: 'Competitors' },
    },
    solutions: {
      kind: 'lines',
      object: 'solution',
      by: 'opportunity',
      label: { zh: '解决方案', en: 'Solutions' },
      read_only: true,
    },
    quotes: {
      kind: 'lines',
      object: 'quote',
      by: 'opportunity',
      label: { zh: '报价单', en: 'Quotes' },
      read_only: true,
    },
    won_at: {
      kind: 'datetime',
      label: { zh: '赢单时间', en: 'Won at' },
      read_only: true,
      index: true,
    },
    lost_at: {
      kind: 'datetime',
      label: { zh: '输单时间', en: 'Lost at' },
      read_only: true,
      index: true,
    },
    lost_reason: { kind: 'text', label: { zh: '输单原因', en: 'Why lost' }, max: 500 },
    lost_to: { kind: 'ref', object: 'competitor', label: { zh: '输给', en: 'Lost to' } },
  },
  lifecycle: opportunityLifecycle,
  derive: deriveOpportunity,
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export import'),
    allow('sales', 'read create change', 'owner in my_people()'),
    allow('presales', 'read change'),
    allow('marketing', 'read'),
    allow('delivery', 'read'),
    allow('finance', 'read'),
    allow('viewer', 'read'),
  ],
  chain: { order: 2, from: ['lead'] },
  form: [
    {
      label: { zh: '商机', en: 'Opportunity' },
      fields: ['name', 'account', 'contact', 'amount', 'currency', 'close_date', 'forecast'],
    },
    { label: { zh: '推进', en: 'Progress' }, fields: ['next_step', 'background'] },
    { label: { zh: '需求', en: 'Needs' }, fields: ['buyers', 'needs', 'lines', 'competitors'] },
  ],
  dates: { starts: 'close_date' },
  list: ['number', 'name', 'account', 'stage', 'amount', 'probability', 'close_date', 'owner'],
  key_fields: ['account', 'contact', 'amount', 'probability', 'close_date', 'owner'],
})
