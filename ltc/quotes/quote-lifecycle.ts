// How does a quote become an order? Draft, perhaps approval, sent, accepted.
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

const complete: Gate = {
  checks: {
    lines: {
      if: 'COUNT(lines) > COUNTIF(lines, optional)',
      says: { zh: '至少有一行产品', en: 'There is at least one line' },
      giver: 'sales',
    },
    account: {
      if: 'account is not empty',
      says: { zh: '已关联客户', en: 'The customer is known' },
      giver: 'sales',
    },
    valid: {
      if: 'valid_until is empty or valid_until >= TODAY()',
      says: { zh: '有效期未过', en: 'It is still valid' },
      giver: 'sales',
    },
    missing: {
      if: 'COUNTIF(lines, missing is not empty) = 0',
      says: {
        zh: '套餐选齐，须配的产品都有',
        en: 'Bundles are complete, and what products require is there',
      },
      giver: 'sales',
    },
    excess: {
      if: 'COUNTIF(lines, excess is not empty) = 0',
      says: { zh: '选配组没有选多', en: 'No group of choices has too many' },
      giver: 'sales',
    },
    clashes: {
      if: 'COUNTIF(lines, clashes is not empty) = 0',
      says: {
        zh: '没有不可同用的产品',
        en: 'No products stand together that do not go together',
      },
      giver: 'sales',
    },
    advised: {
      if: 'COUNTIF(lines, advised is not empty) = 0',
      says: { zh: '推荐搭配的产品也报了', en: 'What goes well with it is offered, too' },
      advice: true,
    },
    floor: {
      if: 'COUNTIF(lines, below_floor) = 0',
      says: {
        zh: '没有低于底价的行，否则须总经理审批',
        en: 'No line is below its floor price, or the general manager is asked',
      },
      advice: true,
    },
  },
}

export const quoteLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: { label: { zh: '草稿', en: 'Draft' }, limit_days: 7 },
    in_approval: { label: { zh: '审批中', en: 'In approval' }, limit_days: 2 },
    approved: {
      label: { zh: '已批准', en: 'Approved' },
      limit_days: 3,
      sop: { zh: '把报价单发给客户。', en: 'Send the quote to the customer.' },
    },
    sent: {
      label: { zh: '已发送', en: 'Sent' },
      limit_days: 14,
      since: 'sent_at',
      sop: {
        zh: '跟进客户答复：接受、拒绝，或改条件做新版本。',
        en: 'Get the customer’s answer: accepted, rejected, or a new version with other terms.',
      },
    },
    accepted: { label: { zh: '已接受', en: 'Accepted' }, kind: 'won', since: 'accepted_at' },
    rejected: { label: { zh: '已拒绝', en: 'Rejected' }, kind: 'lost' },
    expired: { label: { zh: '已过期', en: 'Expired' }, kind: 'lost' },
  },
  moves: {
    submit: { from: ['draft'], to: 'in_approval', via: 'submit', gate: complete },
    // The same sentence without anybody to ask: the rule says when.
    pass: { from: ['draft'], to: 'approved', via: 'submit', gate: complete },
    approve: { from: ['in_approval'], to: 'approved', via: 'approve' },
    reject: { from: ['in_approval', 'sent'], to: 'rejected', via: 'reject' },
    withdraw: { from: ['in_approval'], to: 'draft', via: 'withdraw' },
    send: { from: ['approved'], to: 'sent', via: 'send' },
    // Whoever gives the link to the customer has sent it.
    share: { from: ['approved'], to: 'sent', via: 'share' },
    accept: { from: ['sent'], to: 'accepted', via: 'accept' },
    expire: { from: ['approved', 'sent'], to: 'expired', via: 'expire' },
    // With its deal, when that is lost; by nobody's hand.
    lapse: { from: ['approved', 'sent'], to: 'expired', by: [] },
  },
}
