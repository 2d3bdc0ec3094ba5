// What is a formula field? A value that follows from others; it has no column.
import type { FieldKind, FieldOf } from '../field.ts'
import type { Scalar } from '../formula/type.ts'

const scalar: Record<string, Scalar> = {
  text: 'text',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  integer: 'number',
  date: 'date',
  datetime: 'datetime',
  yes_no: 'boolean',
}

/** The type that `gives` names; money where nothing is said would be a guess, so it is a decimal. */
export const givenType = (field: Pick<FieldOf<'formula'>, 'gives'>): { type: Scalar } => ({
  type: scalar[field.gives ?? 'decimal'] ?? 'number',
})

export const formula: FieldKind<'formula'> = {
  kind: 'formula',
  column: null,
  type: givenType,
  parse: (_value, _field, path, problems) => (problems.add(path, 'read-only'), null),
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median'],
  openapi: () => ({ type: ['string', 'number', 'boolean', 'null'], readOnly: true }),
}
