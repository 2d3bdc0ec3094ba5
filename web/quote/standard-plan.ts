// When would the contract be billed? The standard plan as it will be made of this quote, for a look beforehand.
import type { Words } from '#kernel/error.ts'
import { splitByPercent } from '#kernel/money/split.ts'

export interface PlanPart {
  readonly name: Words
  readonly percent: string
  readonly when: Words
  readonly amount: string
}

const parts = [
  {
    name: { zh: '预付款', en: 'Down payment' },
    percent: '30',
    when: { zh: '合同生效', en: 'when it takes effect' },
  },
  {
    name: { zh: '验收款', en: 'On acceptance' },
    percent: '60',
    when: { zh: '验收', en: 'at acceptance' },
  },
  {
    name: { zh: '质保金', en: 'Retention' },
    percent: '10',
    when: { zh: '验收后 365 天', en: '365 days after' },
  },
] as const

/** Its amounts add up to `gross` exactly. A test holds it equal to the plan that contracts are made with. */
export function planOf(gross: string, currency: string): PlanPart[] {
  const amounts = splitByPercent(
    gross,
    parts.map((part) => part.percent),
    currency,
  )
  return parts.map((part, at) => ({ ...part, amount: amounts?.[at] ?? '' }))
}
