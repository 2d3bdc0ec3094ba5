// What is a datetime field? An instant; people see it in their time zone.
import type { FieldKind } from '../field.ts'
import { isDay } from './date.ts'

const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

/** The years 1 to 9999 in UTC; the zone of a text may lead out of them. */
const [earliest, latest] = [-62_135_596_800_000, 253_402_300_799_999]

export const datetime: FieldKind<'datetime'> = {
  kind: 'datetime',
  column: 'timestamptz',
  type: () => ({ type: 'datetime' }),
  parse: (value, _field, path, problems) => {
    const match = typeof value === 'string' ? instant.exec(value) : null
    const at = match && isDay(match[1]!) ? new Date(value as string) : null
    if (at && at.getTime() >= earliest && at.getTime() <= latest) return at.toISOString()
    problems.add(path, 'wrong-type', { expected: 'YYYY-MM-DDTHH:mm:ssZ' })
    return null
  },
  aggregates: ['count', 'min', 'max'],
  openapi: () => ({ type: ['string', 'null'], format: 'date-time' }),
}
