// Can the company's time zone and working hours be read, and may its currency still change? Every day, deadline and book counts by them.
import { isZone } from '#kernel/formula/zone.ts'
import { readHours } from '#kernel/time/working-time.ts'
import type { ObjectDef } from '#kernel/object.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const deriveCompany: NonNullable<ObjectDef['derive']> = async (ctx, row, before) => {
  const hours = text(row, 'work_hours')
  if (hours !== null && readHours(hours) === null)
    no('hours-not-read', { hours: hours.slice(0, 60) })
  const zone = text(row, 'zone')
  if (zone !== null && !isZone(zone)) no('zone-not-known', { zone: zone.slice(0, 60) })
  const was = before && text(before, 'currency')
  if (
    was &&
    was !== text(row, 'currency') &&
    (await ctx.find('journal_entry', {}, { limit: 1 })).length
  )
    no('base-currency-stands', { currency: was })
  return {}
}
