// When is a contract billed if nobody says? 30 % at the start, 60 % at acceptance, 10 % a year later.
import { splitByPercent } from '#kernel/money/split.ts'
import type { Words } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import type { Values } from '#kernel/object.ts'

export const acceptance: Words = { zh: '验收', en: 'Acceptance' }

const parts = [
  {
    name: { zh: '预付款', en: 'Down payment' },
    percent: '30',
    milestone_name: null,
    due_after_days: 0,
  },
  {
    name: { zh: '验收款', en: 'On acceptance' },
    percent: '60',
    milestone_name: acceptance,
    due_after_days: 0,
  },
  {
    name: { zh: '质保金', en: 'Retention' },
    percent: '10',
    milestone_name: acceptance,
    due_after_days: 365,
  },
] as const

/** The plan's lines, in the words of the company; their amounts add up to `amount` exactly. */
export function standardPlan(amount: string, currency: string, language: keyof Words): Values[] {
  const amounts = splitByPercent(
    amount,
    parts.map((part) => part.percent),
    currency,
  )
  invariant(amounts, 'the standard plan makes 100 %')
  return parts.map(({ name, milestone_name, ...part }, at) => ({
    ...part,
    name: name[language],
    milestone_name: milestone_name?.[language] ?? null,
    amount: amounts[at],
  }))
}
