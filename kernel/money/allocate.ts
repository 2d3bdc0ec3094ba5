// Which open items does a sum of money settle? The oldest due first.

import { exact } from './exact.ts'
import { unrounded } from './sum.ts'

export interface OpenItem {
  readonly id: string
  /** A date as text; without one the item comes last. */
  readonly due_on?: string | null
  readonly number?: string | null
  readonly balance: string
}

export interface Allocated {
  readonly allocations: readonly { readonly id: string; readonly amount: string }[]
  /** What no item took. */
  readonly left: string
}

/**
 * Settles items by due date, then number, then id, until the money is spent. Each allocation is above 0
 * and at most the balance of its item; Σ allocations + left = money. Items with nothing open are passed
 * over; money of 0 or less settles nothing.
 */
export function allocateOldestFirst(
  money: string,
  items: readonly OpenItem[],
  currency: string,
): Allocated {
  let left = exact(money)
  const allocations: { id: string; amount: string }[] = []
  for (const item of [...items].sort(older)) {
    if (!left.greaterThan('0')) break
    const balance = exact(item.balance)
    if (!balance.greaterThan('0')) continue
    const taken = balance.lessThan(left) ? balance : left
    allocations.push({ id: item.id, amount: unrounded(taken, currency) })
    left = left.minus(taken)
  }
  return { allocations, left: unrounded(left, currency) }
}

const older = (a: OpenItem, b: OpenItem): number =>
  order(a.due_on ?? '9999-12-31', b.due_on ?? '9999-12-31') ||
  order(a.number ?? '', b.number ?? '') ||
  order(a.id, b.id)

// By code unit, not by locale, so that every machine settles alike.
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
