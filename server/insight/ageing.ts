// How old is what customers owe?
import type { CockpitAgeing } from '#kernel/api.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import type { Doing } from '#server/world/world.ts'
import {
  added,
  amountAt,
  asks,
  daysAfter,
  isConverted,
  openInvoices,
  readable,
} from './tile-asks.ts'

/** Days in the period over which sales are taken for DSO. */
const period = 365

/**
 * Open balances by days past the due date; without one an invoice is not due. DSO = receivables now ÷ invoiced
 * in the last 365 days (credit notes subtracted) × 365; null where nothing was invoiced.
 */
export async function ageing(doing: Doing, today: string): Promise<CockpitAgeing | null> {
  if (!readable(doing, 'invoice', ['base_balance', 'due_on', 'base_in_force'])) return null
  const open = `${openInvoices} and ${isConverted()}`
  const back = (days: number): string => `"${daysAfter(today, -days)}"`
  const conditions: Record<CockpitAgeing['buckets'][number]['name'], string> = {
    not_due: `(due_on >= "${today}" or due_on is empty)`,
    to_30: `due_on >= ${back(30)} and due_on < "${today}"`,
    to_60: `due_on >= ${back(60)} and due_on < ${back(30)}`,
    to_90: `due_on >= ${back(90)} and due_on < ${back(60)}`,
    over_90: `due_on < ${back(90)}`,
  }
  const names = Object.keys(conditions) as (keyof typeof conditions)[]
  const bucket = `IF(due_on < ${back(90)}, "over_90", IF(due_on < ${back(60)}, "to_90", IF(due_on < ${back(30)}, "to_60", IF(due_on < "${today}", "to_30", "not_due"))))`
  const [rows, sales] = await Promise.all([
    asks(doing, {
      from: 'invoice',
      where: open,
      by: [bucket],
      measure: { total: 'sum(base_balance)', n: 'count()' },
    }),
    asks(doing, {
      from: 'invoice',
      where: `issued_on > ${back(period)} and issued_on <= "${today}" and ${isConverted()}`,
      measure: { total: 'sum(base_in_force)' },
    }),
  ])
  const places = digitsOf(doing.world.company.currency)
  const found = (name: string) => rows.find((row) => row[bucket] === name)
  const total = added(rows.map((row) => amountAt(row, 'total')))
  const late = rows.filter((row) => row[bucket] !== 'not_due')
  const invoiced = amountAt(sales[0], 'total')
  return {
    total: total.toFixed(places),
    overdue: added(late.map((row) => amountAt(row, 'total'))).toFixed(places),
    count_overdue: late.reduce((all, row) => all + Number(row.n), 0),
    dso: invoiced.greaterThan('0') ? total.div(invoiced).times(period).round().toNumber() : null,
    filter: `${open} and due_on < "${today}"`,
    buckets: names.map((name) => ({
      name,
      amount: amountAt(found(name), 'total').toFixed(places),
      count: Number(found(name)?.n ?? 0),
      filter: `${open} and ${conditions[name]}`,
    })),
  }
}
