// What is an address field? Province, city, district and street, as one value.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

const parts = ['country', 'province', 'city', 'district', 'street', 'postcode'] as const

export const address: FieldKind<'address'> = {
  kind: 'address',
  label: { zh: '地址', en: 'Address' },
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
