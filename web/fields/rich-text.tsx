// How is formatted text shown? As the Markdown that was typed; nothing in it is ever run as HTML.
import type { FieldParts } from './field-parts.ts'
import { LongTextCell, LongTextInput } from './long-text.tsx'
import { TextFilter } from './text.tsx'

export const richText: FieldParts<'rich_text'> = {
  Cell: LongTextCell,
  Input: ({ field, ...props }) => <LongTextInput {...props} max={field.max} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 240,
  wide: true,
  operators: ['contains', 'contains_not', 'empty', 'filled'],
}
