// What is one thing that contracts of a kind always promise, and by when?
import { object } from '#kernel/object.ts'
import { side } from './sides.ts'

export const obligationTemplateLine = object('obligation_template_line', {
  label: { zh: '模板事项', en: 'Template line' },
  plural: { zh: '模板事项', en: 'Template lines' },
  title: 'name',
  parent: 'template',
  fields: {
    template: {
      kind: 'ref',
      object: 'obligation_template',
      label: { zh: '履约模板', en: 'Obligation template' },
      required: true,
    },
    name: { kind: 'text', label: { zh: '事项', en: 'What' }, required: true, max: 300 },
    side,
    from: {
      kind: 'choice',
      label: { zh: '从哪天算起', en: 'Counted from' },
      choices: {
        signed: { label: { zh: '签署日', en: 'Signing' } },
        starts: { label: { zh: '生效日', en: 'Start' } },
        ends: { label: { zh: '到期日', en: 'End' } },
        milestone: { label: { zh: '里程碑计划日', en: 'Plan of the milestone' } },
      },
      default: '"starts"',
    },
    days: {
      kind: 'integer',
      label: { zh: '天数', en: 'Days' },
      help: { zh: '之前填负数', en: 'Below 0 for days before' },
      min: -3650,
      max: 3650,
      default: '0',
    },
    milestone_name: {
      kind: 'text',
      label: { zh: '里程碑名称', en: 'Name of the milestone' },
      help: { zh: '与同名里程碑关联', en: 'Tied to the milestone of that name' },
      max: 200,
    },
    plan_name: {
      kind: 'text',
      label: { zh: '款项名称', en: 'Name of the billing line' },
      help: { zh: '与开票计划中同名款项关联', en: 'Tied to the line of the plan of that name' },
      max: 200,
    },
    needs_evidence: {
      kind: 'yes_no',
      label: { zh: '须有凭证', en: 'Needs evidence' },
      default: 'false',
    },
  },
  allow: [],
})
