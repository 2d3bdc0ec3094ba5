// How much of their credit does a customer use? Asked where somebody looks at it; empty for whoever may not know.
import { useQuery } from '@tanstack/react-query'
import type { CreditUse } from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { keys } from '#web/asks.ts'
import { send } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'

export function useCredit(account: string | null) {
  const { account: object, contract } = useMeta().objects
  return useQuery({
    queryKey: keys.sum('invoice', 'credit', account),
    queryFn: () => send<CreditUse>('GET', `/api/v1/desk/credit/${account}`),
    enabled: Boolean(account && object?.fields.credit_limit && contract),
    staleTime: 60_000,
    // One of somebody else's customers: then there is nothing to tell.
    retry: false,
  })
}

/** What is left of the limit after so much more; below nothing where it is beyond. */
export const leftOf = (
  { limit, receivable, unbilled, prepaid }: CreditUse,
  more = '0',
): string | null =>
  limit === null
    ? null
    : exact(limit).plus(prepaid).minus(receivable).minus(unbilled).minus(more).toFixed(2)
