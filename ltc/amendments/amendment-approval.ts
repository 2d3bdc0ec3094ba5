// Who must agree inside before an amendment is signed? The general manager where the contract gets smaller, finance too
// where it grows beyond the customer's credit.
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const contractAmendment: ApprovalFlow = {
  object: 'amendment',
  label: { zh: '合同变更审批', en: 'Approval of an amendment' },
  if: 'amount < 0 or ANY(lines, discount_percent > 15) or over_credit',
  steps: {
    credit: {
      label: { zh: '财务（超信用额度）', en: 'Finance, beyond the credit limit' },
      if: 'over_credit',
      approvers: [{ role: 'finance' }],
      mode: 'any',
      remind_after: { working_days: 1 },
    },
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
