// Which days are in sight? The same answer for what is drawn and for what is counted below it.
import { dayNumber, dayOf, lengthOfMonth, readDay } from '#kernel/formula/calendar.ts'
import { calendarWindow, timelineWindow } from '#kernel/view/dates.ts'
import type { Range } from '#kernel/view/period.ts'
import type { Zoom } from '#kernel/view/view.ts'
import type { ListState } from '#web/list/list-state.ts'

type Looked = Pick<ListState, 'at' | 'zoom'>

/** The day around which it is drawn. */
export const dayIn = ({ at }: Looked, today: number): number => (at && readDay(at)) || today

/** A calendar has weeks and months, a timeline all of them. */
export const zoomIn = (layout: 'calendar' | 'timeline', { zoom }: Looked): Zoom =>
  layout === 'timeline' ? (zoom ?? 'month') : zoom === 'week' ? 'week' : 'month'

/** A phone shows the days of the month only, a desk its weeks. */
export function rangeIn(
  layout: 'calendar' | 'timeline',
  state: Looked,
  today: number,
  phone: boolean,
): Range {
  const at = dayIn(state, today)
  const zoom = zoomIn(layout, state)
  if (layout === 'timeline') return timelineWindow(zoom, at)
  return phone && zoom === 'month' ? monthOf(at) : calendarWindow(zoom, at)
}

function monthOf(at: number): Range {
  const { year, month } = dayOf(at)
  const first = dayNumber(year, month, 1)
  return { from: first, to: first + lengthOfMonth(year, month) - 1 }
}
