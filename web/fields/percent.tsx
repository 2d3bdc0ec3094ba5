// How are percentages shown, typed and asked for? "10" is 10 %.
import { percent as percentText } from '#kernel/money/written.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { FieldParts } from './field-parts.ts'

export const percent: FieldParts<'percent'> = {
  Cell: ({ value }) => <>{percentText(value)}</>,
  Input: ({ field: _, ...props }) => <ExactInput {...props} suffix="%" />,
  Filter: ({ field: _, ...props }) => <ExactFilter {...props} suffix="%" />,
  right: true,
  width: 80,
  operators: numberOperators,
}
