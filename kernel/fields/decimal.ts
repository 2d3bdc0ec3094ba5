// What is a decimal field? An exact number: quantity, rate, weight.
import type { FieldKind } from '../field.ts'
import { asText } from './as-text.ts'
import { decimalValue } from './decimal-value.ts'

export const decimal: FieldKind<'decimal'> = {
  kind: 'decimal',
  column: 'numeric',
  type: () => ({ type: 'number' }),
  parse: (value, field, path, problems) =>
    decimalValue(value, path, problems, {
      digits: field.digits ?? 6,
      min: field.min,
      max: field.max,
    }),
  json: asText,
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median'],
  openapi: () => ({ type: ['string', 'null'], format: 'decimal' }),
}
