// Who must agree to terms that are not our standard?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const contractTerms: ApprovalFlow = {
  object: 'contract',
  label: { zh: '非标合同审批', en: 'Approval of deviating terms' },
  if: 'deviates',
  steps: {
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
