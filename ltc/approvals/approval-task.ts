// Whose yes is waited for, in which step?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const approvalTask = object('approval_task', {
  label: { zh: '审批任务', en: 'Approval task' },
  plural: { zh: '审批任务', en: 'Approval tasks' },
  icon: 'CheckSquareOutlined',
  title: 'step',
  fields: {
    approval: {
      kind: 'ref',
      object: 'approval',
      label: { zh: '审批', en: 'Approval' },
      required: true,
    },
    step: { kind: 'text', label: { zh: '步骤', en: 'Step' }, required: true, max: 100 },
    position: { kind: 'integer', label: { zh: '顺序', en: 'Order' } },
    person: { kind: 'person', label: { zh: '审批人', en: 'Approver' }, required: true },
    then_task: {
      kind: 'ref',
      object: 'approval_task',
      label: { zh: '之后轮到', en: 'Whose turn it is then' },
    },
    asked_at: { kind: 'datetime', label: { zh: '送达时间', en: 'Asked at' } },
    handed_by: { kind: 'person', label: { zh: '转来人', en: 'Handed over by' } },
    note: { kind: 'long_text', label: { zh: '转来附言', en: 'Note with it' } },
    reminded_at: { kind: 'datetime', label: { zh: '催办时间', en: 'Reminded at' } },
    timed_out_at: { kind: 'datetime', label: { zh: '超时处理时间', en: 'Timed out at' } },
    answered_by: { kind: 'person', label: { zh: '处理人', en: 'Answered by' } },
    comment: { kind: 'long_text', label: { zh: '意见', en: 'Comment' } },
    answered_at: { kind: 'datetime', label: { zh: '处理时间', en: 'Answered at' } },
  },
  lifecycle: {
    first: 'waiting',
    stages: {
      waiting: { label: { zh: '待处理', en: 'Waiting' }, limit_days: 3 },
      approved: { label: { zh: '已同意', en: 'Approved' }, kind: 'won' },
      rejected: { label: { zh: '已拒绝', en: 'Rejected' }, kind: 'lost' },
      transferred: { label: { zh: '已转交', en: 'Transferred' }, kind: 'won' },
      returned: { label: { zh: '已退回', en: 'Returned' }, kind: 'lost' },
      skipped: { label: { zh: '无需处理', en: 'Not needed' }, kind: 'won' },
      withdrawn: { label: { zh: '已撤回', en: 'Withdrawn' }, kind: 'lost' },
    },
    moves: {
      approve: { from: ['waiting'], to: 'approved', via: 'approve' },
      reject: { from: ['waiting'], to: 'rejected', via: 'reject' },
      transfer: { from: ['waiting'], to: 'transferred', via: 'transfer' },
      return: { from: ['waiting'], to: 'returned', via: 'return' },
      skip: { from: ['waiting'], to: 'skipped', via: 'skip' },
      withdraw: { from: ['waiting'], to: 'withdrawn', via: 'withdraw' },
    },
  },
  by_actions_only: true,
  allow: [
    allow('*', 'read', 'person = me or approval.asked_by = me'),
    allow('manager', 'read'),
    allow('viewer', 'read'),
  ],
  indexes: [['person', 'stage']],
})
