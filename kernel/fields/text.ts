// What is a text field? One line of words.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

export const text: FieldKind<'text'> = {
  kind: 'text',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) =>
    textValue(
      field.compact && typeof value === 'string' ? value.replace(/\s+/g, '') : value,
      path,
      problems,
      field.max ?? 500,
    ),
  aggregates: ['count', 'min', 'max'],
  openapi: (field) => ({ type: ['string', 'null'], maxLength: field.max ?? 500 }),
}
