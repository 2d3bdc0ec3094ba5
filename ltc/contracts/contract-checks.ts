// Is every contract worth what was signed and amended, and billed once what is due?
import { check, type RowCheck, type SumCheck } from '../check.ts'

export const contractChecks: readonly RowCheck[] = [
  check(
    'C1',
    'contract',
    'amount != SUM(lines.gross) or net != SUM(lines.net) or tax != SUM(lines.tax)',
    {
      zh: '合同金额 = 各行价税合计',
      en: 'The contract is the sum of its lines',
    },
  ),
  check(
    'C1',
    'contract',
    'quote is not empty and stage in ("signed", "active", "completed") and ((signed_amount is not empty and signed_amount != quote.gross) or quote.stage != "accepted" or quote.currency != currency)',
    { zh: '签署金额 = 已接受报价', en: 'What was signed is what was accepted' },
  ),
  check(
    'C1',
    'contract',
    'stage in ("signed", "active", "completed", "terminated") and signed_amount is not empty and amount != signed_amount + SUM(amendments.in_force)',
    { zh: '合同金额 = 签署金额 + 已签变更', en: 'The contract is what was signed and amended' },
  ),
  check(
    'C1',
    'contract_line',
    'amendment is not empty and (amendment.stage != "signed" or amendment.contract != contract)',
    { zh: '变更明细来自本合同已签变更', en: 'An amended line is of a signed amendment' },
  ),
  check(
    'C1',
    'amendment',
    'net + tax != amount or net != SUM(lines.net) or tax != SUM(lines.tax) or amount != SUM(lines.gross)',
    { zh: '变更金额 = 各行之和', en: 'An amendment is the sum of its lines' },
  ),
  check(
    'C2',
    'contract',
    'stage in ("signed", "active", "completed") and COUNT(billing_plan) > 0 and amount != SUM(billing_plan.amount)',
    { zh: '开票计划合计 = 合同金额', en: 'The billing plan comes to the contract' },
  ),
  check(
    'C5',
    'billing_plan_line',
    'invoice is not empty and milestone is not empty and milestone.stage != "accepted"',
    { zh: '里程碑验收后才开票', en: 'What waits for a milestone is billed after it' },
  ),
  check(
    'C8',
    'obligation',
    'stage = "open" and plan_line is not empty and plan_line.invoice is not empty',
    {
      zh: '等待履约的款项，履行后才开票',
      en: 'What waits for an obligation is billed after it',
    },
  ),
]

export const contractSums: readonly SumCheck[] = (['gross', 'tax', 'quantity'] as const).map(
  (field): SumCheck => ({
    id: 'C1',
    says: { zh: '每行减少不超过原行', en: 'No line of a contract is taken away beyond itself' },
    holds: 'not_below',
    sides: [
      { from: 'contract_line', by: ['id'], where: 'quantity > 0', sum: field },
      {
        from: 'contract_line',
        by: ['changes'],
        where: 'quantity < 0 and changes is not empty',
        sum: field,
      },
    ],
  }),
)
