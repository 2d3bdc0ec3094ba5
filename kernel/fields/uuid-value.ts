// How is a record's id taken in?
import type { Problems } from '../error.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && uuid.test(value)

/** The id in lower case, or null with a problem; whether the record exists is asked at the door. */
export function uuidValue(
  value: unknown,
  path: string,
  problems: Problems,
  object: string,
): string | null {
  if (isUuid(value)) return value.toLowerCase()
  problems.add(path, 'no-such-record', { object })
  return null
}
