// What is a long text? Several lines of words.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

export const longText: FieldKind<'long_text'> = {
  kind: 'long_text',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) =>
    textValue(value, path, problems, field.max ?? 20_000, true),
  aggregates: ['count'],
  openapi: (field) => ({ type: ['string', 'null'], maxLength: field.max ?? 20_000 }),
}
