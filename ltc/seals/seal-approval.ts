// Who must agree before a paper is sealed? The sales manager; for the seals that bind most, and terms of their own, the general manager, too.
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { byManager } from '../approvals/standard-steps.ts'

export const sealApproval: ApprovalFlow = {
  object: 'seal_request',
  label: { zh: '用印审批', en: 'Approval of a seal' },
  steps: {
    lead: {
      label: { zh: '销售经理', en: 'Sales manager' },
      approvers: [{ role: 'sales_manager' }],
      mode: 'any',
      remind_after: { working_days: 1 },
    },
    manager: { ...byManager, if: 'seal in ("company", "legal") or contract.own_terms' },
  },
  waiting: 'in_approval',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'draft',
}
