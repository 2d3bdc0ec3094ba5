// What is a reference? The id of a record of another object.
import type { FieldKind } from '../field.ts'
import { uuidValue } from './uuid-value.ts'

export const ref: FieldKind<'ref'> = {
  kind: 'ref',
  column: 'uuid',
  type: (field) => ({ type: 'ref', object: field.object }),
  parse: (value, field, path, problems) => uuidValue(value, path, problems, field.object),
  aggregates: ['count'],
  openapi: (field) => ({
    type: ['string', 'null'],
    format: 'uuid',
    description: `id of a ${field.object}`,
  }),
}
