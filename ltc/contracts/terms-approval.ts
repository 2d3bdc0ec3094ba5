// Who must agree to terms that are not our standard, and to more than the customer's credit?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const contractTerms: ApprovalFlow = {
  object: 'contract',
  label: { zh: '合同审批', en: 'Approval of contracts' },
  if: 'own_terms or over_credit',
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
  approved: 'signed',
  rejected: 'draft',
  returned: 'draft',
}
