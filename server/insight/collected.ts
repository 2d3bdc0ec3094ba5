// How much money came in this month, day by day, and how much will it be?
import type { CockpitCollected } from '#kernel/api.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import type { Doing } from '#server/world/world.ts'
import {
  added,
  amountAt,
  asks,
  type Grouped,
  isConverted,
  monthOf,
  openInvoices,
  readable,
} from './tile-asks.ts'

export async function collected(doing: Doing, today: string): Promise<CockpitCollected | null> {
  if (!readable(doing, 'payment', ['base_amount', 'received_on'])) return null
  const now = monthOf(today)
  const last = monthOf(today, -1)
  const [own, before, due] = await Promise.all([
    byDay(doing, now),
    byDay(doing, last),
    dueUntil(doing, today, now.last),
  ])
  const places = digitsOf(doing.world.company.currency)
  const total = added(own.map((row) => amountAt(row, 'total')))
  const days = (rows: readonly Grouped[]) =>
    rows.map((row) => ({
      day: String(row.received_on),
      amount: amountAt(row, 'total').toFixed(places),
    }))
  return {
    month: now.month,
    total: total.toFixed(places),
    days: days(own),
    last_days: days(before),
    last_total: added(before.map((row) => amountAt(row, 'total'))).toFixed(places),
    expected: total.plus(due).toFixed(places),
    filter: within(doing, now),
  }
}

const within = (doing: Doing, { first, last }: { first: string; last: string }): string =>
  `received_on between "${first}" and "${last}" and stage != "void" and ${isConverted()}`

const byDay = (doing: Doing, month: { first: string; last: string }): Promise<Grouped[]> =>
  asks(doing, {
    from: 'payment',
    where: within(doing, month),
    by: ['received_on'],
    measure: { total: 'sum(base_amount)' },
    sort: 'received_on',
  })

async function dueUntil(doing: Doing, today: string, last: string) {
  if (!readable(doing, 'invoice', ['base_balance', 'due_on'])) return added([])
  const where = `${openInvoices} and due_on between "${today}" and "${last}" and ${isConverted()}`
  return amountAt(
    (await asks(doing, { from: 'invoice', where, measure: { total: 'sum(base_balance)' } }))[0],
    'total',
  )
}
