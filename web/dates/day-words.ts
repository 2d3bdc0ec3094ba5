// How are days, weeks and months named over a calendar and a timeline?
import { dayOf, writeDay } from '#kernel/formula/calendar.ts'
import type { Range } from '#kernel/view/period.ts'
import { language } from '#web/words.ts'

const made = new Map<string, Intl.DateTimeFormat>()
function format(day: number, look: Intl.DateTimeFormatOptions): string {
  const key = `${language()} ${JSON.stringify(look)}`
  const known =
    made.get(key) ??
    new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { ...look, timeZone: 'UTC' })
  made.set(key, known)
  return known.format(new Date(`${writeDay(day)}T00:00:00Z`))
}

/** 2026年11月, November 2026 */
export const monthName = (day: number): string => format(day, { year: 'numeric', month: 'long' })
/** 11月, Nov */
export const shortMonth = (day: number): string => format(day, { month: 'short' })
/** 11月26日星期四, Thursday 26 November */
export const dayName = (day: number): string =>
  format(day, { month: 'long', day: 'numeric', weekday: 'long' })
/** 周四, Thu */
export const weekdayName = (day: number): string => format(day, { weekday: 'short' })
/** 11月26日, 26 Nov */
export const shortDay = (day: number): string => format(day, { month: 'short', day: 'numeric' })
export const yearName = (day: number): string => format(day, { year: 'numeric' })
export const quarterName = (day: number): string => `Q${Math.floor((dayOf(day).month - 1) / 3) + 1}`

/** From the first to the last day: with the year once. */
export const rangeName = ({ from, to }: Range): string =>
  dayOf(from).year === dayOf(to).year
    ? language() === 'zh'
      ? `${yearName(from)}${shortDay(from)} – ${shortDay(to)}`
      : `${shortDay(from)} – ${shortDay(to)} ${yearName(to)}`
    : language() === 'zh'
      ? `${yearName(from)}${shortDay(from)} – ${yearName(to)}${shortDay(to)}`
      : `${shortDay(from)} ${yearName(from)} – ${shortDay(to)} ${yearName(to)}`

/** From the first to the last month. */
export const monthsName = ({ from, to }: Range): string => `${monthName(from)} – ${monthName(to)}`
