// What does a customer owe, and how much of it is late? As far as the reader may see invoices; each currency by itself.
import { useQuery } from '@tanstack/react-query'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'

/** An amount in each currency in which something is open. */
export type Open = readonly { readonly currency: string; readonly total: string }[]

export interface Owed {
  readonly all: Open
  readonly late: Open
}

/**
 * The invoices that make up what is owed: one condition for the sum and for the list that it opens. What is not issued
 * yet is not owed.
 */
export const owedBy = (account: string, late = false): string =>
  `account = "${account}" and balance > 0 and stage not in ("draft", "void")${late ? ' and due_on < TODAY()' : ''}`

export function useOwed(account: string | null) {
  const meta = useMeta()
  const { invoice } = meta.objects
  const { currency } = meta.company
  const byCurrency = Boolean(invoice?.fields.currency)
  return useQuery({
    queryKey: keys.sum('invoice', 'owed', account),
    queryFn: async (): Promise<Owed> => {
      const ask = async (late: boolean): Promise<Open> => {
        const { data } = await call.query({
          from: 'invoice',
          where: owedBy(account ?? '', late),
          measure: { total: 'sum(balance)' },
          ...(byCurrency ? { by: ['currency'] } : {}),
        })
        return data
          .filter((row) => row.total !== null && row.total !== undefined)
          .map((row) => ({ currency: String(row.currency ?? currency), total: String(row.total) }))
      }
      const [all, late] = await Promise.all([ask(false), ask(true)])
      return { all, late }
    },
    enabled: Boolean(
      account && invoice?.fields.balance && invoice.fields.due_on && invoice.fields.account,
    ),
    staleTime: 60_000,
  })
}
