// Which moment is it when the clocks of a place show this, and what do they show at a moment?

const clocks = new Map<string, Intl.DateTimeFormat>()

/**
 * Making a formatter costs far more than using it, so each zone's is kept; it has no state of its
 * own.
 */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(zone, clock)
  }
  return clock
}

/** What the clocks of `zone` (IANA name) show at an instant: `2026-11-23T16:00:00`. */
export function localTime(instant: number, zone: string): string {
  // Swedes write dates as ISO does, which saves taking the parts one by one.
  if (zone === 'UTC') return new Date(instant).toISOString().slice(0, 19)
  // Years before 1000 are written without their zeros.
  return clockOf(zone).format(instant).replace(' ', 'T').padStart(19, '0')
}

/** Beyond these days clocks would show years that are not written with four digits. */
const earliest = Date.parse('0001-01-03T00:00:00Z')
const latest = Date.parse('9999-12-29T00:00:00Z')

/**
 * The instant (ISO, UTC) at which the clocks of `zone` show `local`. An hour that is skipped in
 * spring gives the moment as if the clocks had not been moved yet; of an hour that comes twice, the
 * first.
 */
export function instantOf(local: string, zone: string): string {
  const asUtc = Date.parse(`${local.length === 10 ? `${local}T00:00:00` : local}Z`)
  const offsetAt = (asked: number): number => {
    const instant = Math.min(Math.max(asked, earliest), latest)
    return Date.parse(`${localTime(instant, zone)}Z`) - instant
  }
  const before = offsetAt(asUtc - 86_400_000)
  const first = asUtc - before
  const instant = offsetAt(first) === before ? first : asUtc - offsetAt(first)
  const sound = localTime(instant, zone) === localTime(asUtc, 'UTC')
  return new Date(sound ? instant : first).toISOString().replace(/\.\d+Z$/, 'Z')
}
