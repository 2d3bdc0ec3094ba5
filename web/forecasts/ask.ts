// How does the desk of forecasts ask, and how are its periods and weeks called?
import type {
  ForecastAccuracy,
  ForecastDeals,
  ForecastDesk,
  ForecastHistory,
} from '#kernel/api/forecast.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import { bucketName, bucketRange } from '#kernel/view/period.ts'
import { keys } from '#web/asks.ts'
import { asked, send } from '#web/call.ts'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

const at = '/api/v1/desk/forecast'

export const deskKey = (...ask: unknown[]) => keys.sum('opportunity', 'forecast', ...ask)

export const askDesk = (on: string | null, week: string | null): Promise<ForecastDesk> =>
  send('GET', at + asked({ on, week }))

/** Whose figure is opened: of a person, of a team, of nobody (people who have left), or of all. */
export interface Whose {
  readonly person: string | null
  readonly scope: 'own' | 'team'
}

export const askDeals = (
  on: string,
  { person, scope }: Whose,
  part: string,
): Promise<ForecastDeals> => send('GET', `${at}/deals${asked({ on, person, scope, part })}`)

export const askHistory = (on: string, person: string): Promise<ForecastHistory> =>
  send('GET', `${at}/history/${person}${asked({ on })}`)

export const askAccuracy = (on: string): Promise<ForecastAccuracy> =>
  send('GET', `${at}/accuracy${asked({ on })}`)

type Kind = 'month' | 'quarter'

/** "2026 年第 4 季度", "Q4 2026". */
export function periodName(kind: Kind, starts_on: string): string {
  const [year, month] = [starts_on.slice(0, 4), Number(starts_on.slice(5, 7))]
  if (kind === 'quarter') return say(words.quarter_n, { year, n: Math.ceil(month / 3) })
  if (language() === 'zh') return say(words.month_n, { year, n: month })
  const name = new Date(`${starts_on}T00:00:00Z`).toLocaleString('en', {
    month: 'short',
    timeZone: 'UTC',
  })
  return `${name} ${year}`
}

/** A day of the period before or after. */
export function beside(kind: Kind, starts_on: string, by: -1 | 1): string {
  const range = bucketRange(kind, bucketName(kind, readDay(starts_on)!))!
  return writeDay(by < 0 ? range.from - 1 : range.to + 1)
}

/** "11-23 – 11-29". */
export function weekName(week: string): string {
  const last = writeDay(readDay(week)! + 6)
  return `${week.slice(5)} – ${last.slice(5)}`
}
