// Who must agree to a large discount, or to a price below the floor?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'

export const quoteDiscount: ApprovalFlow = {
  object: 'quote',
  label: { zh: '报价折扣审批', en: 'Discount approval' },
  if: 'ANY(lines, discount_percent > 15) or ANY(lines, below_floor)',
  steps: {
    superior: {
      label: { zh: '上级与销售经理', en: 'Superior or sales manager' },
      approvers: [{ superior_of: 'owner' }, { role: 'sales_manager' }, { role: 'manager' }],
      mode: 'any',
      remind_after: { working_days: 1 },
    },
    floor: {
      label: { zh: '总经理（低于底价）', en: 'General manager (below floor)' },
      if: 'ANY(lines, below_floor)',
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
