// What is a rich text? Markdown as typed; it becomes HTML only through the window's one gate.
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

export const richText: FieldKind<'rich_text'> = {
  kind: 'rich_text',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, field, path, problems) =>
    textValue(value, path, problems, field.max ?? 100_000, true),
  aggregates: ['count'],
  openapi: (field) => ({
    type: ['string', 'null'],
    maxLength: field.max ?? 100_000,
    description: 'Markdown',
  }),
}
