// How does an invoice live? Issued it never changes; being paid is read from its allocations.
import type { Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

export const invoiceLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: { label: { zh: '待开票', en: 'Draft' }, limit_days: 5 },
    issued: { label: { zh: '已开票', en: 'Issued' }, since: 'issued_on' },
    partly_paid: { label: { zh: '部分付款', en: 'Partly paid' } },
    paid: { label: { zh: '已付款', en: 'Paid' }, kind: 'won' },
    void: { label: { zh: '已作废', en: 'Void' }, kind: 'lost' },
  },
  moves: {
    issue: {
      from: ['draft'],
      to: 'issued',
      gate: {
        checks: {
          // Only issuing gives a number, so nothing else gets through here.
          number: {
            if: 'number is not empty and issued_on is not empty',
            says: { zh: '已取得发票编号', en: 'It has its number' },
            giver: 'finance',
          },
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
    // Money in and out moves these; the gates keep the stage a function of the numbers.
    pay_part: {
      from: ['issued', 'paid'],
      to: 'partly_paid',
      gate: {
        checks: {
          part: {
            if: 'balance != 0 and balance != gross',
            says: { zh: '已收到一部分', en: 'A part is settled' },
            giver: 'finance',
          },
        },
      },
    },
    pay_whole: {
      from: ['issued', 'partly_paid'],
      to: 'paid',
      gate: {
        checks: {
          whole: {
            if: 'balance = 0',
            says: { zh: '未收余额为 0', en: 'Nothing is left to pay' },
            giver: 'finance',
          },
        },
      },
    },
    unpay: {
      from: ['partly_paid', 'paid'],
      to: 'issued',
      gate: {
        checks: {
          none: {
            if: 'balance = gross and balance != 0',
            says: { zh: '没有核销', en: 'Nothing is settled' },
            giver: 'finance',
          },
        },
      },
    },
  },
}
