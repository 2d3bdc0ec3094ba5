// From when to when does the river look? The last months and the ones before them, each as it stood at its end.
import { addMonths, readDay, writeDay } from '#kernel/formula/calendar.ts'
import { readInstant, writeInstant } from '#kernel/formula/instant.ts'
import { dayIn } from '#server/records/world.ts'

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

/** The last `months` months up to `now`, and the `months` months before them. */
export function momentsOf(
  now: Date,
  zone: string,
  months: number,
): { now: Moment; before: Moment } {
  const start = (day: string): string => writeInstant(readInstant(day, zone)!)
  const today = dayIn(zone, now)
  const from = shifted(today, -months)
  const earlier = shifted(today, -2 * months)
  return {
    now: { from, from_at: start(from), at: now.toISOString(), to: today, today, past: false },
    before: {
      from: earlier,
      from_at: start(earlier),
      at: start(from),
      to: shifted(from, 0, -1),
      today: from,
      past: true,
    },
  }
}
