// By which rules are leads shared out, held and taken back? One pool for each region, source or line of business.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { leadSources } from '../leads/lead-sources.ts'

export const leadPool = object('lead_pool', {
  label: { zh: '公海', en: 'Lead pool' },
  plural: { zh: '公海规则', en: 'Lead pools' },
  help: {
    zh: '按地区或来源分池：谁能看、谁能领、每天领几条、最多持有几条、多久不跟进就收回，以及新线索按什么规则自动分配。没有公海时，所有线索按公司设置的保护期共用一个线索池。',
    en: 'Pools by region or source: who sees and claims their leads, how many a day, how many at once, when an idle lead is taken back, and how new leads are shared out. Without any, all leads share one pool with the company’s days of grace.',
  },
  area: 'marketing',
  icon: 'database',
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
      label: { zh: '匹配顺序', en: 'Order of matching' },
      help: {
        zh: '新线索进入第一个符合的公海，小的在前；来源和地区都不填的收下其余',
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
      label: { zh: '全体销售可见可领', en: 'Open to all of sales' },
      help: { zh: '否则只有成员及其上级', en: 'Otherwise to its members and those above them' },
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
      label: { zh: '新线索自动分配', en: 'New leads are shared out' },
      help: {
        zh: '分给有余量、不在休假的成员；都没有余量时留在公海待领',
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
      label: { zh: '每人每天最多领取', en: 'Claims a day and person' },
      help: { zh: '不填为不限', en: 'No limit unless given' },
      min: 1,
      max: 100_000,
    },
    hold_cap: {
      kind: 'integer',
      label: { zh: '每人最多持有', en: 'Held at once by a person' },
      help: {
        zh: '只算未转化、未作废的线索；不填为不限',
        en: 'Leads that are neither converted nor given up; no limit unless given',
      },
      min: 1,
      max: 1_000_000,
    },
    cool_days: {
      kind: 'integer',
      label: { zh: '退回后冷却（天）', en: 'Days to cool down' },
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
      label: { zh: '多少天不跟进收回', en: 'Days without a follow-up' },
      help: { zh: '不填按公司设置的线索保护期', en: 'The company’s days of grace unless given' },
      min: 1,
      max: 3650,
    },
    deal_days: {
      kind: 'integer',
      label: { zh: '多少天不转化收回', en: 'Days without a deal' },
      help: {
        zh: '从取得那天算起，跟进再勤也收回；不填为不限',
        en: 'From the day it was got, however often it was followed up; no limit unless given',
      },
      min: 1,
      max: 3650,
    },
    warn_days: {
      kind: 'integer',
      label: { zh: '提前几天提醒', en: 'Days of warning' },
      min: 0,
      max: 365,
      default: '2',
    },
    extend_days: {
      kind: 'integer',
      label: { zh: '每次延期（天）', en: 'Days of an extension' },
      min: 1,
      max: 365,
      default: '7',
    },
    extend_max: {
      kind: 'integer',
      label: { zh: '最多延期几次', en: 'Extensions of one holding' },
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
      fields: ['name', 'active', 'sequence', 'sources', 'regions'],
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
  key_fields: ['assign', 'claim_cap', 'hold_cap', 'keep_days', 'active'],
})
