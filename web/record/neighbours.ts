// Which record comes before and after this one in the list one came from? Known as long as the list is remembered.
import type { InfiniteData } from '@tanstack/react-query'
import { answers } from '#web/asks.ts'
import type { ListAnswer } from '#web/call.ts'

export interface Neighbours {
  readonly before: string | null
  readonly after: string | null
  /** Place from 1, and how many are loaded. */
  readonly place: number
  readonly all: number
}

/** The last list of the object that was asked for and that holds the record. */
export function neighboursOf(object: string, id: string): Neighbours | null {
  const lists = answers
    .getQueryCache()
    .findAll({ queryKey: ['records', object, 'rows'] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const list of lists) {
    const data = list.state.data as InfiniteData<ListAnswer> | undefined
    const ids = data?.pages?.flatMap((page) => page.data.map((row) => row.id)) ?? []
    const at = ids.indexOf(id)
    if (at >= 0)
      return {
        before: ids[at - 1] ?? null,
        after: ids[at + 1] ?? null,
        place: at + 1,
        all: data?.pages[0]?.count ?? ids.length,
      }
  }
  return null
}
