// What is a URL field? An http(s) address; other schemes never become a link.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

export const url: FieldKind<'url'> = {
  kind: 'url',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => {
    const text = textValue(value, path, problems, 2000)
    if (text === null) return null
    const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
    const parsed = URL.parse(full)
    if (parsed && /^https?:$/.test(parsed.protocol)) return full
    problems.add(path, 'wrong-type', { expected: 'http(s)://…' })
    return null
  },
  aggregates: ['count'],
  openapi: () => ({ type: ['string', 'null'], format: 'uri' }),
}
