// What are lines? Child rows, nested under their field; each row is checked as a record of its object (read-input.ts).
import type { FieldKind } from '../field.ts'

export const lines: FieldKind<'lines'> = {
  kind: 'lines',
  column: null,
  type: (field) => ({ type: 'rows', object: field.object }),
  parse: (value, _field, path, problems) => {
    if (Array.isArray(value) && value.length <= 1000) return value
    if (Array.isArray(value)) problems.add(path, 'too-big', { max: 1000 })
    else problems.add(path, 'wrong-type', { expected: { zh: '行的列表', en: 'list of rows' } })
    return null
  },
  aggregates: [],
  openapi: (field) => ({ type: 'array', items: { $ref: `#/components/schemas/${field.object}` } }),
}
