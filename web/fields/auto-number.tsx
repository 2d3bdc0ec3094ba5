// How is a number that the system gives shown and asked for?
import type { FieldParts } from './field-parts.ts'
import { asText, TextFilter, TextInput, textOperators } from './text.tsx'

export const autoNumber: FieldParts<'auto_number'> = {
  Cell: ({ value }) => <span className="number-cell">{asText(value)}</span>,
  Input: ({ field: _, ...props }) => <TextInput {...props} disabled />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 128,
  operators: textOperators,
}
