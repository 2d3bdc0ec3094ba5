// What is an address field? Province, city, district and street, as one value.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

const parts = ['country', 'province', 'city', 'district', 'street', 'postcode'] as const

/** Province, city, district and street in one line, as an address is written; `value` in parts, or as kept. */
export function addressLine(value: unknown): string {
  const whole =
    typeof value === 'string' && value.startsWith('{') ? (JSON.parse(value) as unknown) : value
  if (typeof whole !== 'object' || whole === null) return typeof whole === 'string' ? whole : ''
  const { country, province, city, district, street, postcode } = whole as Record<
    string,
    string | undefined
  >
  const line = [country, province, city === province ? '' : city, district, street]
  return [line.filter(Boolean).join(''), postcode].filter(Boolean).join(' ')
}

/** Is what was given only the line that the address already has, as it comes back from a file? Then its parts stand. */
export const isItsLine = (before: unknown, given: unknown): boolean =>
  Object.keys(given ?? {}).join() === 'street' &&
  addressLine(before) === (given as { street: string }).street

export const address: FieldKind<'address'> = {
  kind: 'address',
  column: 'jsonb',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => {
    const given = typeof value === 'string' ? { street: value } : value
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      problems.add(path, 'wrong-type', { expected: { zh: '地址', en: 'address' } })
      return null
    }
    for (const name of Object.keys(given))
      if (!(parts as readonly string[]).includes(name))
        problems.add(`${path}.${name}`, 'unknown-field', { name: name.slice(0, 80) })
    const kept: Record<string, string> = {}
    for (const name of parts) {
      const one = (given as Record<string, unknown>)[name]
      const text =
        one === undefined || one === null || one === ''
          ? null
          : textValue(one, `${path}.${name}`, problems, 200)
      if (text !== null) kept[name] = text
    }
    return Object.keys(kept).length ? JSON.stringify(kept) : null
  },
  aggregates: ['count'],
  openapi: () => ({
    type: ['object', 'null'],
    properties: Object.fromEntries(parts.map((name) => [name, { type: 'string' }])),
  }),
}
