// Does a row stand in its stage longer than it may? As the server says it on the record, here for a whole list.
import type { Stage } from '#kernel/lifecycle/lifecycle.ts'
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import type { WorkCalendar } from '#kernel/time/working-time.ts'
import { dueAt } from '#kernel/time/working-time.ts'

const day = 86_400_000

/** For how many days a row is in its stage, once that is longer than the stage's limit; null before. */
export function stuckDays(
  stage: Stage | undefined,
  since: unknown,
  calendar: WorkCalendar,
  now: Date,
): number | null {
  const limit = limitOf(stage)
  const entered = typeof since === 'string' ? new Date(since) : null
  if (!limit || !entered || Number.isNaN(entered.getTime())) return null
  if (dueAt(calendar, entered, limit) > now) return null
  return Math.floor((now.getTime() - entered.getTime()) / day)
}
