// Who must agree inside before an amendment is signed? The general manager where the contract gets smaller, finance too
// where it grows beyond the customer's credit.
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { byCredit, byManager } from '../approvals/standard-steps.ts'

export const contractAmendment: ApprovalFlow = {
  object: 'amendment',
  label: { zh: '合同变更审批', en: 'Approval of an amendment' },
  if: 'amount < 0 or ANY(lines, discount_percent > 15) or over_credit',
  steps: { credit: byCredit, manager: byManager },
  waiting: 'in_approval',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'draft',
}
