// Who was asked for a yes, about which version of which record, and what came of it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const approval = object('approval', {
  label: { zh: '审批', en: 'Approval' },
  plural: { zh: '审批', en: 'Approvals' },
  icon: 'AuditOutlined',
  title: 'flow',
  fields: {
    flow: { kind: 'text', label: { zh: '流程', en: 'Flow' }, required: true, max: 100 },
    object_name: { kind: 'text', label: { zh: '对象', en: 'Object' }, required: true, max: 100 },
    record_id: {
      kind: 'text',
      label: { zh: '记录', en: 'Record' },
      required: true,
      index: true,
      max: 64,
    },
    record_version: { kind: 'integer', label: { zh: '版本', en: 'Version' } },
    content_hash: { kind: 'text', label: { zh: '内容摘要', en: 'Hash of the content' }, max: 128 },
    asked_by: { kind: 'person', label: { zh: '发起人', en: 'Asked by' } },
    answered_at: { kind: 'datetime', label: { zh: '完成时间', en: 'Answered at' } },
    reason: { kind: 'long_text', label: { zh: '原因', en: 'Reason' } },
    tasks: {
      kind: 'lines',
      object: 'approval_task',
      by: 'approval',
      label: { zh: '审批任务', en: 'Tasks' },
      read_only: true,
    },
  },
  lifecycle: {
    first: 'waiting',
    stages: {
      waiting: { label: { zh: '待处理', en: 'Waiting' }, limit_days: 3 },
      approved: { label: { zh: '已同意', en: 'Approved' }, kind: 'won' },
      rejected: { label: { zh: '已拒绝', en: 'Rejected' }, kind: 'lost' },
      returned: { label: { zh: '已退回', en: 'Returned' }, kind: 'lost' },
      withdrawn: { label: { zh: '已撤回', en: 'Withdrawn' }, kind: 'lost' },
    },
    moves: {
      approve: { from: ['waiting'], to: 'approved', via: 'approve' },
      reject: { from: ['waiting'], to: 'rejected', via: 'reject' },
      return: { from: ['waiting'], to: 'returned', via: 'return' },
      withdraw: { from: ['waiting'], to: 'withdrawn', via: 'withdraw' },
    },
  },
  by_actions_only: true,
  allow: [
    allow('*', 'read', 'asked_by = me or ANY(tasks, person = me)'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('viewer', 'read'),
  ],
})
