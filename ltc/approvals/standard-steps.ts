// Which steps do several approval flows of the standard have alike?
import type { ApprovalStep } from '#kernel/lifecycle/approval.ts'

/** The general manager says yes. */
export const byManager: ApprovalStep = {
  label: { zh: '总经理', en: 'General manager' },
  approvers: [{ role: 'manager' }],
  mode: 'any',
  remind_after: { working_days: 1 },
}

/** Where it goes beyond the customer's credit, finance says yes first. */
export const byCredit: ApprovalStep = {
  label: { zh: '财务（超信用额度）', en: 'Finance, beyond the credit limit' },
  if: 'over_credit',
  approvers: [{ role: 'finance' }],
  mode: 'any',
  remind_after: { working_days: 1 },
}
