// How does the receivables desk ask, and which of its rows are meant?
import type {
  CashDesk,
  CashRows,
  ExchangeDesk,
  ReceivablesAccount,
  ReceivablesDesk,
  ReceivablesRow,
} from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { sum } from '#kernel/money/sum.ts'
import { asked, send } from '#web/call.ts'

const at = '/api/v1/desk'
export const askDesk = (as_of: string): Promise<ReceivablesDesk> =>
  send('GET', `${at}/receivables${asked({ as_of })}`)
export const askAccount = (id: string, as_of: string): Promise<ReceivablesAccount> =>
  send('GET', `${at}/receivables/${id}${asked({ as_of })}`)
export const askExchange = (as_of: string): Promise<ExchangeDesk> =>
  send('GET', `${at}/exchange${asked({ as_of })}`)

export const askCash = (): Promise<CashDesk> => send('GET', `${at}/cash`)
export const askCashRows = (part: string): Promise<CashRows> =>
  send('GET', `${at}/cash/rows${asked({ part })}`)

export type Only = 'all' | 'late' | 'today' | 'broken'

/** A row as it is shown: of one customer in one currency. */
export interface Shown {
  readonly key: string
  readonly account: string
  readonly name: string
  readonly currency: string
  readonly ages: readonly string[]
  readonly total: string
  readonly credit: string
  readonly dunning: ReceivablesRow['dunning']
}

/** In the company’s currency a customer is one row, whatever currencies they owe in. */
export function shownRows(desk: ReceivablesDesk, base: boolean): Shown[] {
  if (!base) return desk.rows.map((row) => ({ ...row, key: `${row.account} ${row.currency}` }))
  const rows = new Map<string, Shown>()
  for (const { account, name, dunning, base: one } of desk.rows) {
    const known = rows.get(account)
    const add = (a: string, b: string): string => sum([a, b], desk.currency)
    rows.set(account, {
      key: account,
      account,
      name,
      dunning,
      currency: desk.currency,
      ages: known ? known.ages.map((age, i) => add(age, one.ages[i]!)) : one.ages,
      total: known ? add(known.total, one.total) : one.total,
      credit: known ? add(known.credit, one.credit) : one.credit,
    })
  }
  return [...rows.values()].sort((a, b) => exact(b.total).comparedTo(a.total))
}

const isLate = (row: Shown): boolean => row.ages.slice(1).some((age) => !exact(age).isZero())

/** A promise whose day has passed while something is still late. */
export const isBroken = (row: Shown, asOf: string): boolean =>
  row.dunning?.promised != null && row.dunning.promised.on < asOf && isLate(row)

/** To chase: what was planned has come, or it is late and nothing is planned nor promised. */
export function isMeant(row: Shown, only: Only, asOf: string): boolean {
  if (only === 'all') return true
  if (only === 'late') return isLate(row)
  if (only === 'broken') return isBroken(row, asOf)
  const { next, promised } = row.dunning ?? { next: null, promised: null }
  if (next) return next.due <= asOf
  return isLate(row) && !(promised && promised.on >= asOf)
}
