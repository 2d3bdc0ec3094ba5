// How does a contract live? Drafted, signed, active, completed or terminated.
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

const signable: Gate = {
  checks: {
    account: {
      if: 'account is not empty',
      says: { zh: '已关联客户', en: 'The account is known' },
      giver: 'sales',
    },
    lines: {
      if: 'COUNT(lines) > 0',
      says: { zh: '至少有一行标的', en: 'There is at least one line' },
      giver: 'sales',
    },
    as_quoted: {
      if: 'quote is empty or (quote.stage = "accepted" and amount = quote.gross and currency = quote.currency)',
      says: {
        zh: '报价已接受，金额与币种一致',
        en: 'The quote is accepted, amount and currency are its',
      },
      giver: 'sales',
    },
    plan: {
      if: 'COUNT(billing_plan) = 0 or planned = amount',
      says: { zh: '开票计划合计等于合同金额', en: 'The billing plan adds up to the amount' },
      giver: 'finance',
    },
  },
}

const fulfilled: Gate = {
  checks: {
    billed: {
      if: 'billed >= amount',
      says: { zh: '已全部开票', en: 'Everything is billed' },
      giver: 'finance',
    },
    received: {
      if: 'received + written_off >= amount',
      says: { zh: '已全部回款或冲减', en: 'Everything is received or written off' },
      giver: 'finance',
    },
    obligations: {
      if: 'not ANY(obligations, stage = "open")',
      says: {
        zh: '履约事项都已履行或免除',
        en: 'All that was promised is done or waived',
      },
      giver: 'sales',
    },
  },
}

export const contractLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: {
      label: { zh: '草稿', en: 'Draft' },
      limit_days: 14,
      sop: {
        zh: '核对明细与开票计划，双方盖章后点「签署」。',
        en: 'Check lines and billing plan; once both sides have signed, press “Sign”.',
      },
    },
    in_approval: { label: { zh: '审批中', en: 'In approval' }, limit_days: 3 },
    signed: {
      label: { zh: '已签署', en: 'Signed' },
      limit_days: 7,
      since: 'signed_on',
      sop: {
        zh: '合同生效后启动交付，系统建好项目与里程碑。',
        en: 'Put it into force: the project and its milestones are made.',
      },
      raci: { responsible: [{ field: 'owner' }], informed: [{ role: 'finance' }] },
    },
    active: {
      label: { zh: '履行中', en: 'Active' },
      since: 'starts_on',
      sop: {
        zh: '交付并验收里程碑；到期的款项点「生成到期发票」，开票后跟到回款。',
        en: 'Deliver and have the milestones accepted; bill what is due, and follow the invoices up to the money.',
      },
    },
    completed: { label: { zh: '已完成', en: 'Completed' }, kind: 'won' },
    terminated: { label: { zh: '已终止', en: 'Terminated' }, kind: 'lost' },
  },
  moves: {
    ask: { from: ['draft'], to: 'in_approval', via: 'sign', gate: signable },
    sign: { from: ['draft'], to: 'signed', via: 'sign', gate: signable },
    approve: { from: ['in_approval'], to: 'signed', via: 'approve' },
    reject: { from: ['in_approval'], to: 'draft', via: 'reject' },
    activate: { from: ['signed'], to: 'active', via: 'activate' },
    complete: { from: ['active'], to: 'completed', via: 'complete', gate: fulfilled },
    terminate: { from: ['draft', 'signed', 'active'], to: 'terminated', via: 'terminate' },
  },
}
