// How much of a bank line goes to which invoice? Texts as typed, added up exactly.
import { exact } from '#kernel/money/exact.ts'
import { digitsOf } from '#kernel/money/currency.ts'

export interface Open {
  readonly id: string
  readonly number: string
  readonly contract: string | null
  readonly due_on: string | null
  readonly balance: string
}
/** Invoice → amount as typed. */
export type Parts = Readonly<Record<string, string>>

const plain = /^\d+(\.\d+)?$/
const valueOf = (typed: string) => exact(plain.test(typed) ? typed : '0')

export interface Sums {
  readonly sum: string
  readonly rest: string
  /** More than came in. */
  readonly over: boolean
  /** Invoices to which more is put than is open, or what is no amount. */
  readonly wrong: ReadonlySet<string>
  readonly allocations: readonly { invoice: string; amount: string }[]
}

export function sumsOf(
  amount: string,
  currency: string,
  open: readonly Open[],
  parts: Parts,
): Sums {
  const digits = digitsOf(currency)
  const wrong = new Set<string>()
  const allocations: { invoice: string; amount: string }[] = []
  let sum = exact('0')
  for (const { id, balance } of open) {
    const typed = (parts[id] ?? '').trim()
    if (typed === '') continue
    const value = valueOf(typed)
    if (!plain.test(typed) || value.decimalPlaces() > digits || value.greaterThan(balance))
      wrong.add(id)
    sum = sum.plus(value)
    if (!value.isZero()) allocations.push({ invoice: id, amount: value.toFixed(digits) })
  }
  const rest = exact(amount).minus(sum)
  return {
    sum: sum.toFixed(digits),
    rest: rest.toFixed(digits),
    over: rest.isNegative(),
    wrong,
    allocations,
  }
}

/** So much of an invoice as is open and not yet given to others. */
export function most(
  amount: string,
  currency: string,
  one: Open,
  open: readonly Open[],
  parts: Parts,
): string {
  const { [one.id]: _, ...others } = parts
  const { rest } = sumsOf(amount, currency, open, others)
  const free = exact(rest).isNegative() ? exact('0') : exact(rest)
  return (free.lessThan(one.balance) ? free : exact(one.balance)).toFixed(digitsOf(currency))
}

/** The oldest due first, as they stand. */
export function oldestFirst(amount: string, currency: string, open: readonly Open[]): Parts {
  let parts: Parts = {}
  for (const one of open) {
    const some = most(amount, currency, one, open, parts)
    if (exact(some).isZero()) break
    parts = { ...parts, [one.id]: some }
  }
  return parts
}
