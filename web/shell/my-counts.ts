// How much open work does the person have in each object? The small numbers of the rail.
import { useQuery } from '@tanstack/react-query'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'

/** object → count of own open records; empty until known, so the rail never waits for it. */
export function useMyCounts(): Readonly<Record<string, number>> {
  const { data } = useQuery({
    queryKey: keys.work,
    queryFn: call.work,
    staleTime: 60_000,
    retry: false,
  })
  return data?.counts ?? {}
}

/** How many things wait in the inbox. */
export function useInboxCount(): number {
  const { data } = useQuery({
    queryKey: keys.inbox,
    queryFn: call.inbox,
    staleTime: 30_000,
    retry: false,
  })
  return data?.items.length ?? 0
}
