// Which day is a spreadsheet's day number?

const dayMs = 86_400_000

/**
 * The date (or `…T…` date and time, to the second) of a day number. System 1900 counts a 29
 * February 1900 that never was, as all spreadsheets do to stay alike: numbers up to 59 are a day
 * later than their distance says, 60 is no day at all. System 1904 is that of old Macintosh files.
 * Null outside of years 1900–9999.
 */
export function serialDate(serial: number, system: 1900 | 1904 = 1900): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null
  let day = Math.floor(serial)
  let seconds = Math.round((serial - day) * 86_400)
  if (seconds === 86_400) {
    day += 1
    seconds = 0
  }
  if (system === 1900 && (day < 1 || day === 60)) return null
  const epoch = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day > 60 ? 30 : 31)
  const at = new Date(epoch + day * dayMs + seconds * 1000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null
  const text = at.toISOString()
  return seconds === 0 ? text.slice(0, 10) : text.slice(0, 19)
}

/**
 * The day number (system 1900) of a date or date and time; null before March 1900, where programs
 * disagree.
 */
export function dateSerial(date: string): number | null {
  const at = Date.parse(date.length === 10 ? `${date}T00:00:00Z` : `${date.slice(0, 19)}Z`)
  if (Number.isNaN(at)) return null
  const serial = (at - Date.UTC(1899, 11, 30)) / dayMs
  return serial < 61 ? null : serial
}
