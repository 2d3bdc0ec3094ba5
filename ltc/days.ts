// Which day is so many days later? On the calendar, without hours or zones.

/** `2026-01-31` and 1 → `2026-02-01`. */
export function daysAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
