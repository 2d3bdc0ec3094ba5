// Which value may stand where another type is asked for?

import { readDay } from './calendar.ts'
import { readInstant } from './instant.ts'
import { call, literal, type Node } from './node.ts'
import { date, datetime, sameType, text, type Type } from './type.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (value: string): boolean => uuid.test(value)

/** The node as the wanted type, `undefined` where that has no meaning. Literals are read, dates widened. */
export function fitted(node: Node, want: Type): Node | undefined {
  if (node.type.type === 'empty') return literal(want, null)
  if (sameType(node.type, want)) return node
  if (node.node === 'literal' && node.type.type === 'text' && typeof node.value === 'string')
    return readLiteral(node.value, want)
  if (want.type === 'date' && node.type.type === 'datetime') return call('day-of', [node], date)
  if (want.type === 'datetime' && node.type.type === 'date')
    return call('start-of-day', [node], datetime)
  return undefined
}

/** A text written in the formula, read as another type: `close_date < "2026-01-31"`. */
function readLiteral(value: string, want: Type): Node | undefined {
  switch (want.type) {
    case 'date':
      return readDay(value) === undefined ? undefined : literal(want, value)
    case 'datetime':
      return readInstant(value, 'UTC') === undefined ? undefined : literal(want, value)
    case 'number':
      return /^-?[0-9]{1,20}(\.[0-9]{1,16})?$/.test(value) ? literal(want, value) : undefined
    case 'ref':
      return isUuid(value) ? literal(want, value.toLowerCase()) : undefined
    default:
      return undefined
  }
}

/** Any single value as text, for `&` and the text functions. */
export function asText(node: Node): Node | undefined {
  switch (node.type.type) {
    case 'text':
    case 'empty':
      return fitted(node, text)
    case 'number':
    case 'date':
    case 'datetime':
    case 'boolean':
      return call('as-text', [node], text)
    default:
      return undefined
  }
}
