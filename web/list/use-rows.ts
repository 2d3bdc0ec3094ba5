// Which rows are there? Pages by keyset as one scrolls, kept fresh row by row.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import type { ListAnswer } from '#web/call.ts'
import { useTouched } from '#web/live.ts'
import type { Touched } from '#web/live.ts'
import { useMeta } from '#web/meta.ts'

export interface RowsAsk {
  object: string
  filter: string
  sort: string
  search: string
  select: readonly string[]
}

const pageSize = 100
const none: ReadonlySet<string> = new Set()
const freshMs = 2500

export function useRows(ask: RowsAsk, enabled = true) {
  const { object, filter, sort, search, select } = ask
  const me = useMeta().who.id
  const wanted = select.join(',')
  const key = useMemo(
    () => keys.rows(object, filter, sort, search, wanted),
    [object, filter, sort, search, wanted],
  )
  const [stale, setStale] = useState(false)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(none)
  useEffect(() => {
    if (!fresh.size) return
    const timer = setTimeout(() => setFresh(none), freshMs)
    return () => clearTimeout(timer)
  }, [fresh])

  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call.list(
        object,
        {
          filter,
          sort,
          search,
          select,
          limit: pageSize,
          ...(pageParam ? { after: pageParam } : { count: 'estimate' as const }),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled,
  })

  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data])

  const edit = useCallback(
    (change: (rows: Row[]) => Row[]) =>
      answers.setQueryData<InfiniteData<ListAnswer>>(
        key,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({ ...page, data: change(page.data) })),
          },
      ),
    [key],
  )

  /** Asks some rows again and puts them where they stand; those that are gone disappear. */
  const refresh = useCallback(
    async (ids: readonly string[]) => {
      for (let from = 0; from < ids.length; from += 200) {
        const some = ids.slice(from, from + 200)
        const answer = await call.list(object, {
          filter: `id in (${some.map((id) => `"${id}"`).join(', ')})`,
          select,
          limit: 200,
        })
        const fresh = new Map(answer.data.map((row) => [row.id, row]))
        const asked = new Set(some)
        edit((list) => list.flatMap((row) => (asked.has(row.id) ? (fresh.get(row.id) ?? []) : row)))
      }
      void answers.invalidateQueries({ queryKey: keys.sum(object) })
    },
    [object, select, edit],
  )

  const reload = useCallback(() => {
    setStale(false)
    void answers.invalidateQueries({ queryKey: keys.sum(object) })
    return answers.resetQueries({ queryKey: key, exact: true })
  }, [key, object])

  const hear = useCallback(
    (touched: readonly Touched[]) => {
      const mine = touched.filter((one) => one.object === object)
      const ids = new Set(mine.map((one) => one.record))
      const known = rows.filter((row) => ids.has(row.id)).map((row) => row.id)
      if (known.length) void refresh(known).catch(() => undefined)
      // What others changed under one's eyes is shown for a moment.
      const theirs = new Set(mine.filter((one) => one.who !== me).map((one) => one.record))
      if (known.some((id) => theirs.has(id))) setFresh(theirs)
      // What others added is told of, not pushed under the hands; one's own adding reloads the list anyway.
      const added = mine.some((one) => ['create', 'restore'].includes(one.deed) && one.who !== me)
      if (added) setStale(true)
    },
    [object, rows, refresh, me],
  )
  useTouched(hear)

  return {
    ...query,
    rows,
    refresh,
    reload,
    stale,
    fresh,
    count: query.data?.pages[0]?.count ?? null,
  }
}

export interface Sum {
  currency: string | null
  n: number
  sums: Record<string, string>
}

/** Count and sums of all rows that fit, not only of those loaded; one line per currency. */
export function useSums(
  ask: Pick<RowsAsk, 'object' | 'filter' | 'search'>,
  money: readonly string[],
  byCurrency: boolean,
) {
  const { object, filter, search } = ask
  return useQuery({
    queryKey: keys.sum(object, 'footer', filter, search, money.join(','), byCurrency),
    queryFn: async ({ signal }): Promise<Sum[]> => {
      const measure = {
        n: 'count()',
        ...Object.fromEntries(money.map((path, at) => [`s${at}`, `sum(${path})`])),
      }
      const { data } = await call.query(
        {
          from: object,
          measure,
          ...(filter ? { where: filter } : {}),
          ...(search ? { search } : {}),
          ...(byCurrency ? { by: ['currency'] } : {}),
        },
        signal,
      )
      return data.map((row) => ({
        currency: typeof row.currency === 'string' ? row.currency : null,
        n: Number(row.n ?? 0),
        sums: Object.fromEntries(money.map((path, at) => [path, String(row[`s${at}`] ?? '0')])),
      }))
    },
    placeholderData: keepPreviousData,
    retry: false,
  })
}
