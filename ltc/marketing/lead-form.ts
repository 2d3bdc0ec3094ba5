// How does a stranger tell us that they are interested? A form that anybody may fill in, by its link or its QR code.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { leadSources } from '../leads/lead-sources.ts'
import { deriveLeadForm } from './derive-lead-form.ts'

export const leadForm = object('lead_form', {
  label: { zh: '获客表单', en: 'Lead form' },
  plural: { zh: '获客表单', en: 'Lead forms' },
  help: {
    zh: '任何人凭链接或二维码填写，填完就是一条线索，来源和市场活动随表单带上。',
    en: 'Anybody fills it in by its link or QR code, and it is a lead, with the source and the campaign of the form.',
  },
  icon: 'AuditOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      help: { zh: '内部使用，访客看不到', en: 'For us; visitors do not see it' },
      required: true,
      search: true,
      max: 100,
    },
    address: {
      kind: 'text',
      label: { zh: '链接地址', en: 'Address' },
      help: {
        zh: '链接 /f/ 后面的部分，小写字母、数字和连字符',
        en: 'What stands behind /f/: small letters, digits and hyphens',
      },
      unique: true,
      max: 60,
    },
    title_zh: { kind: 'text', label: { zh: '标题', en: 'Title, Chinese' }, max: 100 },
    title_en: { kind: 'text', label: { zh: '标题（英文）', en: 'Title, English' }, max: 100 },
    intro_zh: { kind: 'long_text', label: { zh: '说明', en: 'Introduction, Chinese' }, max: 2000 },
    intro_en: {
      kind: 'long_text',
      label: { zh: '说明（英文）', en: 'Introduction, English' },
      max: 2000,
    },
    questions: {
      kind: 'lines',
      object: 'lead_form_question',
      by: 'form',
      label: { zh: '要填的内容', en: 'Questions' },
    },
    consent_zh: { kind: 'long_text', label: { zh: '同意条款', en: 'Consent, Chinese' }, max: 500 },
    consent_en: {
      kind: 'long_text',
      label: { zh: '同意条款（英文）', en: 'Consent, English' },
      max: 500,
    },
    privacy_url: { kind: 'url', label: { zh: '隐私政策网址', en: 'Privacy policy' } },
    thanks_zh: { kind: 'long_text', label: { zh: '感谢语', en: 'Thanks, Chinese' }, max: 1000 },
    thanks_en: {
      kind: 'long_text',
      label: { zh: '感谢语（英文）', en: 'Thanks, English' },
      max: 1000,
    },
    source: {
      kind: 'choice',
      label: { zh: '线索来源', en: 'Source' },
      choices: leadSources,
      default: '"website"',
    },
    campaign: { kind: 'ref', object: 'campaign', label: { zh: '市场活动', en: 'Campaign' } },
    receiver: {
      kind: 'person',
      label: { zh: '线索给谁', en: 'Leads go to' },
      help: {
        zh: '不填则进线索池，按公海规则分配',
        en: 'To the pool and shared out by its rules unless given',
      },
    },
    open_from: { kind: 'datetime', label: { zh: '开放自', en: 'Open from' } },
    open_until: { kind: 'datetime', label: { zh: '开放至', en: 'Open until' } },
    embed_on: {
      kind: 'long_text',
      label: { zh: '可嵌入的网站', en: 'May stand in' },
      help: {
        zh: '一行一个网站，如 https://www.example.com；不填则不能嵌入别的网页',
        en: 'One site a line, such as https://www.example.com; in no other page unless given',
      },
      max: 2000,
    },
  },
  lifecycle: {
    first: 'draft',
    stages: {
      draft: { label: { zh: '草稿', en: 'Draft' } },
      open: { label: { zh: '开放', en: 'Open' } },
      closed: { label: { zh: '已关闭', en: 'Closed' }, kind: 'lost' },
    },
    moves: {
      open: {
        from: ['draft'],
        to: 'open',
        label: { zh: '开放', en: 'Open' },
      },
      close: { from: ['open'], to: 'closed', label: { zh: '关闭', en: 'Close' } },
      reopen: { from: ['closed'], to: 'open', label: { zh: '重新开放', en: 'Open again' } },
    },
  },
  rules: {
    titled: {
      if: 'title_zh is not empty or title_en is not empty',
      says: { zh: '标题至少填一种语言', en: 'The title is needed in one language at least' },
    },
    window: {
      if: 'open_from is empty or open_until is empty or open_until > open_from',
      says: { zh: '结束时间应晚于开始时间', en: 'It has to end after it begins' },
    },
  },
  derive: deriveLeadForm,
  allow: [
    allow('manager', 'read create change'),
    allow('marketing', 'read create change remove'),
    allow('sales_manager', 'read create change remove'),
    allow('sales', 'read'),
    allow('viewer', 'read'),
  ],
  list: ['name', 'stage', 'source', 'campaign', 'receiver', 'open_until', 'owner'],
  key_fields: ['stage', 'source', 'campaign', 'receiver', 'owner'],
})

export const leadFormQuestion = object('lead_form_question', {
  label: { zh: '要填的内容', en: 'Question' },
  plural: { zh: '要填的内容', en: 'Questions' },
  title: 'field',
  parent: 'form',
  fields: {
    form: {
      kind: 'ref',
      object: 'lead_form',
      label: { zh: '获客表单', en: 'Lead form' },
      required: true,
    },
    field: {
      kind: 'text',
      label: { zh: '线索的字段', en: 'Field of the lead' },
      required: true,
      max: 60,
    },
    required: { kind: 'yes_no', label: { zh: '必填', en: 'Required' }, default: 'false' },
    label_zh: { kind: 'text', label: { zh: '名称', en: 'Label, Chinese' }, max: 100 },
    label_en: { kind: 'text', label: { zh: '名称（英文）', en: 'Label, English' }, max: 100 },
    help_zh: { kind: 'text', label: { zh: '提示', en: 'Hint, Chinese' }, max: 200 },
    help_en: { kind: 'text', label: { zh: '提示（英文）', en: 'Hint, English' }, max: 200 },
  },
  allow: [],
})
