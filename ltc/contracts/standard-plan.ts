// When is a contract billed if nobody says? 30 % at the start, 60 % at acceptance, 10 % a year later.
import { splitByPercent } from '#kernel/money/split.ts'
import { invariant } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'

export const acceptance = '验收'

const parts = [
  { name: '预付款', percent: '30', milestone_name: null, due_after_days: 0 },
  { name: '验收款', percent: '60', milestone_name: acceptance, due_after_days: 0 },
  { name: '质保金', percent: '10', milestone_name: acceptance, due_after_days: 365 },
] as const

/** The plan's lines; their amounts add up to `amount` exactly. */
export function standardPlan(amount: string, currency: string): Values[] {
  const amounts = splitByPercent(
    amount,
    parts.map((part) => part.percent),
    currency,
  )
  invariant(amounts, 'the standard plan makes 100 %')
  return parts.map((part, at) => ({ ...part, amount: amounts[at] }))
}
