// What becomes of a billing plan when the contract is amended? It comes to the new amount, and what is billed stays.
import { compare, isZero, minus, negate } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { amount, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

/**
 * More is one line more, due when the amendment says. Less is taken off the lines that are not billed yet, the
 * last ones first; where they don't come to so much, something has to be credited before (C2).
 */
export function planAmended(contract: Row, amendment: Row, signed_on: string): readonly Values[] {
  const plan = rows(contract, 'billing_plan')
  const currency = need(contract, 'currency')
  const difference = amount(amendment, 'amount', currency)
  if (plan.length === 0 || isZero(difference)) return plan
  if (compare(difference, '0') > 0) return [...plan, addition(amendment, difference, signed_on)]
  let less = negate(difference, currency)
  const kept = [...plan].reverse().flatMap((line) => {
    if (isZero(less) || text(line, 'invoice') !== null) return [line]
    const whole = amount(line, 'amount', currency)
    const taken = compare(whole, less) <= 0 ? whole : less
    less = minus(less, [taken], currency)
    const rest = minus(whole, [taken], currency)
    return isZero(rest) ? [] : [{ ...line, amount: rest, percent: null }]
  })
  if (!isZero(less)) no('plan-too-small', { less })
  return kept.reverse()
}

const addition = (amendment: Row, difference: string, signed_on: string): Values => {
  const milestone = text(amendment, 'milestone')
  return {
    name: `${need(amendment, 'name')} ${text(amendment, 'number') ?? ''}`.trim().slice(0, 200),
    amount: difference,
    milestone,
    // With a milestone its acceptance sets the day.
    due_on: text(amendment, 'due_on') ?? (milestone === null ? signed_on : null),
    due_after_days: 0,
  }
}
