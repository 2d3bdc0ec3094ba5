// How does an opportunity go from first talks to won or lost?
import type { Gate, Lifecycle, Raci } from '#kernel/lifecycle/lifecycle.ts'

/** The seller does the work, the lead of the team answers for it. */
const sellers: Raci = {
  responsible: [{ field: 'owner' }],
  accountable: [{ superior_of: 'owner' }],
}

const open = ['discovery', 'needs', 'solution', 'quoting', 'negotiation'] as const

const customerKnown: Gate = {
  checks: {
    account: {
      if: 'account is not empty',
      says: { zh: '已关联客户', en: 'The account is known' },
      giver: 'sales',
    },
  },
}

/** Who decides should be known by then; the deal may go on all the same. */
const deciderKnown: Gate = {
  checks: {
    account: customerKnown.checks!.account!,
    decider: {
      if: 'ANY(buyers, role = "decider")',
      says: { zh: '决策链里有决策者', en: 'The buying roles name who decides' },
      advice: true,
    },
  },
}

const worthKnown: Gate = {
  exception: { by: ['sales_manager', 'manager'] },
  checks: {
    amount: {
      if: 'amount > 0 or COUNT(quotes) > 0',
      says: { zh: '已填写预计金额或已有报价', en: 'There is an amount or a quote' },
      giver: 'sales',
    },
    decider: {
      if: 'ANY(buyers, role = "decider" and stance = "for")',
      says: { zh: '有决策者支持我方', en: 'Somebody who decides is for us' },
      advice: true,
    },
  },
}

const wonOrder: Gate = {
  checks: {
    account: customerKnown.checks!.account!,
    order: {
      if: 'amount > 0 or ANY(quotes, stage = "accepted")',
      says: { zh: '有已接受的报价或成交金额', en: 'There is an accepted quote or an amount' },
      giver: 'sales',
    },
  },
}

export const opportunityLifecycle: Lifecycle = {
  first: 'discovery',
  stages: {
    discovery: {
      raci: sellers,
      label: { zh: '初步接触', en: 'Discovery' },
      probability: 10,
      limit_days: 14,
      sop: { zh: '确认客户、联系人与项目背景。', en: 'Confirm account, contact and background.' },
    },
    needs: {
      raci: sellers,
      label: { zh: '需求分析', en: 'Needs analysis' },
      probability: 25,
      limit_days: 21,
      sop: { zh: '记录需求清单与优先级，识别决策链。', en: 'List the needs and who decides.' },
    },
    solution: {
      raci: { ...sellers, consulted: [{ role: 'presales' }] },
      label: { zh: '解决方案', en: 'Solution' },
      probability: 40,
      limit_days: 21,
      sop: { zh: '售前给出方案并与客户确认。', en: 'Presales proposes a solution and agrees it.' },
    },
    quoting: {
      raci: sellers,
      label: { zh: '方案报价', en: 'Quoting' },
      probability: 60,
      limit_days: 14,
      sop: {
        zh: '提交报价，折扣超 15% 须审批。',
        en: 'Quote; a discount above 15% needs approval.',
      },
    },
    negotiation: {
      raci: sellers,
      label: { zh: '商务谈判', en: 'Negotiation' },
      probability: 80,
      limit_days: 21,
      sop: { zh: '谈定价格、付款与交付条款。', en: 'Agree price, payment and delivery.' },
    },
    won: { label: { zh: '赢单', en: 'Won' }, kind: 'won', probability: 100, since: 'won_at' },
    lost: { label: { zh: '输单', en: 'Lost' }, kind: 'lost', probability: 0, since: 'lost_at' },
  },
  moves: {
    analyse: { from: ['discovery'], to: 'needs', gate: customerKnown },
    design: { from: ['needs'], to: 'solution', gate: deciderKnown },
    quote: { from: ['solution'], to: 'quoting', gate: customerKnown },
    negotiate: { from: ['quoting'], to: 'negotiation', gate: worthKnown },
    skip_to_quote: { from: ['discovery', 'needs'], to: 'quoting', via: 'create_quote' },
    back_to_discovery: { from: ['needs', 'solution', 'quoting', 'negotiation'], to: 'discovery' },
    back_to_needs: { from: ['solution', 'quoting', 'negotiation'], to: 'needs' },
    back_to_solution: { from: ['quoting', 'negotiation'], to: 'solution' },
    back_to_quoting: { from: ['negotiation'], to: 'quoting' },
    win: { from: open, to: 'won', gate: wonOrder },
    lose: { from: open, to: 'lost', via: 'lose', gate: { require: ['lost_reason'] } },
    reopen: { from: ['lost'], to: 'discovery', via: 'reopen' },
  },
}
