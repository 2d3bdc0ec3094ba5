// Which steps of a delivery does the customer accept?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const milestone = object('milestone', {
  label: { zh: '里程碑', en: 'Milestone' },
  plural: { zh: '里程碑', en: 'Milestones' },
  help: {
    zh: '合同生效时按付款计划建立；验收后，对应的款项就可以开票。',
    en: 'Made from the billing plan when a contract becomes active; once accepted, its amount can be billed.',
  },
  area: 'delivery',
  icon: 'FlagOutlined',
  title: 'name',
  fields: {
    project: {
      kind: 'ref',
      object: 'project',
      label: { zh: '项目', en: 'Project' },
      required: true,
    },
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      search: true,
      max: 200,
    },
    sequence: { kind: 'integer', label: { zh: '顺序', en: 'Order' }, min: 0, default: '0' },
    due_on: { kind: 'date', label: { zh: '计划日期', en: 'Due on' }, index: true },
    completed_on: { kind: 'date', label: { zh: '完成日期', en: 'Completed on' }, read_only: true },
    accepted_on: { kind: 'date', label: { zh: '验收日期', en: 'Accepted on' }, read_only: true },
    evidence: { kind: 'file', many: true, label: { zh: '验收凭证', en: 'Evidence' } },
    signer: { kind: 'text', label: { zh: '客户签收人', en: 'Signed by' }, max: 100 },
    obligations: {
      kind: 'lines',
      object: 'obligation',
      by: 'milestone',
      label: { zh: '履约事项', en: 'Obligations' },
      read_only: true,
    },
    billing: {
      kind: 'lines',
      object: 'billing_plan_line',
      by: 'milestone',
      label: { zh: '验收后开票', en: 'Billed once accepted' },
      read_only: true,
    },
    reached: {
      kind: 'formula',
      formula: 'IF(stage in ("completed", "accepted"), 1, 0)',
      gives: 'integer',
      label: { zh: '已达成', en: 'Reached' },
    },
    late: {
      kind: 'formula',
      formula: 'stage in ("planned", "in_progress") and due_on < TODAY()',
      gives: 'yes_no',
      label: { zh: '已延期', en: 'Late' },
    },
  },
  lifecycle: {
    first: 'planned',
    stages: {
      planned: { label: { zh: '未开始', en: 'Planned' } },
      in_progress: { label: { zh: '进行中', en: 'In progress' } },
      completed: {
        label: { zh: '待验收', en: 'Completed' },
        limit_days: 14,
        sop: {
          zh: '请客户验收；验收后到合同上生成到期发票。',
          en: 'Have it accepted by the customer; then bill what is due on the contract.',
        },
        since: 'completed_on',
      },
      accepted: { label: { zh: '已验收', en: 'Accepted' }, kind: 'won', since: 'accepted_on' },
    },
    moves: {
      start: { from: ['planned'], to: 'in_progress' },
      complete: { from: ['planned', 'in_progress'], to: 'completed', via: 'complete' },
      accept: {
        from: ['completed'],
        to: 'accepted',
        via: 'accept',
        gate: {
          checks: {
            obligations: {
              if: 'not ANY(obligations, stage = "open")',
              says: {
                zh: '挂在此里程碑的履约事项都已履行或免除',
                en: 'What is owed for this milestone is done or waived',
              },
              giver: 'delivery',
            },
          },
        },
      },
      rework: { from: ['completed'], to: 'in_progress' },
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('delivery', 'read create change remove export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'project.owner in my_people() or project.contract.owner in my_people()'),
    allow('presales', 'read'),
    allow('finance', 'read'),
    allow('viewer', 'read'),
  ],
  indexes: [['project', 'sequence']],
  dates: { starts: 'due_on', group: 'project' },
  list: ['project', 'name', 'stage', 'due_on', 'completed_on', 'accepted_on'],
  key_fields: ['project', 'due_on', 'completed_on', 'accepted_on', 'signer'],
})
