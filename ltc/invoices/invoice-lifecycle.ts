// How does an invoice live? Issued it never changes; being paid is read from its allocations.
import type { Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

export const invoiceLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: { label: { zh: '待开票', en: 'Draft' }, limit_days: 5 },
    issued: { label: { zh: '已开票', en: 'Issued' } },
    partly_paid: { label: { zh: '部分付款', en: 'Partly paid' } },
    paid: { label: { zh: '已付款', en: 'Paid' }, kind: 'won' },
    void: { label: { zh: '已作废', en: 'Void' }, kind: 'lost' },
  },
  moves: {
    issue: {
      from: ['draft'],
      to: 'issued',
      via: 'issue',
      gate: {
        checks: {
          account: {
            if: 'account is not empty',
            says: { zh: '已关联客户', en: 'The account is known' },
            giver: 'finance',
          },
          lines: {
            if: 'COUNT(lines) > 0',
            says: { zh: '至少有一行明细', en: 'There is at least one line' },
            giver: 'finance',
          },
        },
      },
    },
    void: { from: ['draft', 'issued'], to: 'void', via: 'void' },
    // Money in and out moves these; nobody asks for them by hand.
    pay_part: { from: ['issued', 'paid'], to: 'partly_paid', via: 'settle' },
    pay_whole: { from: ['issued', 'partly_paid'], to: 'paid', via: 'settle' },
    unpay: { from: ['partly_paid', 'paid'], to: 'issued', via: 'settle' },
  },
}
