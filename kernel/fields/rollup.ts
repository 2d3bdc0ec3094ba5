// What is a rollup? An aggregate over child rows, computed in the statement that asks for it.
import type { FieldKind } from '../field.ts'
import { givenType } from './formula.ts'

export const rollup: FieldKind<'rollup'> = {
  kind: 'rollup',
  column: null,
  type: (field) => givenType({ gives: field.gives ?? 'decimal' }),
  parse: (_value, _field, path, problems) => (problems.add(path, 'read-only'), null),
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median'],
  openapi: () => ({ type: ['string', 'integer', 'null'], readOnly: true }),
}
