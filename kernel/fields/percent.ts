// What is a percent field? An exact number in percent: "10" is 10 %.
import type { FieldKind } from '../field.ts'
import { asText } from './as-text.ts'
import { decimalValue } from './decimal-value.ts'

export const percent: FieldKind<'percent'> = {
  kind: 'percent',
  column: 'numeric',
  type: () => ({ type: 'number' }),
  parse: (value, field, path, problems) =>
    decimalValue(value, path, problems, {
      digits: field.digits ?? 4,
      min: field.min,
      max: field.max,
    }),
  json: asText,
  aggregates: ['count', 'avg', 'min', 'max', 'median'],
  openapi: () => ({
    type: ['string', 'null'],
    format: 'decimal',
    description: 'in percent: "10" is 10 %',
  }),
}
