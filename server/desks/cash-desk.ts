// What will come in, week by week, from which documents? And how long do customers take?
import type { CashDesk, CashPart, CashRow, CashRows, DaysOutstanding } from '#kernel/api/desks.ts'
import { refuse } from '#kernel/error.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount as rounded } from '#kernel/money/round.ts'
import { compare, sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { permit, type View } from '#kernel/query/view.ts'
import {
  billedOn,
  cashParts,
  countBack,
  daysOutstanding,
  expectedOn,
  leastPaid,
  partOf,
} from '#ltc/cash/expected-cash.ts'
import { daysAfter } from '#ltc/days.ts'
import { settings } from '#ltc/parties/settings.ts'
import { need, text } from '#ltc/read.ts'
import { asks, isConverted, monthOf } from '#server/insight/tile-asks.ts'
import { contextOf } from '#server/world/context-of.ts'
import { everyRow } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { freePayments, openInvoices, readable } from './open-in-books.ts'

interface Expected extends CashRow {
  readonly part: string
}

interface Found {
  readonly today: string
  readonly currency: string
  readonly rows: readonly Expected[]
  readonly missing: number
  readonly lateness: ReadonlyMap<string, number>
  /** Of the open invoices, what was due before today. */
  readonly overdue: string
}

const invoiceFields = [
  'account',
  'due_on',
  'issued_on',
  'currency',
  'gross',
  'balance',
  'base_balance',
]

async function find(doing: Doing): Promise<Found & { view: View }> {
  const view = permit(doing.app, doing.who)
  if (!readable(view, 'invoice', invoiceFields) || !readable(view, 'account', ['name']))
    refuse('not-found', { what: 'desk/cash' })
  const today = dayIn(doing.at.zone, doing.at.now)
  const { currency } = doing.world.company
  const [lateness, invoices, plan] = await Promise.all([
    usualLateness(doing, view, today),
    openInvoices(doing, view, today, null),
    planned(doing, view),
  ])
  const usually = (account: string): number => lateness.get(account) ?? 0
  const owed = invoices
    .filter((row) => row.base !== null)
    .map((row): Expected => {
      const expected_on = expectedOn(row.due_on, usually(row.account))
      return {
        object: 'invoice',
        id: row.id,
        title: row.number ?? '',
        customer: row.name,
        due_on: row.due_on,
        usually: usually(row.account),
        expected_on,
        amount: places(row.base, currency),
        part: partOf(expected_on, today),
      }
    })
  const later = plan.rows.map((row): Expected => {
    const billed = billedOn(row.due_on, today)
    const due = billed === null ? null : daysAfter(billed, row.term)
    const expected_on = expectedOn(due, usually(row.account))
    return {
      object: 'contract',
      id: row.contract,
      title: row.title,
      customer: row.customer,
      due_on: row.due_on,
      usually: usually(row.account),
      expected_on,
      amount: row.amount,
      part: partOf(expected_on, today),
    }
  })
  return {
    view,
    today,
    currency,
    lateness,
    rows: [...owed, ...later],
    missing: invoices.length - owed.length + plan.missing,
    overdue: total(
      owed.filter((row) => row.due_on !== null && row.due_on < today),
      currency,
    ),
  }
}

const places = (value: unknown, currency: string): string =>
  exact(String(value ?? '0')).toFixed(digitsOf(currency))

const total = (rows: readonly { readonly amount: string }[], currency: string): string =>
  sum(
    rows.map((row) => row.amount),
    currency,
  )

/**
 * By customer, the median of days after the due day on which what they owed was settled, of what was paid in the last
 * year; nobody is expected before the due day. Only customers of whom enough is known.
 */
async function usualLateness(
  doing: Doing,
  view: View,
  today: string,
): Promise<ReadonlyMap<string, number>> {
  if (!readable(view, 'allocation', ['invoice', 'allocated_on'])) return new Map()
  const rows = await asks(doing, {
    from: 'invoice',
    where: `stage = "paid" and kind != "credit" and due_on is not empty and account is not empty and stage_since >= "${daysAfter(today, -365)}"`,
    by: ['account'],
    measure: {
      n: 'count()',
      late: 'median(DAYS(MAX(allocations.allocated_on), due_on))',
    },
    limit: 10_000,
  })
  return new Map(
    rows
      .filter((row) => Number(row.n) >= leastPaid && row.late !== null)
      .map((row) => [String(row.account), Math.max(0, Math.round(Number(row.late)))]),
  )
}

interface Planned {
  readonly contract: string
  readonly account: string
  readonly customer: string
  readonly title: string
  readonly due_on: string | null
  readonly term: number
  readonly amount: string
}

/** Lines of plans that are not invoiced yet, at the rate of their contracts. */
async function planned(doing: Doing, view: View): Promise<{ rows: Planned[]; missing: number }> {
  const plain = ['amount', 'currency', 'rate', 'account', 'name']
  if (!readable(view, 'contract', plain) || !view.objects.billing_plan_line)
    return { rows: [], missing: 0 }
  const { currency, payment_days } = settings(contextOf(doing))
  const open = `contract.stage = "active" and (invoice is empty or invoice.stage = "draft") and amount > 0`
  const knowsTerm = readable(view, 'account', ['payment_days'])
  const [rows, [missing]] = await Promise.all([
    everyRow(doing.tx, view, doing.at, {
      from: 'billing_plan_line',
      where: `${open} and ${isConverted('contract.')}`,
      select: [
        'id',
        'contract',
        'contract.name',
        'contract.number',
        'contract.account',
        'contract.account.name',
        'contract.currency',
        'contract.rate',
        ...(knowsTerm ? ['contract.account.payment_days'] : []),
        'name',
        'amount',
        'due_on',
      ],
    }),
    asks(doing, {
      from: 'billing_plan_line',
      where: `${open} and not ${isConverted('contract.')}`,
      measure: { n: 'count()' },
    }),
  ])
  return {
    missing: Number(missing?.n ?? 0),
    rows: rows.map((row) => ({
      contract: need(row, 'contract'),
      account: text(row, 'contract.account') ?? '',
      customer: text(row, 'contract.account.name') ?? '',
      title: [text(row, 'contract.number'), text(row, 'name')].filter(Boolean).join(' · '),
      due_on: text(row, 'due_on'),
      term: Number(text(row, 'contract.account.payment_days') ?? payment_days),
      amount: worth(row, currency),
    })),
  }
}

function worth(row: Values, currency: string): string {
  const amount = exact(need(row, 'amount'))
  const own = (text(row, 'contract.currency') ?? currency) === currency
  return rounded(own ? amount : amount.times(need(row, 'contract.rate')), currency)
}

/** Thirteen weeks of cash from what is owed and what is planned to be billed. */
export async function cashDesk(doing: Doing): Promise<CashDesk> {
  const found = await find(doing)
  const { today, currency, rows } = found
  const of = (object: CashRow['object'], list: readonly Expected[]): string =>
    total(
      list.filter((row) => row.object === object),
      currency,
    )
  const receivable = of('invoice', rows)
  const [free, days] = await Promise.all([
    freePayments(doing, found.view, today, null),
    daysOf(doing, found, receivable),
  ])
  const by = Map.groupBy(rows, (row) => row.part)
  return {
    as_of: today,
    currency,
    parts: cashParts(today).map((part): CashPart => {
      const list = by.get(part) ?? []
      return {
        part,
        invoiced: of('invoice', list),
        planned: of('contract', list),
        total: total(list, currency),
        count: list.length,
      }
    }),
    receivable,
    planned: of('contract', rows),
    credit: sum(
      free.flatMap((row) => (row.base === null ? [] : [places(row.base, currency)])),
      currency,
    ),
    missing: found.missing,
    own_lateness: found.lateness.size,
    days,
  }
}

const most = 500

/** The documents of one part of it. */
export async function cashRows(doing: Doing, part: string): Promise<CashRows> {
  const { rows, currency } = await find(doing)
  const list = rows
    .filter((row) => row.part === part)
    .sort((a, b) => compare(b.amount, a.amount) || (a.id < b.id ? -1 : 1))
  return {
    rows: list.slice(0, most).map(({ part: _, ...row }) => row),
    count: list.length,
    total: total(list, currency),
  }
}

/** Days whose sales are looked at, and months of which count-back has enough in the end. */
const salesDays = 90
const salesMonths = 24

async function daysOf(
  doing: Doing,
  { today, currency, overdue }: Found,
  receivable: string,
): Promise<DaysOutstanding> {
  const from = daysAfter(today, 1 - salesDays)
  const first = monthOf(today, 1 - salesMonths).first
  const issued = (since: string): string =>
    `issued_on between "${since}" and "${today}" and base_in_force is not empty`
  const [[whole], byMonth] = await Promise.all([
    asks(doing, {
      from: 'invoice',
      where: issued(from),
      measure: { sales: 'sum(base_in_force)' },
    }),
    asks(doing, {
      from: 'invoice',
      where: issued(first),
      by: ['month(issued_on)'],
      measure: { sales: 'sum(base_in_force)' },
    }),
  ])
  const sales = places(whole?.sales, currency)
  const of = new Map(
    byMonth.map((row) => [String(row['month(issued_on)']), String(row.sales ?? '0')]),
  )
  const months = Array.from({ length: salesMonths }, (_, i) => {
    const { month, first: begins, last } = monthOf(today, -i)
    const until = last < today ? last : today
    return {
      sales: of.get(month) ?? '0',
      days: readDay(until)! - readDay(begins)! + 1,
    }
  })
  return {
    from,
    until: today,
    days: salesDays,
    sales,
    receivable,
    overdue,
    dso: daysOutstanding(receivable, sales, salesDays),
    count_back: countBack(receivable, months),
    delinquent: daysOutstanding(overdue, sales, salesDays),
  }
}
