// How do values of PostgreSQL become values of the program, and back?

import pg from 'pg'

type Parse = (text: string) => unknown

const same: Parse = (text) => text

/** text[]; the driver's list of type numbers knows no arrays, its reader does. */
const textArray: number = 1009
const texts: Parse = pg.types.getTypeParser(textArray)
const list = (parse: Parse): Parse => {
  const inside = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(inside) : typeof item === 'string' ? parse(item) : item
  return (text) => inside(texts(text))
}

/** A whole number as a number while that is exact, else as text: a count is a number, a huge id is safe. */
const integer: Parse = (text) => {
  const n = Number(text)
  return Number.isSafeInteger(n) ? n : text
}

/**
 * `2026-11-23 10:00:00.123456+00` → `2026-11-23T10:00:00.123456Z`. All digits are kept, so that a
 * cursor made of an instant finds its row again. What is no usual instant (infinity, BC) stays as it is.
 */
export const instant = (text: string): string => {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(\+00(?::00)?)?$/.exec(text)
  if (parts) return `${parts[1]}T${parts[2]}Z`
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

const json: Parse = (text) => JSON.parse(text)
const yes: Parse = (text) => text === 't'
const bytes = (text: string): Buffer => Buffer.from(text.slice(2), 'hex')

/** Type number of PostgreSQL → its reading. What is not here stays text: numeric, date, uuid, text. */
const readings: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [16, yes],
  [20, integer],
  [21, Number],
  [23, Number],
  [26, Number],
  [700, Number],
  [701, Number],
  [17, bytes],
  [114, json],
  [3802, json],
  [1184, instant],
  [1000, list(yes)],
  [1016, list(integer)],
  [1005, list(Number)],
  [1007, list(Number)],
  [1028, list(Number)],
  [1021, list(Number)],
  [1022, list(Number)],
  [199, list(json)],
  [3807, list(json)],
  [1185, list(instant)],
  // text, varchar, char, name, uuid, numeric, date
  ...[1009, 1015, 1014, 1003, 2951, 1231, 1182].map((oid): [number, Parse] => [oid, list(same)]),
])

/** The readings in the shape that the driver asks for. Money (numeric) is text, never a float. */
export const parsed = { getTypeParser: (oid: number): Parse => readings.get(oid) ?? same }

/** Every value as the text that PostgreSQL sent: for JSON made there and passed through. */
export const untouched = { getTypeParser: (): Parse => same }

/** Only these need no quotes in an array; a record carries dozens of them, and the driver quotes one by one. */
const isWhole = (item: unknown): boolean => Number.isInteger(item)

/**
 * A parameter as the driver should see it. An object that says itself what its text is (an exact
 * decimal, an instant) travels as that text; the driver would wrap a decimal in JSON quotes and
 * print an instant in the machine's own time zone.
 */
export function parameter(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.every(isWhole) ? `{${value.join()}}` : value.map(parameter)
  if ('toJSON' in value && typeof value.toJSON === 'function' && !Buffer.isBuffer(value)) {
    const text: unknown = value.toJSON()
    if (typeof text === 'string') return text
  }
  return value
}
