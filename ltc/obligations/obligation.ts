// What else has been promised in a contract: what, who owes it, until when, and is it done with something to show for it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { deriveObligation } from './derive-obligation.ts'
import { side } from './sides.ts'

export const obligation = object('obligation', {
  label: { zh: '履约事项', en: 'Obligation' },
  plural: { zh: '履约事项', en: 'Obligations' },
  help: {
    zh: '合同里双方还答应了什么：交图纸、备好场地、培训……合同生效时按模板生成，也可在合同页上添加。',
    en: 'What both sides promised besides: drawings, a site that is ready, training… Made from templates when a contract becomes active, or added on its page.',
  },
  area: 'sales',
  icon: 'CheckSquareOutlined',
  title: 'name',
  fields: {
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account' },
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Account' },
      read_only: true,
    },
    name: {
      kind: 'text',
      label: { zh: '事项', en: 'What' },
      required: true,
      search: true,
      max: 300,
    },
    side,
    due_on: { kind: 'date', label: { zh: '应完成日', en: 'Due on' }, index: true },
    milestone: {
      kind: 'ref',
      object: 'milestone',
      agrees: { 'project.contract': 'contract' },
      label: { zh: '里程碑', en: 'Milestone' },
      help: {
        zh: '填了则事项完成前此里程碑不能验收',
        en: 'The milestone is then not accepted before this is done',
      },
    },
    plan_line: {
      kind: 'ref',
      object: 'billing_plan_line',
      agrees: { contract: 'contract' },
      label: { zh: '开票计划', en: 'Billing plan line' },
      help: {
        zh: '填了则事项完成前这笔款不能开票',
        en: 'That line of the plan is then not billed before this is done',
      },
    },
    needs_evidence: {
      kind: 'yes_no',
      label: { zh: '须有凭证', en: 'Needs evidence' },
      default: 'false',
    },
    evidence: { kind: 'file', many: true, label: { zh: '履约凭证', en: 'Evidence' } },
    done_on: { kind: 'date', label: { zh: '完成日期', en: 'Done on' }, read_only: true },
    done_by: { kind: 'person', label: { zh: '完成登记人', en: 'Entered by' }, read_only: true },
    result: { kind: 'text', label: { zh: '完成情况', en: 'How it was done' }, max: 500 },
    waived_reason: {
      kind: 'text',
      label: { zh: '免除原因', en: 'Why waived' },
      read_only: true,
      shown_if: 'waived_reason is not empty',
      max: 500,
    },
    overdue: {
      kind: 'formula',
      formula: 'stage = "open" and due_on < TODAY()',
      gives: 'yes_no',
      label: { zh: '已逾期', en: 'Overdue' },
    },
    template_line: {
      kind: 'ref',
      object: 'obligation_template_line',
      label: { zh: '来自模板', en: 'From template' },
      read_only: true,
      shown_if: 'template_line is not empty',
    },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' } },
  },
  lifecycle: {
    first: 'open',
    stages: {
      open: {
        label: { zh: '待履行', en: 'Open' },
        sop: {
          zh: '做完后点「完成」并附上凭证；对方的事项到期前提醒对方。',
          en: 'Press “Done” once it is, with the evidence; remind the other side of what they owe in time.',
        },
      },
      done: { label: { zh: '已履行', en: 'Done' }, kind: 'won', since: 'done_on' },
      waived: { label: { zh: '已免除', en: 'Waived' }, kind: 'lost' },
    },
    moves: {
      complete: {
        from: ['open'],
        to: 'done',
        via: 'complete',
        gate: {
          checks: {
            evidence: {
              if: 'not needs_evidence or evidence is not empty',
              says: {
                zh: '凭证已上传，或不要求凭证',
                en: 'The evidence is there, or none is asked for',
              },
            },
          },
        },
      },
      waive: { from: ['open'], to: 'waived', via: 'waive' },
      reopen: { from: ['done', 'waived'], to: 'open', via: 'reopen' },
    },
  },
  derive: deriveObligation,
  allow: [
    allow('manager', 'read create change remove export'),
    allow('sales_manager', 'read create change remove export import'),
    allow(
      'sales',
      'read create change remove',
      'owner in my_people() or contract.owner in my_people()',
    ),
    allow('delivery', 'read create change export'),
    allow('finance', 'read export'),
    allow('*', 'read change', 'owner = me'),
    allow('viewer', 'read'),
  ],
  indexes: [['stage', 'due_on']],
  dates: { starts: 'due_on' },
  list: ['name', 'contract', 'side', 'stage', 'due_on', 'overdue', 'done_on', 'owner', 'account'],
  form: [
    {
      label: { zh: '事项', en: 'What' },
      fields: ['contract', 'name', 'side', 'due_on', 'owner', 'note'],
    },
    { label: { zh: '关联', en: 'Tied to' }, fields: ['milestone', 'plan_line'] },
    {
      label: { zh: '履行', en: 'Done' },
      fields: ['needs_evidence', 'evidence', 'done_on', 'done_by', 'result', 'waived_reason'],
    },
  ],
  key_fields: ['contract', 'account', 'side', 'due_on', 'done_on', 'owner'],
})
