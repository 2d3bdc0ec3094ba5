// How does one order of the Olist data become contract, delivery, invoice and allocated payments? By the actions, at its own dates.
import { Decimal } from 'decimal.js'
import type { Row } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import type { Hands } from './hands.ts'
import type { Cells } from './olist-files.ts'

export interface Order {
  readonly order: Cells
  /** Lines of sellers whom we won; others' lines of the same order are none of our business. */
  readonly items: readonly Cells[]
  readonly account: string
  readonly sr: Who
  /** Payments of the order as they were imported, in their sequence. */
  readonly payments: readonly { readonly id: string; readonly amount: string }[]
}

export interface Loaded {
  readonly contract: string
  readonly billed: string
  readonly allocated: string
}

export interface Clock {
  /** The instant (ms) that a text of the files means. */
  instant(text: string): number
  date(at: number): string
}

/** Price with freight, as two lines each; the files know no tax. */
const linesOf = (items: readonly Cells[]) =>
  items.flatMap(({ product_id, price, freight_value }) => [
    { description: `Item ${product_id}`, quantity: '1', unit_price: price, tax_rate: '0' },
    ...(new Decimal(freight_value || 0).isZero()
      ? []
      : [
          {
            description: `Freight ${product_id}`,
            quantity: '1',
            unit_price: freight_value,
            tax_rate: '0',
          },
        ]),
  ])

/** Everything of one order in the transaction of `hands`; each record's own history is in the order of time. */
export async function loadOrder(
  hands: Hands,
  read: (object: string, id: string) => Promise<Row>,
  by: Who,
  clock: Clock,
  { order, items, account, sr, payments }: Order,
): Promise<Loaded> {
  const at = (column: string, floor: number): number =>
    order[column] ? Math.max(floor, clock.instant(order[column])) : floor
  const bought = clock.instant(order.order_purchase_timestamp!)
  const approved = at('order_approved_at', bought)
  const contract = await hands.create(sr, bought, 'contract', {
    external_id: order.order_id,
    name: `Order ${order.order_id!.slice(0, 8)}`,
    account,
    currency: 'BRL',
    lines: linesOf(items),
    billing_plan: [{ name: 'Order', percent: '100' }],
    starts_on: clock.date(bought),
    ends_on: promised(clock, order, bought),
  })
  await hands.act(sr, bought, 'contract', contract, 'sign', { signed_on: clock.date(bought) })
  const { milestones } = (await hands.act(sr, approved, 'contract', contract, 'activate')) as {
    milestones: string[]
  }
  await deliver(hands, by, clock, order, milestones, approved)
  // Money comes last: the number of an invoice is held until the transaction ends, and others wait for theirs.
  const { invoices } = (await hands.act(by, approved, 'contract', contract, 'bill', {
    up_to: clock.date(approved),
  })) as { invoices: string[] }
  for (const invoice of invoices)
    await hands.act(by, approved, 'invoice', invoice, 'issue', { issued_on: clock.date(approved) })
  const whole = new Decimal(String((await read('contract', contract)).amount))
  const allocated = await allocate(hands, by, clock, {
    invoice: invoices[0],
    whole,
    payments,
    at: approved,
  })
  return { contract, billed: whole.toFixed(2), allocated: allocated.toFixed(2) }
}

function promised(clock: Clock, order: Cells, bought: number): string | null {
  const text = order.order_estimated_delivery_date
  return text && clock.instant(text) > bought ? clock.date(clock.instant(text)) : null
}

interface Paying {
  readonly invoice: string | undefined
  readonly whole: Decimal
  readonly payments: Order['payments']
  readonly at: number
}

/** In the sequence of the payments; what they have beyond the invoice stays free. */
async function allocate(
  hands: Hands,
  by: Who,
  clock: Clock,
  { invoice, whole, payments, at }: Paying,
): Promise<Decimal> {
  let left = whole
  for (const { id, amount } of payments) {
    const part = Decimal.min(amount, left)
    if (!invoice || part.lte(0)) break
    await hands.act(by, at, 'payment', id, 'allocate', {
      allocations: [{ invoice, amount: part.toFixed(2) }],
      allocated_on: clock.date(at),
    })
    left = left.minus(part)
  }
  return whole.minus(left)
}

/** Approved, handed to the carrier, at the customer's: as far as the order came. */
async function deliver(
  hands: Hands,
  by: Who,
  clock: Clock,
  order: Cells,
  milestones: readonly string[],
  approved: number,
): Promise<void> {
  let now = approved
  for (const [i, column] of [
    'order_approved_at',
    'order_delivered_carrier_date',
    'order_delivered_customer_date',
  ].entries()) {
    if (!order[column]) return
    // The log goes forward; the file's own day is kept, also where it is before the step before.
    const on = clock.date(clock.instant(order[column]))
    now = Math.max(now, clock.instant(order[column]))
    await hands.act(by, now, 'milestone', milestones[i]!, 'complete', { completed_on: on })
    await hands.act(by, now, 'milestone', milestones[i]!, 'accept', { accepted_on: on })
  }
}
