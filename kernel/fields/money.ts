// What is a money field? An exact amount in the currency that stands on its record.
import type { FieldKind } from '../field.ts'
import { asText } from './as-text.ts'
import { decimalValue } from './decimal-value.ts'

export const money: FieldKind<'money'> = {
  kind: 'money',
  column: 'numeric',
  type: () => ({ type: 'number' }),
  // The currency's own digits are put on by the door, which sees the whole record; here only the form is asked.
  parse: (value, field, path, problems) =>
    typeof value === 'number' && !Number.isSafeInteger(value)
      ? (problems.add(path, 'wrong-type', {
          expected: { zh: '金额字符串，例如 "0.00"', en: 'a decimal string such as "0.00"' },
        }),
        null)
      : decimalValue(value, path, problems, {
          digits: field.unit_price ? 6 : 3,
          min: field.min,
          max: field.max,
        }),
  json: asText,
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median'],
  openapi: () => ({ type: ['string', 'null'], format: 'decimal', examples: ['1234.50'] }),
}
