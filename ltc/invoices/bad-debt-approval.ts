// Who must agree that a debt will not be paid?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const badDebt: ApprovalFlow = {
  object: 'write_off',
  label: { zh: '坏账冲减审批', en: 'Approval of bad debt' },
  steps: {
    manager: {
      label: { zh: '总经理', en: 'General manager' },
      approvers: [{ role: 'manager' }],
      mode: 'any',
      remind_after: { working_days: 1 },
    },
  },
  waiting: 'in_approval',
  approved: 'in_force',
  rejected: 'rejected',
  returned: 'rejected',
}
