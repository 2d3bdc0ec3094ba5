// What did somebody say in a form, to which sentence did they agree, and what became of it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { campaignMarkFields } from './campaign-marks.ts'

export const leadFormEntry = object('lead_form_entry', {
  label: { zh: '表单提交', en: 'Form entry' },
  plural: { zh: '表单提交', en: 'Form entries' },
  help: {
    zh: '访客每提交一次就有一条，原样留存：填了什么、同意了哪句话、从哪里来、成了哪条线索。',
    en: 'One for each time that a visitor sends a form, as it was: what they said, to what they agreed, where they came from, which lead it is.',
  },
  icon: 'InboxOutlined',
  title: 'sender',
  by_actions_only: true,
  fields: {
    form: {
      kind: 'ref',
      object: 'lead_form',
      label: { zh: '获客表单', en: 'Lead form' },
      required: true,
      read_only: true,
    },
    sender: {
      kind: 'text',
      label: { zh: '填写人', en: 'Sender' },
      read_only: true,
      search: true,
      max: 420,
    },
    outcome: {
      kind: 'choice',
      label: { zh: '结果', en: 'Outcome' },
      choices: {
        new_lead: { label: { zh: '新线索', en: 'New lead' } },
        known_lead: { label: { zh: '已有线索再次来询', en: 'A known lead asked again' } },
        suspect: {
          label: { zh: '可疑，待确认', en: 'Suspect, to be looked at' },
          colour: 'orange',
        },
        refused: { label: { zh: '未能入库', en: 'Not taken in' }, colour: 'red' },
      },
      read_only: true,
      index: true,
    },
    lead: {
      kind: 'ref',
      object: 'lead',
      label: { zh: '线索', en: 'Lead' },
      read_only: true,
    },
    said: { kind: 'long_text', label: { zh: '填写内容', en: 'What was said' }, read_only: true },
    why: { kind: 'text', label: { zh: '原因', en: 'Why' }, read_only: true, max: 500 },
    consent: {
      kind: 'long_text',
      label: { zh: '同意的条款', en: 'Agreed to' },
      help: { zh: '提交时访客看到并勾选的原文', en: 'The words that the visitor saw and ticked' },
      read_only: true,
    },
    language: {
      kind: 'choice',
      label: { zh: '语言', en: 'Language' },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
      read_only: true,
    },
    ...campaignMarkFields,
    /** For whoever takes it in later; people read what was said. */
    answers: {
      kind: 'long_text',
      label: { zh: '原始数据', en: 'Raw data' },
      read_only: true,
      shown_if: 'false',
      max: 30_000,
    },
    /** One page, one entry: pressing twice finds the first. */
    page_no: {
      kind: 'text',
      label: { zh: '页面编号', en: 'Page number' },
      read_only: true,
      shown_if: 'false',
      unique: true,
      max: 60,
    },
  },
  allow: [
    allow('manager', 'read export'),
    allow('marketing', 'read export'),
    allow('sales_manager', 'read export'),
    allow('sales', 'read', 'lead is not empty and lead.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  form: [
    {
      label: { zh: '提交', en: 'Entry' },
      fields: ['form', 'sender', 'outcome', 'lead', 'why', 'said', 'consent', 'language'],
    },
    {
      label: { zh: '从哪里来', en: 'Where they came from' },
      fields: Object.keys(campaignMarkFields),
    },
  ],
  list: ['sender', 'form', 'outcome', 'lead', 'said', 'utm_source', 'created_at'],
  key_fields: ['form', 'outcome', 'lead', 'created_at'],
})
