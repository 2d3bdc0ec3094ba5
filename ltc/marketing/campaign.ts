// What do we do to be found? A campaign with its budget, its cost and the leads it brought.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const campaign = object('campaign', {
  label: { zh: '市场活动', en: 'Campaign' },
  plural: { zh: '市场活动', en: 'Campaigns' },
  help: {
    zh: '展会、直播、投放：花了多少、带来多少线索、最后回了多少款。建好后，线索选它作来源。',
    en: 'Fairs, webinars, adverts: what each cost, which leads it brought and what cash came of it. Make one, then leads can name it.',
  },
  area: 'marketing',
  icon: 'NotificationOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'MK{YYYY}-{0000}',
      label: { zh: '活动编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      search: true,
      max: 200,
    },
    channel: {
      kind: 'choice',
      label: { zh: '渠道', en: 'Channel' },
      choices: {
        exhibition: { label: { zh: '展会', en: 'Exhibition' } },
        website: { label: { zh: '官网', en: 'Website' } },
        search: { label: { zh: '搜索', en: 'Search' } },
        social: { label: { zh: '社交媒体', en: 'Social media' } },
        livestream: { label: { zh: '直播', en: 'Live stream' } },
        mail: { label: { zh: '邮件', en: 'E-mail' } },
        advertisement: { label: { zh: '广告', en: 'Advertisement' } },
        partner: { label: { zh: '渠道代理', en: 'Partner' } },
        other: { label: { zh: '其他', en: 'Other' } },
      },
    },
    starts_on: { kind: 'date', label: { zh: '开始日期', en: 'Starts on' } },
    ends_on: { kind: 'date', label: { zh: '结束日期', en: 'Ends on' } },
    budget: { kind: 'money', label: { zh: '预算', en: 'Budget' }, min: '0' },
    cost: { kind: 'money', label: { zh: '实际费用', en: 'Cost' }, min: '0' },
    goal: { kind: 'long_text', label: { zh: '目标', en: 'Goal' } },
  },
  lifecycle: {
    first: 'planned',
    stages: {
      planned: { label: { zh: '筹备', en: 'Planned' } },
      running: { label: { zh: '进行中', en: 'Running' } },
      finished: { label: { zh: '已结束', en: 'Finished' }, kind: 'won' },
      cancelled: { label: { zh: '已取消', en: 'Cancelled' }, kind: 'lost' },
    },
    moves: {
      start: { from: ['planned'], to: 'running' },
      finish: {
        from: ['running'],
        to: 'finished',
        gate: {
          checks: {
            cost: {
              if: 'cost is not empty',
              says: { zh: '已填写实际费用', en: 'The actual cost is filled in' },
              giver: 'marketing',
            },
          },
        },
      },
      cancel: { from: ['planned', 'running'], to: 'cancelled' },
      resume: { from: ['cancelled'], to: 'planned' },
    },
  },
  rules: {
    dates: {
      if: 'starts_on is empty or ends_on is empty or ends_on >= starts_on',
      says: { zh: '结束日期不能早于开始日期', en: 'It cannot end before it starts' },
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('marketing', 'read create change remove export import'),
    allow('sales_manager', 'read'),
    allow('sales', 'read'),
    allow('presales', 'read'),
    allow('finance', 'read'),
    allow('viewer', 'read'),
  ],
  chain: { order: 0, from: [] },
  dates: { starts: 'starts_on', ends: 'ends_on' },
  list: ['number', 'name', 'channel', 'stage', 'starts_on', 'ends_on', 'budget', 'cost'],
  key_fields: ['channel', 'stage', 'budget', 'cost'],
})
