// Is this a time table of cron: minute, hour, day of the month, month, day of the week?

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Lowest and highest number of each of the five parts, and names for them. */
const fields: readonly (readonly [low: number, high: number, names: readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, months],
  [0, 7, days],
]

/** `0 9 * * 1-5`, `0/15 8-18 * * *`, `0 8 1,15 * *`; none that could never be read by the one who keeps the time. */
export function isCron(text: unknown): boolean {
  const parts = typeof text === 'string' ? text.trim().split(/\s+/) : []
  return (
    parts.length === fields.length &&
    parts.every((part, i) => part.split(',').every((one) => isPart(one, fields[i]!)))
  )
}

function isPart(one: string, [low, high, names]: (typeof fields)[number]): boolean {
  const [range = '', step, ...more] = one.split('/')
  if (more.length || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false
  if (range === '*') return true
  const [from, to, ...rest] = range.split('-').map((word) => numberOf(word, low, names))
  const inside = (value: number | undefined): boolean =>
    value !== undefined && value >= low && value <= high
  return (
    rest.length === 0 &&
    inside(from) &&
    (to === undefined || (inside(to) && from! <= to)) &&
    !range.endsWith('-')
  )
}

function numberOf(word: string, low: number, names: readonly string[]): number {
  const at = names.indexOf(word.toLowerCase())
  return at >= 0 ? at + low : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN
}
