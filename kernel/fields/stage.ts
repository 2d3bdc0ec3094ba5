// What is the stage field? Where the record stands in its lifecycle; only moves write it.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

export const stage: FieldKind<'stage'> = {
  kind: 'stage',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => textValue(value, path, problems, 63),
  aggregates: ['count'],
  openapi: () => ({ type: 'string', readOnly: true }),
}
