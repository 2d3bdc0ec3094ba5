// Who might become a customer?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { deriveLead } from './derive-lead.ts'
import { leadLifecycle } from './lead-lifecycle.ts'
import { leadSources } from './lead-sources.ts'
import { campaignMarkFields } from '../marketing/campaign-marks.ts'
import { holdingWays } from '../pools/lead-holding.ts'

/** A lead without an owner lies in the pool, where sales may see and claim it: all of sales, or the pool's members. */
const mineOrPool =
  'owner in my_people() or (owner is empty and (pool is empty or pool.for_all or ANY(pool.members, person in my_people())))'

export const lead = object('lead', {
  label: { zh: '线索', en: 'Lead' },
  plural: { zh: '线索', en: 'Leads' },
  help: {
    zh: '还不确定会不会买的人。录一条，或从 Excel 导入；跟进、填问卷判断合格后点「转化」，变成客户、联系人和商机。',
    en: 'People who may buy one day. Enter one or import them from Excel; once qualified, “Convert” makes a customer, a contact and an opportunity of it.',
  },
  area: 'marketing',
  icon: 'AimOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'L{YYYY}-{00000}',
      label: { zh: '线索编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '姓名', en: 'Name' },
      also: ['联系人', '联系人姓名', 'Contact', 'Contact person', 'Contact name'],
      required: true,
      search: true,
      max: 200,
    },
    company: {
      kind: 'text',
      label: { zh: '公司', en: 'Company' },
      also: [
        '客户',
        '客户名称',
        '单位名称',
        '企业名称',
        'Customer',
        'Account',
        'Organisation',
        'Organization',
      ],
      search: true,
      max: 200,
    },
    title: {
      kind: 'text',
      label: { zh: '职位', en: 'Title' },
      also: ['职务', '岗位', 'Position', 'Job title'],
      max: 100,
    },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' }, search: true, index: true },
    email: { kind: 'email', label: { zh: '邮箱', en: 'E-mail' }, search: true, index: true },
    tax_number: { kind: 'text', label: { zh: '统一社会信用代码', en: 'Tax number' }, max: 30 },
    region: {
      kind: 'text',
      label: { zh: '地区', en: 'Region' },
      also: ['区域', '所在地区', '省份', '省市', '城市', 'Area', 'Province', 'City'],
      max: 100,
    },
    source: {
      kind: 'choice',
      label: { zh: '线索来源', en: 'Source' },
      also: ['渠道', '来源渠道', '获客渠道', 'Channel', 'Where from', 'Came from'],
      choices: leadSources,
    },
    campaign: { kind: 'ref', object: 'campaign', label: { zh: '市场活动', en: 'Campaign' } },
    form: {
      kind: 'ref',
      object: 'lead_form',
      label: { zh: '获客表单', en: 'Lead form' },
      read_only: true,
    },
    ...campaignMarkFields,
    need: {
      kind: 'long_text',
      label: { zh: '需求描述', en: 'Need' },
      also: ['备注', '留言', '说明', 'Remarks', 'Notes', 'Comments', 'Message', 'Enquiry'],
    },
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '预计金额', en: 'Expected amount' },
      also: ['预算', '采购预算', '项目预算', 'Budget'],
      help: { zh: '含税', en: 'With tax' },
      min: '0',
    },
    currency,
    ...rateFields,
    base_amount: inBase('amount', '本位币金额', 'Base amount'),
    heat: {
      kind: 'choice',
      label: { zh: '线索热度', en: 'Heat' },
      choices: {
        hot: { label: { zh: '热', en: 'Hot' }, colour: 'red' },
        warm: { label: { zh: '温', en: 'Warm' }, colour: 'gold' },
        cold: { label: { zh: '冷', en: 'Cold' }, colour: 'blue' },
      },
    },
    qualification: {
      kind: 'lines',
      object: 'qualification_answer',
      by: 'lead',
      label: { zh: '资格问卷', en: 'Questionnaire' },
    },
    score: {
      kind: 'integer',
      label: { zh: '线索评分', en: 'Score' },
      help: { zh: '0–100，由问卷答案加权得出', en: '0–100, the weighted answers' },
      min: 0,
      max: 100,
    },
    activities: {
      kind: 'lines',
      object: 'activity',
      by: 'lead',
      label: { zh: '跟进记录', en: 'Follow-ups' },
      read_only: true,
    },
    last_follow_up_at: {
      kind: 'rollup',
      formula: 'MAX(activities.done_at)',
      gives: 'datetime',
      label: { zh: '最近跟进', en: 'Last follow-up' },
    },
    pool: {
      kind: 'ref',
      object: 'lead_pool',
      label: { zh: '线索池', en: 'Lead pool' },
      help: {
        zh: '不填按线索池的来源与地区匹配',
        en: 'By the sources and regions of the pools unless given',
      },
      write: ['manager', 'sales_manager', 'marketing'],
    },
    given_how: {
      kind: 'choice',
      label: { zh: '取得方式', en: 'Got by' },
      choices: holdingWays,
      read_only: true,
    },
    given_at: { kind: 'datetime', label: { zh: '取得时间', en: 'Got at' }, read_only: true },
    keep_until: {
      kind: 'date',
      label: { zh: '保护期至', en: 'Kept until' },
      help: { zh: '过期未跟进则退回线索池', en: 'Goes back to the pool after it' },
      read_only: true,
      index: true,
    },
    warn_on: {
      kind: 'date',
      label: { zh: '提醒日', en: 'Warned on' },
      help: { zh: '保护期快到时提醒负责人的那天', en: 'When the owner is told that it ends soon' },
      read_only: true,
    },
    deal_by: {
      kind: 'date',
      label: { zh: '最迟转化日', en: 'To be converted by' },
      help: {
        zh: '到这天还没转化就收回，跟进再勤也一样',
        en: 'Goes back after it unless converted, however often it was followed up',
      },
      read_only: true,
    },
    extensions: {
      kind: 'integer',
      label: { zh: '已延期次数', en: 'Extensions' },
      min: 0,
      read_only: true,
      shown_if: 'extensions > 0',
    },
    former_owner: {
      kind: 'person',
      label: { zh: '原负责人', en: 'Former owner' },
      read_only: true,
    },
    holdings: {
      kind: 'lines',
      object: 'lead_holding',
      by: 'lead',
      label: { zh: '持有记录', en: 'Holdings' },
      read_only: true,
    },
    released_at: {
      kind: 'datetime',
      label: { zh: '退回时间', en: 'Released at' },
      read_only: true,
    },
    release_reason: {
      kind: 'text',
      label: { zh: '退回原因', en: 'Why it was released' },
      read_only: true,
    },
    qualified_at: {
      kind: 'datetime',
      label: { zh: '合格时间', en: 'Qualified at' },
      read_only: true,
    },
    converted_at: {
      kind: 'datetime',
      label: { zh: '转化时间', en: 'Converted at' },
      read_only: true,
      index: true,
    },
    disqualified_reason: {
      kind: 'text',
      label: { zh: '无效原因', en: 'Why it was disqualified' },
      read_only: true,
      max: 500,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      read_only: true,
    },
    contact: {
      kind: 'ref',
      object: 'contact',
      agrees: { account: 'account' },
      label: { zh: '联系人', en: 'Contact' },
      read_only: true,
    },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      agrees: { account: 'account' },
      label: { zh: '商机', en: 'Opportunity' },
      read_only: true,
    },
  },
  lifecycle: leadLifecycle,
  derive: deriveLead,
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export import'),
    allow('sales', 'read', mineOrPool),
    allow('sales', 'create change', 'owner in my_people()'),
    allow('marketing', 'read create change remove export import'),
    allow('presales', 'read'),
    allow('viewer', 'read'),
  ],
  duplicates: ['phone', 'email', 'company'],
  chain: { order: 1, from: ['campaign'] },
  form: [
    {
      label: { zh: '联系方式', en: 'Contact' },
      fields: ['name', 'company', 'title', 'phone', 'email', 'region', 'tax_number'],
    },
    { label: { zh: '来源', en: 'Source' }, fields: ['source', 'campaign', 'form'] },
    { label: { zh: '需求', en: 'Need' }, fields: ['need', 'amount', 'currency', 'heat'] },
    {
      label: { zh: '推广链接', en: 'Link that brought them' },
      fields: Object.keys(campaignMarkFields),
    },
    { label: { zh: '资格评估', en: 'Qualification' }, fields: ['qualification', 'score'] },
    {
      label: { zh: '归属', en: 'Whose it is' },
      fields: [
        'pool',
        'given_how',
        'given_at',
        'keep_until',
        'deal_by',
        'warn_on',
        'extensions',
        'former_owner',
        'released_at',
        'release_reason',
      ],
    },
  ],
  list: [
    'number',
    'name',
    'company',
    'stage',
    'heat',
    'score',
    'amount',
    'source',
    'owner',
    'last_follow_up_at',
    'created_at',
  ],
  key_fields: ['company', 'phone', 'email', 'source', 'heat', 'score', 'owner'],
})
