// Which rows of the Olist files go into which import? One table for each, of what belongs together.
import { Decimal } from 'decimal.js'
import type { Cells, OlistFiles } from './olist-files.ts'

const currency = 'BRL'

export function peopleOf({ deals }: OlistFiles): Cells[] {
  const first = deals.map((one) => one.won_date!).toSorted()[0] ?? ''
  const srs = new Set(deals.map((one) => one.sr_id!))
  const sdrs = new Set(deals.map((one) => one.sdr_id!))
  return [...new Set([...srs, ...sdrs])].toSorted().map((id) => {
    const title = [srs.has(id) && 'SR', sdrs.has(id) && 'SDR'].filter(Boolean).join('/')
    return {
      id,
      name: `${title} ${id.slice(0, 8)}`,
      title,
      roles: 'sales',
      active: 'no',
      since: first,
    }
  })
}

export function sellersOf({ deals, sellers }: OlistFiles): Cells[] {
  const known = new Map(sellers.map((one) => [one.seller_id!, one]))
  return deals.map(({ seller_id = '', sr_id = '', won_date = '' }) => {
    const home = known.get(seller_id)
    return {
      seller_id,
      name: `Seller ${seller_id.slice(0, 8)}`,
      region: home ? `${home.seller_city} ${home.seller_state}`.trim() : '',
      sr_id,
      won_date,
    }
  })
}

/** Olist hands over leads that marketing has qualified: each is qualified on the day it first spoke to us. */
export const leadsOf = ({ leads }: OlistFiles, won: ReadonlyMap<string, Cells>): Cells[] =>
  leads.map(({ mql_id = '', first_contact_date = '', origin = '', landing_page_id = '' }) => {
    const deal = won.get(mql_id)
    return {
      mql_id,
      name: `Lead ${mql_id.slice(0, 8)}`,
      first_contact_date,
      qualified: first_contact_date,
      origin,
      landing_page_id,
      currency,
      stage: deal ? 'converted' : 'qualified',
      sdr_id: deal?.sdr_id ?? '',
      seller_id: deal?.seller_id ?? '',
      won_date: deal?.won_date ?? '',
    }
  })

export function dealsOf({ leads, deals }: OlistFiles): Cells[] {
  const contact = new Map(leads.map((one) => [one.mql_id!, one.first_contact_date!]))
  return deals.map((deal) => ({
    ...deal,
    lead: deal.mql_id!,
    name: `Seller ${deal.seller_id!.slice(0, 8)}`,
    stage: 'won',
    currency,
    first_contact_date: contact.get(deal.mql_id!) ?? deal.won_date!,
    close_date: deal.won_date!.slice(0, 10),
  }))
}

export interface Ours {
  readonly order: Cells
  readonly items: readonly Cells[]
  readonly foreign: readonly Cells[]
  readonly payments: readonly Cells[]
}

/** Orders with items of sellers whom we won, oldest first. */
export function oursOf({ deals, orders, items, payments }: OlistFiles): Ours[] {
  const sellers = new Set(deals.map((one) => one.seller_id!))
  const itemsOf = Map.groupBy(items, (one) => one.order_id!)
  const paymentsBy = Map.groupBy(payments, (one) => one.order_id!)
  return orders
    .flatMap((order) => {
      const all = itemsOf.get(order.order_id!) ?? []
      const own = all.filter((one) => sellers.has(one.seller_id!))
      const paid = (paymentsBy.get(order.order_id!) ?? []).toSorted(
        (a, b) => Number(a.payment_sequential) - Number(b.payment_sequential),
      )
      return own.length
        ? [
            {
              order,
              items: own,
              foreign: all.filter((one) => !sellers.has(one.seller_id!)),
              payments: paid,
            },
          ]
        : []
    })
    .toSorted((a, b) =>
      a.order.order_purchase_timestamp!.localeCompare(b.order.order_purchase_timestamp!),
    )
}

export const keyOf = ({ order_id, payment_sequential }: Cells): string =>
  `${order_id}#${payment_sequential}`
export const isNothing = (amount: string | undefined): boolean => new Decimal(amount || 0).lte(0)

export const paymentsOf = (files: OlistFiles): Cells[] =>
  oursOf(files).flatMap(({ order, items, payments }) => {
    const booked = order.order_approved_at || order.order_purchase_timestamp!
    return payments
      .filter((one) => !isNothing(one.payment_value))
      .map((one) => ({
        key: keyOf(one),
        order_id: one.order_id!,
        seller_id: items[0]!.seller_id!,
        received: booked.slice(0, 10),
        booked,
        currency,
        payment_value: one.payment_value!,
        payment_type: one.payment_type!,
        note: `instalments: ${one.payment_installments}`,
      }))
  })
