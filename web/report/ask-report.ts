// How does the window ask for a report? A kept one by its name, one that is being built by all of it.
import { createContext, useContext } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import { keys } from '#web/asks.ts'
import { asked, send } from '#web/call.ts'

export interface Wish {
  /** A further condition. */
  filter?: string | undefined
  /** Instead of the report's own period. */
  period?: string | undefined
}

const at = (name: string): string => `/api/v1/reports/${encodeURIComponent(name)}`

export const reportFile = (name: string, format: 'xlsx' | 'csv', wish: Wish): string =>
  `${at(name)}/export${asked({ format, ...wish })}`

/** What a kept report shows; asked again when a record of its object changes. */
export const useReport = (
  name: string,
  report: Report,
  wish: Wish,
  refresh: number | false = false,
) =>
  useQuery({
    queryKey: keys.sum(report.object, 'report', name, wish.filter ?? '', wish.period ?? ''),
    queryFn: () => send<ReportAnswer>('GET', at(name) + asked({ ...wish })),
    placeholderData: (before) => before,
    staleTime: 30_000,
    refetchInterval: refresh,
  })

/** A draft of the model through which something is read. */
export interface Through {
  readonly id: string
  readonly version: number
}

/** Inside the studio: the draft on the desk, where it says more of objects than is published. */
export const ThroughContext = createContext<Through | null>(null)

/** What a report would show that is not kept yet; through a draft it may speak of what is not published. */
export function useDraftReport(report: Report | null) {
  const through = useContext(ThroughContext)
  return useQuery({
    queryKey: keys.sum(report?.object ?? '', 'draft-report', report, through),
    queryFn: ({ signal }) =>
      send<ReportAnswer>(
        'POST',
        '/api/v1/reports/run',
        { report },
        { reads: true, signal, ...(through && { draft: through.id }) },
      ),
    enabled: report !== null,
    placeholderData: (before) => before,
    retry: false,
    staleTime: 30_000,
  })
}
