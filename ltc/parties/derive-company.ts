// Can the company's working hours be read? Deadlines count by them.
import { readHours } from '#kernel/time/working-time.ts'
import type { ObjectDef } from '#kernel/object.ts'
import { text } from '../read.ts'
import { no } from '../refusals.ts'

export const deriveCompany: NonNullable<ObjectDef['derive']> = (_ctx, row) => {
  const hours = text(row, 'work_hours')
  if (hours !== null && readHours(hours) === null) no('hours-not-read', { hours: hours.slice(0, 60) })
  return {}
}
