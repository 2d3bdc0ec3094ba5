// Which part of a contract is billed when?
import { object } from '#kernel/object.ts'

export const billingPlanLine = object('billing_plan_line', {
  label: { zh: '开票计划', en: 'Billing plan line' },
  plural: { zh: '开票计划', en: 'Billing plan lines' },
  title: 'name',
  parent: 'contract',
  fields: {
    contract: {
      kind: 'ref',
      object: 'contract',
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    name: { kind: 'text', label: { zh: '款项', en: 'Name' }, required: true, max: 200 },
    percent: {
      kind: 'percent',
      label: { zh: '比例 %', en: 'Percent' },
      help: { zh: '各行都填且合计 100 时按比例算金额', en: 'Where all have one and they make 100' },
      min: '0',
      max: '100',
    },
    amount: {
      kind: 'money',
      currency: 'contract.currency',
      label: { zh: '金额', en: 'Amount' },
      help: { zh: '含税', en: 'With tax' },
      min: '0',
    },
    milestone_name: {
      kind: 'text',
      label: { zh: '里程碑名称', en: 'Name of the milestone' },
      help: {
        zh: '生效时与同名里程碑关联',
        en: 'Tied to the milestone of that name on activation',
      },
      max: 200,
    },
    milestone: {
      kind: 'ref',
      object: 'milestone',
      agrees: { 'project.contract': 'contract' },
      label: { zh: '里程碑', en: 'Milestone' },
    },
    due_after_days: {
      kind: 'integer',
      label: { zh: '之后天数', en: 'Days after' },
      help: {
        zh: '里程碑验收（无里程碑则合同生效）后多少天可开票',
        en: 'Days after acceptance of the milestone, or after activation without one',
      },
      min: 0,
      max: 3650,
      default: '0',
    },
    due_on: { kind: 'date', label: { zh: '可开票日', en: 'Due on' }, index: true },
    // One column, so a plan line can't be billed twice at the same time.
    invoice: {
      kind: 'ref',
      object: 'invoice',
      agrees: { contract: 'contract' },
      label: { zh: '发票', en: 'Invoice' },
      read_only: true,
      unique: true,
    },
  },
  // The plan may be arranged anew under a signed contract; that it adds up is asked of the whole contract.
  frozen_with_parent: {
    except: [
      'position',
      'name',
      'percent',
      'amount',
      'milestone_name',
      'milestone',
      'due_after_days',
      'due_on',
      'invoice',
      'removed_at',
    ],
  },
  allow: [],
})
