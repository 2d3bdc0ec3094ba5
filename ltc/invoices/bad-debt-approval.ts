// Who must agree that a debt will not be paid?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import { byManager } from '../approvals/standard-steps.ts'

export const badDebt: ApprovalFlow = {
  object: 'write_off',
  label: { zh: '坏账冲减审批', en: 'Approval of bad debt' },
  steps: { manager: byManager },
  waiting: 'in_approval',
  approved: 'in_force',
  rejected: 'rejected',
  returned: 'rejected',
}
