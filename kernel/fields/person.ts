// What is a person field? A reference to a person of the company.
import type { FieldKind } from '../field.ts'
import { uuidValue } from './uuid-value.ts'

export const person: FieldKind<'person'> = {
  kind: 'person',
  column: 'uuid',
  type: () => ({ type: 'ref', object: 'person' }),
  parse: (value, _field, path, problems) => uuidValue(value, path, problems, 'person'),
  aggregates: ['count'],
  openapi: () => ({ type: ['string', 'null'], format: 'uuid', description: 'id of a person' }),
}
