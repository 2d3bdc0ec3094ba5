// With what does a new report or a new dashboard begin, in the studio and for oneself?
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import type { Board } from '#kernel/view/board.ts'
import type { Report } from '#kernel/view/report.ts'

/** What a number of records is called. */
export const counted: Words = { zh: '数量', en: 'Count' }

/** How many records there are. */
export const firstReport = (label: Words, object: string): Report => ({
  label,
  object,
  measures: { count: { label: counted, of: 'count()' } },
  as: 'table',
})

/** By what its records are likely counted first. */
export const firstGroup = (object: MetaObject): string =>
  object.lifecycle ? 'stage' : object.fields.owner ? 'owner' : object.title

/** The day that a record is likely meant by: one that each has, otherwise when it was made. */
const firstDate = ({ fields }: MetaObject): string =>
  Object.entries(fields).find(([, field]) => field.kind === 'date' && field.required)?.[0] ??
  'created_at'

/** How many records there are in each group, drawn as bars. */
export const firstChart = (label: Words, object: MetaObject): Report => ({
  ...firstReport(label, object.name),
  rows: [{ by: firstGroup(object) }],
  // So that the period of a board reaches it.
  period: { by: firstDate(object) },
  as: 'bar',
})

/** Empty; a dashboard has a period for all that stands on it. */
export const firstBoard = (label: Words, period: boolean): Board => ({
  label,
  ...(period
    ? { filters: { period: { label: { zh: '时段', en: 'Period' }, kind: 'period' } } }
    : {}),
  blocks: {},
})
