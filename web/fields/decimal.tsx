// How are exact numbers shown, typed and asked for?
import { number } from '#kernel/money/written.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { FieldParts } from './field-parts.ts'

export const decimal: FieldParts<'decimal'> = {
  Cell: ({ value }) => <>{number(value)}</>,
  Input: ({ field: _, ...props }) => <ExactInput {...props} />,
  Filter: ({ field: _, ...props }) => <ExactFilter {...props} />,
  right: true,
  width: 104,
  operators: numberOperators,
}
