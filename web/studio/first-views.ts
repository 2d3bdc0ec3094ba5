// With what does a new report or a new dashboard begin, in the studio and for oneself?
import type { Words } from '#kernel/error.ts'
import type { Board } from '#kernel/view/board.ts'
import type { Report } from '#kernel/view/report.ts'

/** How many records there are. */
export const firstReport = (label: Words, object: string): Report => ({
  label,
  object,
  measures: { count: { label: { zh: '数量', en: 'Count' }, of: 'count()' } },
  as: 'table',
})

/** Empty; a dashboard has a period for all that stands on it. */
export const firstBoard = (label: Words, period: boolean): Board => ({
  label,
  ...(period
    ? { filters: { period: { label: { zh: '时段', en: 'Period' }, kind: 'period' } } }
    : {}),
  blocks: {},
})
