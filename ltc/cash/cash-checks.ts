// Is all money that came in there once, and used no further than it goes?
import { check, type RowCheck } from '../check.ts'

export const cashChecks: readonly RowCheck[] = [
  check(
    'P1',
    'bank_line',
    '(stage = "booked" and payment is empty) or (stage != "booked" and payment is not empty) or (payment is not empty and (payment.stage = "void" or payment.amount != amount or payment.currency != currency or payment.account != account or payment.transaction_no != transaction_no))',
    {
      zh: '每条已入账流水对应一笔同额有效回款',
      en: 'Every booked bank line is one payment in force, of its amount',
    },
  ),
  check('P2', 'payment', 'stage != "void" and amount != allocated + unallocated + refunded', {
    zh: '回款 = 已核销 + 未核销 + 已退款',
    en: 'A payment = allocated + unallocated + refunded',
  }),
  check(
    'P3',
    'payment',
    'allocated + refunded > amount or unallocated < 0 or (stage = "void" and allocated + refunded != 0)',
    {
      zh: '核销与退款不超过回款',
      en: 'No more is allocated and refunded than was paid',
    },
  ),
  check('P3', 'allocation', 'amount <= 0', { zh: '核销金额大于 0', en: 'Allocations are above 0' }),
  check('R1', 'refund', 'amount <= 0', { zh: '退款金额大于 0', en: 'Refunds are above 0' }),
  check('P9', 'statement', 'closing != opening + charged - settled', {
    zh: '对账单期末 = 期初 + 本期应收 − 本期收回',
    en: 'A statement closes with what it opened with and what moved',
  }),
]
