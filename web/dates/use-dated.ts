// Which records stand in the window? One question for all of it, at most two thousand rows, fresh when something changes.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { windowFilter } from '#kernel/view/dates.ts'
import type { Range } from '#kernel/view/period.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { titlePath, useMeta } from '#web/meta.ts'
import { datedOf } from './dated.ts'
import type { Dated, Fields } from './dated.ts'

/** More bars than this say nothing more to anybody. */
export const most = 2000

export interface DatedAsk {
  object: MetaObject
  filter: string
  search: string
  dates: Fields
  range: Range
  /** Further fields that are shown. */
  fields?: readonly string[]
  limit?: number
}

export const dated = 'dated'

export function useDated(ask: DatedAsk, enabled = true) {
  const { object, search, dates, range, fields = [], limit = most } = ask
  const meta = useMeta()
  const filter = allOf([ask.filter, windowFilter(dates, range)])
  const wanted = [
    object.title,
    'number',
    'stage',
    'owner',
    dates.starts,
    dates.ends ?? '',
    ...fields,
  ]
  const titles = wanted.flatMap((name) => {
    const field = object.fields[name]
    return (field && titlePath(meta, name, field)) ?? []
  })
  const select = ['id', 'version', ...wanted.filter((name) => object.fields[name]), ...titles]
  const query = useQuery({
    queryKey: keys.sum(object.name, dated, filter, search, select.join(','), limit),
    queryFn: async ({ signal }) => {
      const rows: Row[] = []
      let after: string | null = null
      do {
        const page: { data: Row[]; next: string | null } = await call.list(
          object.name,
          {
            filter,
            search,
            select,
            sort: dates.starts,
            limit: Math.min(1000, limit),
            ...(after ? { after } : {}),
          },
          signal,
        )
        rows.push(...page.data)
        after = page.next
      } while (after && rows.length < limit)
      return { rows, cut: after !== null }
    },
    placeholderData: keepPreviousData,
    enabled,
    retry: false,
  })
  const { company } = meta
  const list = useMemo(
    () =>
      (query.data?.rows ?? []).flatMap((row): Dated[] => {
        const one = datedOf(object, row, dates, company)
        return one ? [one] : []
      }),
    // The names of the fields say which dates are meant.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [query.data, object, dates.starts, dates.ends, company],
  )
  return { ...query, list, filter, cut: query.data?.cut ?? false }
}

/** Puts a row as it is now into every window that shows it, before the server has said so. */
export const putDated = (object: string, row: Row): void =>
  void answers.setQueriesData<{ rows: Row[]; cut: boolean }>(
    { queryKey: keys.sum(object, dated) },
    (data) => data && { ...data, rows: data.rows.map((one) => (one.id === row.id ? row : one)) },
  )
