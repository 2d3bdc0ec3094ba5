// Who must agree to terms that are not our standard, and to more than the customer's credit?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { byCredit, byManager } from '../approvals/standard-steps.ts'

export const contractTerms: ApprovalFlow = {
  object: 'contract',
  label: { zh: '合同审批', en: 'Approval of contracts' },
  if: 'own_terms or over_credit',
  steps: { credit: byCredit, manager: byManager },
  waiting: 'in_approval',
  approved: 'signed',
  rejected: 'draft',
  returned: 'draft',
}
