// How much open work does the person have in each object? The small numbers of the rail.
import { useQuery } from '@tanstack/react-query'
import { objectsOf } from '#kernel/view/view.ts'
import type { Meta, MetaObject } from '#kernel/api.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'

/** Objects whose records a person owns and brings to an end. */
const counted = (
  object: MetaObject,
): object is MetaObject & { lifecycle: NonNullable<MetaObject['lifecycle']> } =>
  Boolean(object.lifecycle && object.fields.owner && object.fields.stage && !object.parent)

/** The condition "mine and not yet ended" as a filter. */
export function mineAndOpen(object: MetaObject): string | null {
  if (!counted(object)) return null
  const open = Object.entries(object.lifecycle.stages).flatMap(([name, stage]) =>
    stage && (stage.kind ?? 'open') === 'open' ? [`"${name}"`] : [],
  )
  return open.length ? `owner = me and stage in (${open.join(', ')})` : null
}

async function countAll(meta: Meta): Promise<Record<string, number>> {
  const shown = new Set(Object.values(meta.areas).flatMap(objectsOf))
  const counts = await Promise.all(
    Object.values(meta.objects).map(async (object): Promise<[string, number][]> => {
      const where = shown.has(object.name) ? mineAndOpen(object) : null
      if (!where) return []
      const { data } = await call.query({ from: object.name, where, measure: { n: 'count()' } })
      return [[object.name, Number(data[0]?.n ?? 0)]]
    }),
  )
  return Object.fromEntries(counts.flat())
}

/** object → count of own open records; empty until known, so the rail never waits for it. */
export function useMyCounts(meta: Meta): Readonly<Record<string, number>> {
  const { data } = useQuery({
    queryKey: keys.work,
    queryFn: () => countAll(meta),
    staleTime: 60_000,
    retry: false,
  })
  return data ?? {}
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
