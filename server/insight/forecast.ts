// How much money is expected in the next months, and from which documents?
import type { CockpitForecast, RiverOpen } from '#kernel/api.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact, type Exact } from '#kernel/money/exact.ts'
import { amount as rounded } from '#kernel/money/round.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { everyRow } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import {
  added,
  daysAfter,
  type Grouped,
  isConverted,
  monthOf,
  openInvoices,
  readable,
} from './tile-asks.ts'

/** One expected receipt: an invoice at its due date, or a line of the plan a payment term after it can be billed. */
interface Expected {
  readonly object: 'invoice' | 'contract'
  readonly id: string
  readonly title: string
  readonly amount: Exact
  readonly month: string
}

/** What is overdue already is not in it: nobody can say when it comes. */
export async function forecast(doing: Doing, today: string): Promise<CockpitForecast | null> {
  if (!readable(doing, 'invoice', ['base_balance', 'due_on'])) return null
  const rows = await expected(doing, today)
  const places = digitsOf(doing.world.company.currency)
  const sum = (month: string, object?: string): string =>
    added(
      rows
        .filter((row) => row.month === month && (object === undefined || row.object === object))
        .map((row) => row.amount),
    ).toFixed(places)
  const months = [1, 2, 3]
    .map((n) => monthOf(today, n).month)
    .map((month) => ({
      month,
      invoiced: sum(month, 'invoice'),
      planned: sum(month, 'contract'),
      total: sum(month),
    }))
  return { total: added(months.map((one) => exact(one.total))).toFixed(places), months }
}

/** The documents of one month, largest first. */
export async function openForecast(doing: Doing, today: string, month: string): Promise<RiverOpen> {
  const found = readable(doing, 'invoice', ['base_balance', 'due_on'])
    ? (await expected(doing, today)).filter((row) => row.month === month)
    : []
  const places = digitsOf(doing.world.company.currency)
  const rows = found
    .sort((a, b) => b.amount.comparedTo(a.amount))
    .map(({ object, id, title, amount }) => ({ object, id, title, amount: amount.toFixed(places) }))
  return {
    object: 'invoice',
    ids: rows.map((row) => row.id),
    rows,
    amount: added(found.map((row) => row.amount)).toFixed(places),
    count: rows.length,
    next: null,
  }
}

async function expected(doing: Doing, today: string): Promise<Expected[]> {
  const first = monthOf(today, 1).first
  const last = monthOf(today, 3).last
  const [invoices, plan] = await Promise.all([
    invoicesDue(doing, first, last),
    planDue(doing, today, last),
  ])
  return [...invoices, ...plan].filter(
    (row) => row.month >= first.slice(0, 7) && row.month <= last.slice(0, 7),
  )
}

async function invoicesDue(doing: Doing, first: string, last: string): Promise<Expected[]> {
  const where = `${openInvoices} and due_on between "${first}" and "${last}" and ${isConverted()}`
  const rows = await asked(doing, {
    from: 'invoice',
    where,
    select: [
      'id',
      'number',
      'due_on',
      'base_balance',
      ...(readable(doing, 'account', ['name']) ? ['account.name'] : []),
    ],
  })
  return rows.map((row) => ({
    object: 'invoice',
    id: String(row.id),
    title: [row.number, row['account.name']].filter(Boolean).join(' · '),
    amount: exact(String(row.base_balance ?? '0')),
    month: String(row.due_on).slice(0, 7),
  }))
}

async function planDue(doing: Doing, today: string, last: string): Promise<Expected[]> {
  if (!readable(doing, 'contract', ['amount'])) return []
  const [company] = await doing.tx.query<{ days: number | null }>(
    sql`select payment_days as days from company where removed_at is null order by id limit 1`,
  )
  const term = Number(company?.days ?? 30)
  const where = `contract.stage = "active" and (invoice is empty or invoice.stage = "draft") and due_on <= "${daysAfter(last, -term)}" and ${isConverted('contract.')}`
  const rows = await asked(doing, {
    from: 'billing_plan_line',
    where,
    select: [
      'id',
      'contract',
      'contract.name',
      'contract.currency',
      'contract.rate',
      'name',
      'amount',
      'due_on',
    ],
  })
  return rows.map((row) => {
    // What could have been billed before today is billed today at the earliest.
    const billed = String(row.due_on) < today ? today : String(row.due_on)
    return {
      object: 'contract',
      id: String(row.contract),
      title: [row['contract.name'], row.name].filter(Boolean).join(' · '),
      amount: worth(doing, row),
      month: daysAfter(billed, term).slice(0, 7),
    }
  })
}

/** A line of a plan at the rate of its contract. */
function worth(doing: Doing, row: Grouped): Exact {
  const { currency } = doing.world.company
  const amount = exact(String(row.amount ?? '0'))
  const own = (row['contract.currency'] ?? currency) === currency
  return own ? amount : exact(rounded(amount.times(String(row['contract.rate'])), currency))
}

const asked = (doing: Doing, ask: { from: string; where: string; select: string[] }) =>
  everyRow(doing.tx, permit(doing.app, doing.who), doing.at, ask)
