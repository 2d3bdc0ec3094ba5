// By which rules are leads shared out, held and taken back? One pool for each region, source or line of business.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { leadSources } from '../leads/lead-sources.ts'

export const leadPool = object('lead_pool', {
  label: { zh: '线索池', en: 'Lead pool' },
  plural: { zh: '线索池规则', en: 'Lead pools' },
  help: {
    zh: '按地区或来源分池：谁能看、谁能领、每天领几条、最多持有几条、多久不跟进就收回，以及新线索按什么规则自动分配。没有设线索池时，所有线索按公司设置的保护期共用一个池。',
    en: 'Pools by region or source: who sees and claims their leads, how many a day, how many at once, when an idle lead is taken back, and how new leads are shared out. Without any, all leads share one pool with the company’s days of grace.',
  },
  area: 'marketing',
  icon: 'FunnelPlotOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      unique: true,
      search: true,
      max: 100,
    },
    active: { kind: 'yes_no', label: { zh: '启用', en: 'In use' }, default: 'true' },
    sequence: {
      kind: 'integer',
      label: { zh: '匹配顺序', en: 'Order' },
      help: {
        zh: '新线索进入第一个符合的线索池，小的在前；来源和地区都不填的收下其余',
        en: 'A new lead falls into the first that fits; one without sources and regions takes the rest',
      },
      min: 0,
      default: '10',
    },
    sources: {
      kind: 'multi_choice',
      label: { zh: '收哪些来源', en: 'Sources' },
      help: { zh: '不填为全部来源', en: 'All unless given' },
      choices: leadSources,
    },
    regions: {
      kind: 'text',
      label: { zh: '收哪些地区', en: 'Regions' },
      help: {
        zh: '用顿号或逗号分开，如：江苏、浙江、上海；线索的地区含其中之一即算。不填为全部地区',
        en: 'With commas between them; a lead whose region contains one of them belongs here. All unless given',
      },
      max: 500,
    },
    for_all: {
      kind: 'yes_no',
      label: { zh: '对全体开放', en: 'Open to all' },
      help: {
        zh: '全体销售可见可领；否则只有成员及其上级',
        en: 'All of sales sees and claims; otherwise its members and those above them',
      },
      default: 'true',
    },
    members: {
      kind: 'lines',
      object: 'pool_member',
      by: 'pool',
      label: { zh: '成员', en: 'Members' },
    },
    assign: {
      kind: 'choice',
      label: { zh: '新线索分配', en: 'New leads' },
      help: {
        zh: '分给有余量、不在休假的成员；都没有余量时留在池里待领',
        en: 'Among members with room who are not away; where there is none, the lead waits to be claimed',
      },
      choices: {
        none: { label: { zh: '不分配，等人领取', en: 'No, they wait to be claimed' } },
        turn: { label: { zh: '轮流', en: 'In turn' } },
        weight: { label: { zh: '按权重', en: 'By weight' } },
        least: { label: { zh: '在手最少者优先', en: 'To whoever holds fewest' } },
      },
      default: '"none"',
    },
    claim_cap: {
      kind: 'integer',
      label: { zh: '每日领取上限', en: 'Claims a day' },
      help: { zh: '不填为不限', en: 'No limit unless given' },
      min: 1,
      max: 100_000,
    },
    hold_cap: {
      kind: 'integer',
      label: { zh: '持有上限', en: 'Held at most' },
      help: {
        zh: '每人同时最多几条，只算未转化、未作废的；不填为不限',
        en: 'By one person at once, of leads neither converted nor given up; no limit unless given',
      },
      min: 1,
      max: 1_000_000,
    },
    cool_days: {
      kind: 'integer',
      label: { zh: '冷却（天）', en: 'Cooling days' },
      help: {
        zh: '退回或被收回后，原负责人这么多天内不能再领同一条',
        en: 'For so long whoever gave a lead back, or lost it, cannot claim it again',
      },
      min: 0,
      max: 3650,
      default: '0',
    },
    keep_days: {
      kind: 'integer',
      label: { zh: '跟进期限（天）', en: 'Idle days' },
      help: {
        zh: '这么多天没有新跟进就收回；不填按公司设置',
        en: 'Taken back after so many without a follow-up; the company’s days of grace unless given',
      },
      min: 1,
      max: 3650,
    },
    deal_days: {
      kind: 'integer',
      label: { zh: '转化期限（天）', en: 'Deal days' },
      help: {
        zh: '取得后这么多天还没转化就收回，跟进再勤也一样；不填为不限',
        en: 'Taken back so many days after it was got unless converted, however often followed up; no limit unless given',
      },
      min: 1,
      max: 3650,
    },
    warn_days: {
      kind: 'integer',
      label: { zh: '提前提醒（天）', en: 'Warning days' },
      help: {
        zh: '收回前几天提醒负责人',
        en: 'So many days before a lead goes back its owner is told',
      },
      min: 0,
      max: 365,
      default: '2',
    },
    extend_days: {
      kind: 'integer',
      label: { zh: '每次延期（天）', en: 'Extension days' },
      min: 1,
      max: 365,
      default: '7',
    },
    extend_max: {
      kind: 'integer',
      label: { zh: '延期次数', en: 'Extensions' },
      help: { zh: '0 为不许延期', en: '0 allows none' },
      min: 0,
      max: 100,
      default: '0',
    },
    leads: {
      kind: 'lines',
      object: 'lead',
      by: 'pool',
      label: { zh: '线索', en: 'Leads' },
      read_only: true,
    },
  },
  allow: [
    allow('*', 'read'),
    allow('manager', 'create change'),
    allow('sales_manager', 'create change remove'),
    allow('marketing', 'create change remove'),
  ],
  form: [
    {
      label: { zh: '收什么线索', en: 'Which leads' },
      fields: ['name', 'sources', 'regions', 'sequence', 'active'],
    },
    {
      label: { zh: '给谁', en: 'For whom' },
      fields: ['for_all', 'assign', 'members'],
    },
    {
      label: { zh: '领取', en: 'Claiming' },
      fields: ['claim_cap', 'hold_cap', 'cool_days'],
    },
    {
      label: { zh: '收回', en: 'Taking back' },
      fields: ['keep_days', 'deal_days', 'warn_days', 'extend_days', 'extend_max'],
    },
  ],
  list: ['name', 'sources', 'regions', 'assign', 'claim_cap', 'hold_cap', 'keep_days', 'active'],
  key_fields: ['sources', 'regions', 'active', 'owner'],
})
