// From when to when does the river look? The last months and the ones before them, each as it stood at its end.
import { addMonths, readDay, writeDay } from '#kernel/formula/calendar.ts'
import { readInstant, writeInstant } from '#kernel/formula/instant.ts'
import { dayIn } from '#server/world/world.ts'

/** A period and the moment at which it is looked at. Days are those of the company's time zone. */
export interface Moment {
  /** First day of the period, and its first instant. */
  readonly from: string
  readonly from_at: string
  /** The instant up to which everything counts; later things have not happened yet. */
  readonly at: string
  /** Last day of the period. */
  readonly to: string
  /** The day on which the period is looked at: what was due before it is overdue. */
  readonly today: string
  /** True for a moment in the past, whose stages have to be found again. */
  readonly past: boolean
}

const shifted = (day: string, months: number, days = 0): string => {
  const moved = addMonths(readDay(day)!, months)
  return writeDay((typeof moved === 'number' ? moved : readDay(day)!) + days)
}

/**
 * The last `months` months up to `now`, and the `months` months before them.
 * @param until a day that is over: then those up to its end, as it stood there
 */
export function momentsOf(
  now: Date,
  zone: string,
  months: number,
  until: string | null = null,
): { now: Moment; before: Moment } {
  const start = (day: string): string => writeInstant(readInstant(day, zone)!)
  const end = until === null ? dayIn(zone, now) : shifted(until, 0, 1)
  const from = shifted(end, -months)
  const earlier = shifted(end, -2 * months)
  const over = (first: string, next: string): Moment => ({
    from: first,
    from_at: start(first),
    at: start(next),
    to: shifted(next, 0, -1),
    today: next,
    past: true,
  })
  return {
    now:
      until === null
        ? { from, from_at: start(from), at: now.toISOString(), to: end, today: end, past: false }
        : over(from, end),
    before: over(earlier, from),
  }
}
