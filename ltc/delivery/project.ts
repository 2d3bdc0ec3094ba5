// What do we deliver under a contract, and how far is it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { deriveProject } from './derive-project.ts'

export const project = object('project', {
  label: { zh: '交付项目', en: 'Project' },
  plural: { zh: '交付项目', en: 'Projects' },
  help: {
    zh: '合同生效时自动建立，带着里程碑。',
    en: 'Made when a contract becomes active, with its milestones.',
  },
  area: 'delivery',
  icon: 'ProjectOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'D{YYYY}-{00000}',
      label: { zh: '项目编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '项目名称', en: 'Name' },
      required: true,
      search: true,
      max: 300,
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account' },
      label: { zh: '合同', en: 'Contract' },
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Customer' } },
    planned_start: { kind: 'date', label: { zh: '计划开始', en: 'Planned start' } },
    planned_end: { kind: 'date', label: { zh: '计划结束', en: 'Planned end' }, index: true },
    delivered_at: {
      kind: 'datetime',
      label: { zh: '交付时间', en: 'Delivered at' },
      read_only: true,
    },
    accepted_at: {
      kind: 'datetime',
      label: { zh: '验收时间', en: 'Accepted at' },
      read_only: true,
    },
    milestones: {
      kind: 'lines',
      object: 'milestone',
      by: 'project',
      label: { zh: '里程碑', en: 'Milestones' },
      read_only: true,
    },
    tasks: {
      kind: 'lines',
      object: 'task',
      by: 'project',
      label: { zh: '任务', en: 'Tasks' },
      read_only: true,
    },
    progress: {
      kind: 'formula',
      formula:
        'IF(COUNT(milestones) > 0, ROUND(SUM(milestones.reached) / COUNT(milestones) * 100, 0), 0)',
      gives: 'percent',
      label: { zh: '进度 %', en: 'Progress %' },
    },
    late: {
      kind: 'formula',
      formula: 'stage in ("planned", "in_progress") and planned_end < TODAY()',
      gives: 'yes_no',
      label: { zh: '已延期', en: 'Late' },
    },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' } },
  },
  lifecycle: {
    first: 'planned',
    stages: {
      planned: {
        label: { zh: '未开始', en: 'Planned' },
        limit_days: 14,
        sop: {
          zh: '核对里程碑的日期与负责人，从第一个里程碑做起。',
          en: 'Check dates and owners of the milestones, then begin with the first.',
        },
      },
      in_progress: {
        label: { zh: '进行中', en: 'In progress' },
        sop: {
          zh: '逐个完成并验收里程碑；验收后，与它挂钩的款项就可以开票。',
          en: 'Complete the milestones and have them accepted; what is tied to one can be billed then.',
        },
      },
      delivered: {
        label: { zh: '已交付', en: 'Delivered' },
        limit_days: 30,
        sop: { zh: '请客户验收其余里程碑。', en: 'Have the remaining milestones accepted.' },
      },
      accepted: { label: { zh: '已验收', en: 'Accepted' }, kind: 'won' },
    },
    moves: {
      start: { from: ['planned'], to: 'in_progress' },
      deliver: {
        from: ['in_progress'],
        to: 'delivered',
        gate: {
          checks: {
            milestones: {
              if: 'not ANY(milestones, stage in ("planned", "in_progress"))',
              says: { zh: '全部里程碑已完成', en: 'All milestones are completed' },
              giver: 'delivery',
            },
          },
        },
      },
      accept: {
        from: ['delivered'],
        to: 'accepted',
        gate: {
          checks: {
            milestones: {
              if: 'not ANY(milestones, stage != "accepted")',
              says: { zh: '全部里程碑已验收', en: 'All milestones are accepted' },
              giver: 'delivery',
            },
          },
        },
      },
    },
  },
  derive: deriveProject,
  rules: {
    dates: {
      if: 'planned_start is empty or planned_end is empty or planned_end >= planned_start',
      says: { zh: '计划结束不能早于计划开始', en: 'It cannot end before it starts' },
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('delivery', 'read create change export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'owner in my_people() or contract.owner in my_people()'),
    allow('presales', 'read'),
    allow('finance', 'read'),
    allow('viewer', 'read'),
  ],
  chain: { order: 5, from: ['contract'] },
  dates: { starts: 'planned_start', ends: 'planned_end' },
  list: ['number', 'name', 'account', 'stage', 'progress', 'planned_start', 'planned_end', 'owner'],
  key_fields: ['contract', 'account', 'progress', 'planned_end', 'owner'],
})
