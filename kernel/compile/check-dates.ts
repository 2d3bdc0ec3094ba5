// Are the days of a record dates or instants of its own?
import type { AppObject } from '../app.ts'
import type { Say } from '../formula-in.ts'
import { type Dates, isDay } from '../view/dates.ts'

/** Says each part of the days that is no field, or none with a day. */
export function checkDates(path: string, object: AppObject, dates: Partial<Dates>, say: Say): void {
  for (const part of ['starts', 'ends'] as const) {
    const named = dates[part]
    if (named !== undefined && !isDay(object.fields[named]))
      say(`${path}.${part}`, `「${named}」不是日期字段`, `“${named}” is no field with a date`)
  }
  if (dates.group !== undefined && !Object.hasOwn(object.fields, dates.group))
    say(`${path}.group`, `没有字段「${dates.group}」`, `there is no field “${dates.group}”`)
}
