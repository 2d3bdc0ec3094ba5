// What belongs to the records of a timeline? Diamonds on the bars in sight, and all of it below a record that was opened.
import { useMemo } from 'react'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { windowFilter } from '#kernel/view/dates.ts'
import type { Range } from '#kernel/view/period.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { datedOf, inOrder } from './dated.ts'
import type { Dated } from './dated.ts'
import type { Line, Part } from './timeline-rows.ts'
import { dated } from './use-dated.ts'

/** So many records of one owner are drawn below it. */
const mostBelow = 200

const selectOf = ({ object, by, dates }: Part): string[] =>
  ['id', 'version', by, object.title, 'stage', dates.starts, dates.ends ?? ''].filter(
    (name) => name === 'id' || name === 'version' || object.fields[name],
  )

const list = (part: Part, filter: string, limit: number, signal: AbortSignal) =>
  call.list(
    part.object.name,
    { filter, select: selectOf(part), sort: part.dates.starts, limit },
    signal,
  )

/** What belongs to a record and is of one day. */
export interface Mark {
  readonly object: MetaObject
  readonly part: Part
  readonly dated: Dated
}

/** Record → its parts of one day in the window. Asked for the rows in sight only. */
export function useMarks(
  parts: readonly Part[],
  ids: readonly string[],
  range: Range,
): ReadonlyMap<string, readonly Mark[]> {
  const { company } = useMeta()
  const part = parts.find((one) => one.dates.ends === undefined)
  const filter = part
    ? allOf([
        `${part.by} in (${ids.map((id) => `"${id}"`).join(', ')})`,
        windowFilter(part.dates, range),
      ])
    : ''
  const { data } = useQuery({
    queryKey: keys.sum(part?.object.name ?? '', dated, 'marks', filter),
    queryFn: async ({ signal }) => {
      const answer = await list(part!, filter, 1000, signal)
      return { rows: answer.data, cut: answer.next !== null }
    },
    enabled: part !== undefined && ids.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return useMemo(() => {
    const found = new Map<string, Mark[]>()
    if (!part || !data) return found
    for (const row of data.rows) {
      const dated = datedOf(part.object, row, part.dates, company)
      if (!dated) continue
      const owner = String(row[part.by])
      found.set(owner, [...(found.get(owner) ?? []), { object: part.object, part, dated }])
    }
    return found
  }, [part, data, company])
}

/** The lines below each opened record, whether in the window or not: the whole of it is to be seen. */
export function useOpened(
  parts: readonly Part[],
  opened: readonly string[],
): ReadonlyMap<string, readonly Line[]> {
  const { company } = useMeta()
  const asked = opened.flatMap((id) => parts.map((part) => ({ id, part })))
  return useQueries({
    queries: asked.map(({ id, part }) => ({
      queryKey: keys.sum(part.object.name, dated, 'below', part.by, id),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const answer = await list(part, `${part.by} = "${id}"`, mostBelow, signal)
        return { rows: answer.data, cut: answer.next !== null }
      },
      retry: false,
    })),
    combine: (results) => {
      const found = new Map<string, Line[]>(opened.map((id) => [id, []]))
      results.forEach(({ data }, i) => {
        const { id, part } = asked[i]!
        const lines = ((data?.rows ?? []) as Row[]).flatMap((row): Line[] => {
          const dated = datedOf(part.object, row, part.dates, company)
          return dated
            ? [
                {
                  kind: 'row',
                  key: row.id,
                  object: part.object,
                  dates: part.dates,
                  dated,
                  level: 1,
                  open: null,
                },
              ]
            : []
        })
        found.set(
          id,
          [...found.get(id)!, ...lines].sort((a, b) =>
            a.kind === 'row' && b.kind === 'row' ? inOrder(a.dated, b.dated) : 0,
          ),
        )
      })
      return found
    },
  })
}
