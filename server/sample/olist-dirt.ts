// What in the Olist files does not fit together, and what became of it? Nothing is left out without a word.
import { Decimal } from 'decimal.js'
import type { Cells, OlistFiles } from './olist-files.ts'
import { isNothing, type Ours } from './olist-tables.ts'

export interface Dirt {
  readonly what: string
  readonly done: string
  readonly count: number
  readonly rows: readonly string[]
}

const dirt = (what: string, done: string, rows: readonly string[]): Dirt => ({
  what,
  done,
  count: rows.length,
  rows: rows.slice(0, 20),
})
const keys = (rows: readonly Cells[]): string[] =>
  rows.map((one) => one.mql_id ?? one.order_id ?? '')

export function dirtOf(
  { leads, deals, orders, items, payments, sellers }: OlistFiles,
  won: ReadonlyMap<string, Cells>,
): Dirt[] {
  const contact = new Map(leads.map((one) => [one.mql_id!, one.first_contact_date!]))
  const withItems = new Set(items.map((one) => one.order_id!))
  const withPayments = new Set(payments.map((one) => one.order_id!))
  const homes = new Set(sellers.map((one) => one.seller_id!))
  return [
    dirt(
      'leads without origin',
      'loaded with an empty source',
      keys(leads.filter((one) => !one.origin)),
    ),
    dirt(
      'leads with origin "unknown"',
      'loaded with the source unknown',
      keys(leads.filter((one) => one.origin === 'unknown')),
    ),
    dirt(
      'leads that were not won',
      'loaded as qualified: no loss is on record',
      keys(leads.filter((one) => !won.has(one.mql_id!))),
    ),
    dirt(
      'deals won before the first contact',
      'loaded with both dates as they are',
      keys(deals.filter((one) => one.won_date!.slice(0, 10) < (contact.get(one.mql_id!) ?? ''))),
    ),
    dirt(
      'deals without a lead',
      'loaded without a lead',
      keys(deals.filter((one) => !contact.has(one.mql_id!))),
    ),
    dirt(
      'declared monthly revenue of 0',
      'loaded as 0: it means "not stated"',
      keys(deals.filter((one) => isNothing(one.declared_monthly_revenue))),
    ),
    dirt(
      'sellers without an address',
      'loaded without a region',
      deals.filter((one) => !homes.has(one.seller_id!)).map((one) => one.seller_id!),
    ),
    dirt(
      'orders without items',
      'left out: nobody knows whose they are',
      keys(orders.filter((one) => !withItems.has(one.order_id!))),
    ),
    dirt(
      'orders without a payment',
      'left open where they are ours',
      keys(orders.filter((one) => !withPayments.has(one.order_id!))),
    ),
    dirt('payments of 0', 'left out', keys(payments.filter((one) => isNothing(one.payment_value)))),
  ]
}

/** Price and freight of rows. */
const worth = (rows: readonly Cells[]): Decimal =>
  rows.reduce((sum, one) => sum.plus(one.price || 0).plus(one.freight_value || 0), new Decimal(0))

export function orderDirt(ours: readonly Ours[]): Dirt[] {
  const off = ours.flatMap(({ order, items, foreign, payments }) => {
    const paid = payments.reduce((sum, one) => sum.plus(one.payment_value || 0), new Decimal(0))
    const whole = worth([...items, ...foreign])
    return paid.minus(whole).abs().gt('0.05')
      ? [`${order.order_id}: paid ${paid.toFixed(2)}, items and freight ${whole.toFixed(2)}`]
      : []
  })
  const early = ours.filter(
    ({ order }) =>
      order.order_delivered_carrier_date &&
      order.order_approved_at &&
      order.order_delivered_carrier_date < order.order_approved_at,
  )
  return [
    dirt(
      'orders with items of other sellers too',
      'only our sellers’ items are billed; what was paid for the others stays unallocated',
      ours
        .filter((one) => one.foreign.length)
        .map(
          ({ order, foreign }) =>
            `${order.order_id}: ${foreign.length} items, ${worth(foreign).toFixed(2)}`,
        ),
    ),
    dirt(
      'orders of which payments and items differ by more than 0.05',
      'loaded; the difference stays unallocated or open',
      off,
    ),
    dirt(
      'orders handed to the carrier before approval',
      'loaded with the file’s dates',
      early.map((one) => one.order.order_id!),
    ),
    dirt(
      'orders not yet delivered',
      'loaded as far as they came',
      ours
        .filter((one) => !one.order.order_delivered_customer_date)
        .map((one) => `${one.order.order_id}: ${one.order.order_status}`),
    ),
  ]
}
