// How does an amendment come about? Drafted, perhaps approved inside, then signed with the customer.
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

const complete: Gate = {
  checks: {
    lines: {
      if: 'COUNT(lines) > 0',
      says: { zh: '至少有一行明细', en: 'There is at least one line' },
      giver: 'sales',
    },
    contract: {
      if: 'contract.stage in ("signed", "active")',
      says: { zh: '合同已签署且未结束', en: 'The contract is signed and still runs' },
      giver: 'sales',
    },
  },
}

export const amendmentLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: { label: { zh: '草稿', en: 'Draft' }, limit_days: 14 },
    in_approval: { label: { zh: '审批中', en: 'In approval' }, limit_days: 3 },
    approved: { label: { zh: '待签署', en: 'To be signed' }, limit_days: 14 },
    signed: { label: { zh: '已签署', en: 'Signed' }, kind: 'won' },
    rejected: { label: { zh: '未通过', en: 'Rejected' }, kind: 'lost' },
  },
  moves: {
    submit: { from: ['draft'], to: 'in_approval', via: 'submit', gate: complete },
    // The same without anybody to ask: the rule says when.
    pass: { from: ['draft'], to: 'approved', via: 'submit', gate: complete },
    approve: { from: ['in_approval'], to: 'approved', via: 'approve' },
    reject: { from: ['in_approval', 'approved'], to: 'rejected', via: 'reject' },
    withdraw: { from: ['in_approval'], to: 'draft', via: 'withdraw' },
    sign: { from: ['approved'], to: 'signed', via: 'sign', gate: complete },
  },
}
