// What do customers owe as of a day, how late, and what is done about it?
import type {
  Ages,
  Dunning,
  ExchangeDesk,
  ReceivablesAccount,
  ReceivablesDesk,
  ReceivablesRow,
} from '#kernel/api/desks.ts'
import { refuse } from '#kernel/error.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount } from '#kernel/money/round.ts'
import { minus, sum } from '#kernel/money/sum.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { daysAfter } from '#server/insight/tile-asks.ts'
import { seenOf } from '#server/insight/seen.ts'
import type { Doing } from '#server/world/world.ts'
import {
  type FreeRow,
  freePayments,
  type OpenRow,
  openInvoices,
  readable,
} from './open-in-books.ts'

/** So many customers are told, those that owe most first. */
const most = 500

/** The view of whoever may see this page: without amounts, days or names there is nothing to tell. */
function deskView(doing: Doing): View {
  const view = permit(doing.app, doing.who)
  const needed = ['account', 'due_on', 'currency', 'gross', 'balance', 'base_balance']
  if (!readable(view, 'invoice', needed) || !readable(view, 'account', ['name']))
    refuse('not-found', { what: 'desk/receivables' })
  return view
}

const daysLate = (asOf: string, due: string | null): number =>
  due === null ? 0 : Math.round((Date.parse(asOf) - Date.parse(due)) / 86_400_000)

const ageOf = (late: number): 0 | 1 | 2 | 3 | 4 =>
  late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4

/** Sums of one customer or of all, in one currency. */
class Sums {
  readonly ages = ['0', '0', '0', '0', '0'] as [string, string, string, string, string]
  credit = '0'
  missing = 0
  readonly currency: string
  constructor(currency: string) {
    this.currency = currency
  }
  owes(age: 0 | 1 | 2 | 3 | 4, value: string): void {
    this.ages[age] = sum([this.ages[age], value], this.currency)
  }
  has(value: string): void {
    this.credit = sum([this.credit, value], this.currency)
  }
  get told(): { ages: Ages; total: string; credit: string } {
    const digits = digitsOf(this.currency)
    return {
      ages: this.ages.map((one) => exact(one).toFixed(digits)) as unknown as Ages,
      total: sum(this.ages, this.currency),
      credit: exact(this.credit).toFixed(digits),
    }
  }
}

interface Group {
  readonly account: string
  readonly name: string
  readonly own: Sums
  readonly base: Sums
}

/** Ageing by customer and currency as of a day, with what is done about it. Sums are those of the rows that a row opens to. */
export async function receivablesDesk(doing: Doing, asOf: string): Promise<ReceivablesDesk> {
  const view = deskView(doing)
  const home = doing.world.company.currency
  const [invoices, payments, dunning] = await Promise.all([
    openInvoices(doing, view, asOf, null),
    freePayments(doing, view, asOf, null),
    dunningOf(doing, view, asOf),
  ])
  const groups = new Map<string, Group>()
  const own = new Map<string, Sums>()
  const base = new Sums(home)
  const at = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const known = map.get(key) ?? make()
    map.set(key, known)
    return known
  }
  const sumsAt = ({ account, name, currency }: OpenRow | FreeRow): readonly Sums[] => {
    const group = at(groups, `${account} ${currency}`, () => ({
      account,
      name,
      own: new Sums(currency),
      base: new Sums(home),
    }))
    return [group.own, at(own, currency, () => new Sums(currency)), group.base, base]
  }
  for (const row of invoices) {
    const [mine, all, mineInBase, allInBase] = sumsAt(row)
    const age = ageOf(daysLate(asOf, row.due_on))
    for (const one of [mine!, all!]) one.owes(age, row.open)
    for (const one of [mineInBase!, allInBase!])
      if (row.base === null) one.missing++
      else one.owes(age, row.base)
  }
  for (const row of payments) {
    const [mine, all, mineInBase, allInBase] = sumsAt(row)
    for (const one of [mine!, all!]) one.has(row.free)
    for (const one of [mineInBase!, allInBase!])
      if (row.base === null) one.missing++
      else one.has(row.base)
  }
  const rows = [...groups.values()].sort(largest)
  return {
    as_of: asOf,
    currency: home,
    more: rows.length > most,
    rows: rows.slice(0, most).map((group): ReceivablesRow => ({
      account: group.account,
      name: group.name,
      currency: group.own.currency,
      ...group.own.told,
      base: { ...group.base.told, missing: group.base.missing },
      dunning: dunning.get(group.account) ?? null,
    })),
    totals: {
      own: [...own.values()]
        .sort((a, b) => (a.currency < b.currency ? -1 : 1))
        .map((one) => ({ currency: one.currency, ...one.told })),
      base: { ...base.told, missing: base.missing },
    },
  }
}

const largest = (a: Group, b: Group): number =>
  exact(b.base.told.total).comparedTo(a.base.told.total) ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
  (a.own.currency < b.own.currency ? -1 : 1)

/** What one customer's row is made of. */
export async function receivablesOf(
  doing: Doing,
  account: string,
  asOf: string,
): Promise<ReceivablesAccount> {
  const view = deskView(doing)
  const [invoices, payments] = await Promise.all([
    openInvoices(doing, view, asOf, account),
    freePayments(doing, view, asOf, account),
  ])
  const places = (value: string, currency: string): string =>
    exact(value).toFixed(digitsOf(currency))
  return {
    invoices: invoices.map((row) => ({
      id: row.id,
      number: row.number ?? '',
      issued_on: row.issued_on,
      due_on: row.due_on,
      late: daysLate(asOf, row.due_on),
      currency: row.currency,
      gross: places(row.gross, row.currency),
      open: places(row.open, row.currency),
      base: row.base && places(row.base, doing.world.company.currency),
    })),
    payments: payments.map((row) => ({
      id: row.id,
      number: row.number ?? '',
      received_on: row.received_on,
      currency: row.currency,
      amount: places(row.amount, row.currency),
      free: places(row.free, row.currency),
    })),
  }
}

interface DunningRow {
  readonly account: string
  readonly id: string
  readonly due: string | null
  readonly done: string | null
  readonly level: string | null
  readonly subject: string | null
  readonly promised_on: string | null
  readonly promised_amount: string | null
}

/** By customer: the last thing done, the next one planned, the newest promise. Only follow-ups that the person may read. */
async function dunningOf(
  doing: Doing,
  view: View,
  asOf: string,
): Promise<ReadonlyMap<string, Dunning>> {
  const all = new Map<string, Dunning>()
  if (!readable(view, 'activity', ['account', 'invoice', 'due_at', 'done_at'])) return all
  const { from, right, column } = seenOf(view, doing.at, 'activity')
  const zone = doing.at.zone
  const rows = await doing.tx.query<DunningRow>(
    sql`select coalesce(t.account, i.account) as account, t.id,
        (t.due_at at time zone ${zone}::text)::date::text as due, (t.done_at at time zone ${zone}::text)::date::text as done,
        ${column('dunning', 'text')} as level, ${column('subject', 'text')} as subject,
        ${column('promised_on', 'date')}::text as promised_on, ${column('promised_amount', 'numeric')}::text as promised_amount
      from ${from} left join invoice i on i.id = t.invoice
      where ${right} and t.removed_at is null and (t.invoice is not null or ${column('dunning', 'text')} is not null)
        and coalesce(t.account, i.account) is not null and t.created_at < (${daysAfter(asOf, 1)}::date::timestamp at time zone ${zone}::text)
      order by coalesce(t.done_at, t.due_at), t.id`,
  )
  for (const row of rows) {
    const known = all.get(row.account) ?? { last: null, next: null, promised: null }
    const what = { level: row.level, subject: row.subject ?? '' }
    const done = row.done !== null && row.done <= asOf
    all.set(row.account, {
      last: done ? { on: row.done!, ...what } : known.last,
      next:
        !done && row.done === null && row.due !== null
          ? (known.next ?? { id: row.id, due: row.due, ...what })
          : known.next,
      promised:
        row.promised_on === null
          ? known.promised
          : { on: row.promised_on, amount: row.promised_amount },
    })
  }
  return all
}

/**
 * Unrealised exchange differences: what is open of each invoice in another currency at the newest rate of the day, less
 * what the books say of it. Customers' own money is no claim to money and keeps its rate; nothing of this is posted.
 */
export async function exchangeDesk(doing: Doing, asOf: string): Promise<ExchangeDesk> {
  const view = deskView(doing)
  const home = doing.world.company.currency
  const held = Number(doing.world.company.record.rate_days ?? 31)
  const [invoices, rates] = await Promise.all([
    openInvoices(doing, view, asOf, null),
    doing.tx.query<{ currency: string; on: string; rate: string }>(
      sql`select distinct on (currency) currency, "on"::text, rate::text from exchange_rate
        where removed_at is null and "on" <= ${asOf}::date and "on" >= ${daysAfter(asOf, -held)}::date order by currency, "on" desc`,
    ),
  ])
  const closing = new Map(rates.map((one) => [one.currency, one]))
  const foreign = invoices.filter((row) => row.currency !== home)
  const valued = foreign.filter((row) => row.base !== null && row.rate !== null)
  const rows = valued.flatMap((row) => {
    const rate = closing.get(row.currency)
    if (!rate) return []
    const booked = exact(row.base!).toFixed(digitsOf(home))
    const worth = amount(exact(row.open).times(rate.rate), home)
    return [
      {
        id: row.id,
        number: row.number ?? '',
        account: row.name,
        currency: row.currency,
        open: exact(row.open).toFixed(digitsOf(row.currency)),
        rate: exact(row.rate!).toFixed(),
        booked,
        closing: exact(rate.rate).toFixed(),
        closing_on: rate.on,
        worth,
        difference: minus(worth, [booked], home),
      },
    ]
  })
  return {
    as_of: asOf,
    currency: home,
    rows,
    total: sum(
      rows.map((row) => row.difference),
      home,
    ),
    without_rate: [...new Set(valued.map((row) => row.currency))]
      .filter((one) => !closing.has(one))
      .sort(),
    missing: foreign.length - valued.length,
  }
}
