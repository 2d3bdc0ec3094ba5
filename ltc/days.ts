// Which day is so many days later? On the calendar, without hours or zones.

/** `2026-01-31` and 1 → `2026-02-01`. What would lie outside the calendar is its first or last day. */
export function daysAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  if (at.getUTCFullYear() < 1) return '0001-01-01'
  if (at.getUTCFullYear() > 9999) return '9999-12-31'
  return at.toISOString().slice(0, 10)
}
