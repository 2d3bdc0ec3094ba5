// Which price of which list holds for a customer, a product, a quantity and a day? Pure: the same rows give the same answer.
import { exact } from '#kernel/money/exact.ts'
import { compare } from '#kernel/money/sum.ts'

export interface ListFacts {
  readonly id: string
  readonly active: boolean
  readonly audience: string
  readonly levels: readonly string[]
  readonly industries: readonly string[]
  readonly sequence: number
  readonly currency: string
  readonly valid_from: string | null
  readonly valid_until: string | null
}

export interface PriceFacts {
  readonly price_list: string
  readonly product: string
  /** Null = any. */
  readonly min_quantity: string | null
  /** Null = since its list is valid. */
  readonly valid_from: string | null
}

/** For whom, when and in which currency a price is looked for. */
export interface Buyer {
  readonly own_list: string | null
  readonly level: string | null
  readonly industry: string | null
  readonly currency: string
  readonly day: string
}

/** How close a list is to a customer: its own, its kind's, everyone's; null where it is not for that customer. */
function closeness(list: ListFacts, buyer: Buyer): number | null {
  if (list.id === buyer.own_list) return 0
  if (list.audience === 'everyone') return 2
  if (list.audience !== 'segment') return null
  const fits = (wanted: readonly string[], has: string | null): boolean =>
    wanted.length === 0 || (has !== null && wanted.includes(has))
  return fits(list.levels, buyer.level) && fits(list.industries, buyer.industry) ? 1 : null
}

const holds = (from: string | null, until: string | null, day: string): boolean =>
  (from === null || from <= day) && (until === null || until >= day)

/**
 * The lists that hold for the customer, the first to be asked first: the closest, among those the one with the smaller
 * order, then the one that began later, then the one that was made first.
 */
export function listsFor<L extends ListFacts>(lists: readonly L[], buyer: Buyer): L[] {
  return lists
    .flatMap((list) => {
      const rank = closeness(list, buyer)
      const open =
        list.active &&
        list.currency === buyer.currency &&
        holds(list.valid_from, list.valid_until, buyer.day)
      return rank === null || !open ? [] : [{ list, rank }]
    })
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        a.list.sequence - b.list.sequence ||
        byText(b.list.valid_from ?? '', a.list.valid_from ?? '') ||
        byText(a.list.id, b.list.id),
    )
    .map(({ list }) => list)
}

/**
 * The price of the first of the lists that has one for so many of the product on that day: the highest tier that the
 * quantity reaches, of it the newest price. Undefined where none has.
 */
export function bestPrice<P extends PriceFacts>(
  lists: readonly { readonly id: string }[],
  prices: readonly P[],
  { product, quantity, day }: { product: string; quantity: string; day: string },
): P | undefined {
  const reached = prices.filter(
    (one) =>
      one.product === product &&
      holds(one.valid_from, null, day) &&
      compare(one.min_quantity ?? '0', quantity) <= 0,
  )
  for (const { id } of lists) {
    const [first] = reached.filter((one) => one.price_list === id).toSorted(higher)
    if (first) return first
  }
  return undefined
}

const higher = (a: PriceFacts, b: PriceFacts): number =>
  compare(b.min_quantity ?? '0', a.min_quantity ?? '0') ||
  byText(b.valid_from ?? '', a.valid_from ?? '')

/** By their signs and not by a language, so that every machine sorts alike. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A price from one basis in the other: with the tax in it or without; six places, as a unit price has. */
export function inBasis(
  price: string,
  tax_rate: string,
  { from, to }: { from: boolean; to: boolean },
): string {
  if (from === to) return exact(price).toFixed()
  const factor = exact('1').plus(tax_rate)
  const other = to ? exact(price).times(factor) : exact(price).dividedBy(factor)
  return other.toDecimalPlaces(6).toFixed()
}
