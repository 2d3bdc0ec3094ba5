// How does an invoice live? Issued it never changes; being paid is read from its allocations.
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

/** Number and day come by issuing itself, so nobody is told that they are missing. */
const ready: Gate = {
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
}

/** Credited, and no money came for it: then it says so, and not that it was paid. */
const onlyCredited = 'paid = 0 and credited > 0'
const noBadDebt = 'SUMIF(write_offs, kind = "bad_debt", in_force) = 0'

export const invoiceLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: {
      label: { zh: '待开票', en: 'Draft' },
      limit_days: 5,
      sop: {
        zh: '核对抬头、明细与金额，然后开具；开具后不能再改。',
        en: 'Check customer, lines and amount, then issue it; from then on it stands as it is.',
      },
    },
    issued: {
      label: { zh: '已开票', en: 'Issued' },
      since: 'issued_on',
      sop: {
        zh: '发给客户并跟到回款；钱到账后登记回款。',
        en: 'Send it and follow it up; record the payment when the money is in.',
      },
    },
    partly_paid: {
      label: { zh: '部分付款', en: 'Partly paid' },
      sop: {
        zh: '继续催收余额；钱到账后登记回款。',
        en: 'Follow up the rest; record each payment as it comes in.',
      },
    },
    partly_credited: {
      label: { zh: '部分红冲', en: 'Partly credited' },
      sop: {
        zh: '余额还要收：跟到回款，钱到账后登记回款。',
        en: 'The rest is still owed: follow it up and record the payment when the money is in.',
      },
    },
    paid: { label: { zh: '已付款', en: 'Paid' }, kind: 'won' },
    credited: { label: { zh: '已红冲', en: 'Credited' }, kind: 'lost' },
    written_off: { label: { zh: '已冲减', en: 'Written off' }, kind: 'lost' },
    void: { label: { zh: '已作废', en: 'Void' }, kind: 'lost' },
  },
  moves: {
    issue: {
      from: ['draft'],
      to: 'issued',
      via: 'issue',
      gate: ready,
    },
    // A credit note is issued by what makes it.
    note: { from: ['draft'], to: 'issued', via: 'credit', gate: ready },
    void: { from: ['draft', 'issued'], to: 'void', via: 'void' },
    // Money in and out moves these and nobody by hand; the gates keep the stage a function of the numbers.
    pay_part: {
      from: ['issued', 'partly_credited', 'paid', 'credited', 'written_off'],
      to: 'partly_paid',
      by: [],
      gate: {
        checks: {
          part: {
            if: `balance != 0 and balance != gross and not (${onlyCredited})`,
            says: { zh: '已收到一部分', en: 'A part is settled' },
            giver: 'finance',
          },
        },
      },
    },
    pay_whole: {
      from: ['issued', 'partly_credited', 'partly_paid', 'credited', 'written_off'],
      to: 'paid',
      by: [],
      gate: {
        checks: {
          whole: {
            if: `kind != "credit" and balance = 0 and ${noBadDebt} and not (${onlyCredited})`,
            says: { zh: '未收余额为 0', en: 'Nothing is left to pay' },
            giver: 'finance',
          },
        },
      },
    },
    credit_part: {
      from: ['issued', 'partly_paid', 'paid', 'credited', 'written_off'],
      to: 'partly_credited',
      by: [],
      gate: {
        checks: {
          part: {
            if: `balance != 0 and balance != gross and ${onlyCredited}`,
            says: { zh: '只红冲了一部分，没有回款', en: 'A part is credited, nothing is paid' },
            giver: 'finance',
          },
        },
      },
    },
    // A credit note comes here in the moment in which it is issued.
    credit_whole: {
      from: ['issued', 'partly_credited', 'partly_paid', 'paid', 'written_off'],
      to: 'credited',
      by: [],
      gate: {
        checks: {
          whole: {
            if: `kind = "credit" or (balance = 0 and ${noBadDebt} and ${onlyCredited})`,
            says: { zh: '已全部红冲，没有回款', en: 'It is credited, nothing is paid' },
            giver: 'finance',
          },
        },
      },
    },
    let_go: {
      from: ['issued', 'partly_credited', 'partly_paid', 'paid', 'credited'],
      to: 'written_off',
      by: [],
      gate: {
        checks: {
          bad: {
            if: 'balance = 0 and SUMIF(write_offs, kind = "bad_debt", in_force) > 0',
            says: { zh: '余额已作坏账冲减', en: 'The rest is written off as bad debt' },
            giver: 'finance',
          },
        },
      },
    },
    unpay: {
      from: ['partly_credited', 'partly_paid', 'paid', 'credited', 'written_off'],
      to: 'issued',
      by: [],
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
