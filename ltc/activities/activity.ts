// What was done about a record, and what is to be done next? Calls, visits, mails, tasks and notes.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const activity = object('activity', {
  label: { zh: '跟进记录', en: 'Follow-up' },
  plural: { zh: '跟进记录', en: 'Follow-ups' },
  area: 'sales',
  icon: 'PhoneOutlined',
  title: 'subject',
  fields: {
    kind: {
      kind: 'choice',
      label: { zh: '方式', en: 'Kind' },
      choices: {
        call: { label: { zh: '电话', en: 'Call' } },
        visit: { label: { zh: '拜访', en: 'Visit' } },
        mail: { label: { zh: '邮件', en: 'E-mail' } },
        task: { label: { zh: '待办', en: 'Task' } },
        note: { label: { zh: '备注', en: 'Note' } },
        inquiry: { label: { zh: '客户来询', en: 'Inquiry' } },
      },
      default: '"call"',
    },
    subject: {
      kind: 'text',
      label: { zh: '主题', en: 'Subject' },
      required: true,
      search: true,
      max: 300,
    },
    due_at: { kind: 'datetime', label: { zh: '计划时间', en: 'Due at' }, index: true },
    done_at: { kind: 'datetime', label: { zh: '完成时间', en: 'Done at' }, index: true },
    result: { kind: 'long_text', label: { zh: '结果', en: 'Result' } },
    reminded_at: {
      kind: 'datetime',
      label: { zh: '提醒时间', en: 'Reminded at' },
      read_only: true,
    },
    lead: {
      kind: 'ref',
      object: 'lead',
      agrees: { account: 'account' },
      label: { zh: '线索', en: 'Lead' },
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Account' } },
    contact: {
      kind: 'ref',
      object: 'contact',
      agrees: { account: 'account' },
      label: { zh: '联系人', en: 'Contact' },
    },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      agrees: { account: 'account' },
      label: { zh: '商机', en: 'Opportunity' },
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account' },
      label: { zh: '合同', en: 'Contract' },
    },
    invoice: {
      kind: 'ref',
      object: 'invoice',
      agrees: { account: 'account' },
      label: { zh: '发票', en: 'Invoice' },
    },
    dunning: {
      kind: 'choice',
      label: { zh: '催收级别', en: 'Dunning level' },
      help: { zh: '催收应收款时填写', en: 'Where it asks for what is owed' },
      choices: {
        reminder: { label: { zh: '提醒', en: 'Reminder' } },
        first: { label: { zh: '一级', en: 'Level 1' } },
        second: { label: { zh: '二级', en: 'Level 2' }, colour: 'orange' },
        legal: { label: { zh: '法务', en: 'Legal' }, colour: 'red' },
        paused: { label: { zh: '暂停（争议）', en: 'Paused (dispute)' } },
      },
    },
    promised_on: {
      kind: 'date',
      label: { zh: '承诺付款日', en: 'Promised to pay on' },
      shown_if: 'dunning is not empty',
      index: true,
    },
    promised_amount: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '承诺金额', en: 'Amount promised' },
      shown_if: 'dunning is not empty',
      min: '0',
    },
  },
  allow: [
    allow('*', 'read create change', 'owner in my_people()'),
    allow('sales', 'read', 'account.owner in my_people() or opportunity.owner in my_people()'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read export'),
    allow('finance', 'read', 'invoice is not empty or dunning is not empty'),
    allow('viewer', 'read'),
  ],
  dates: { starts: 'due_at' },
  list: ['kind', 'subject', 'lead', 'account', 'opportunity', 'due_at', 'done_at', 'owner'],
  key_fields: ['kind', 'due_at', 'done_at', 'owner'],
})
