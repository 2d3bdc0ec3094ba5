// Which instant does a wall clock show? Day and minute in a time zone → ISO 8601 in UTC.
import { local } from '#web/format.ts'

/** "2026-11-23 09:00" in Asia/Shanghai → "2026-11-23T01:00:00.000Z". A minute that a clock change skips moves on. */
export function instantOf(wall: string, zone: string): string {
  const wanted = Date.parse(`${wall.replace(' ', 'T')}:00Z`)
  let guess = wanted
  // The offset at the guess may differ from the one at the answer, so it is looked up twice.
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${local(new Date(guess).toISOString(), zone).replace(' ', 'T')}:00Z`)
    guess += wanted - shown
  }
  return new Date(guess).toISOString()
}
