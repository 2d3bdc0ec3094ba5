// What is a team field? A reference to a team of the company.
import type { FieldKind } from '../field.ts'
import { uuidValue } from './uuid-value.ts'

export const team: FieldKind<'team'> = {
  kind: 'team',
  column: 'uuid',
  type: () => ({ type: 'ref', object: 'team' }),
  parse: (value, _field, path, problems) => uuidValue(value, path, problems, 'team'),
  aggregates: ['count'],
  openapi: () => ({ type: ['string', 'null'], format: 'uuid', description: 'id of a team' }),
}
