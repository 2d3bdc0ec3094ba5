// What has the window asked already? One cache; its keys say which object and record an answer is about.
import { QueryClient } from '@tanstack/react-query'
import type { Query } from '@tanstack/react-query'
import { CallError } from './call.ts'

/** The one cache. A "no" is not asked again; a lost connection is. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (times, error) =>
        times < 2 && error instanceof CallError && (error.status === 0 || error.status === 503),
    },
  },
})

/**
 * Keys of answers about records. Everything under `['records', object]` is asked again when a record of that
 * object changes, except `one` of another id and the `rows` of a list that is on the screen: it keeps them fresh by itself.
 */
export const keys = {
  /** Pages of a list that was scrolled. */
  rows: (object: string, ...ask: unknown[]) => ['records', object, 'rows', ...ask] as const,
  /** Sums, counts, small related lists. */
  sum: (object: string, ...ask: unknown[]) => ['records', object, 'sum', ...ask] as const,
  /** Anything about one record: the record itself, its page, chain, history. */
  one: (object: string, id: string, ...what: unknown[]) =>
    ['records', object, 'one', id, ...what] as const,
  /** Titles that pickers offer. */
  picks: (object: string, ...ask: unknown[]) => ['records', object, 'picks', ...ask] as const,
  meta: ['meta'] as const,
  /** All about the model that administrators ask. */
  model: ['model'] as const,
  inbox: ['inbox'] as const,
  work: ['work'] as const,
  cockpit: (...ask: unknown[]) => ['cockpit', ...ask] as const,
}

/** Rows under somebody's eyes; those of a list that was left are asked again when one comes back to it. */
export const areOnScreen = (query: Query): boolean =>
  query.queryKey[2] === 'rows' && query.isActive()

/** After a publish the whole window knows the new model at once. */
export const modelMoved = (): Promise<unknown> =>
  Promise.all([keys.model, keys.meta].map((queryKey) => answers.invalidateQueries({ queryKey })))
