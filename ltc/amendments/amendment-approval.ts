// Who must agree inside before an amendment is signed? The general manager where the contract gets smaller.
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const contractAmendment: ApprovalFlow = {
  object: 'amendment',
  label: { zh: '合同变更审批', en: 'Approval of an amendment' },
  if: 'amount < 0 or ANY(lines, discount_percent > 15)',
  steps: {
    manager: {
      label: { zh: '总经理', en: 'General manager' },
      approvers: [{ role: 'manager' }],
      mode: 'any',
      remind_after: { working_days: 1 },
    },
  },
  waiting: 'in_approval',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'draft',
}
