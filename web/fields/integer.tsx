// How are whole numbers shown, typed and asked for? They travel as JSON numbers.
import { number } from '#kernel/money/written.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { FieldParts } from './field-parts.ts'

/** Whole and small enough to be a JSON number; anything else stays text, so that the server can refuse it. */
const asWhole = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value

export const integer: FieldParts<'integer'> = {
  Cell: ({ value }) => <>{number(value)}</>,
  Input: ({ field: _, onChange, ...props }) => (
    <ExactInput {...props} whole onChange={(value) => onChange(asWhole(value))} />
  ),
  Filter: ({ field: _, ...props }) => <ExactFilter {...props} />,
  right: true,
  width: 88,
  operators: numberOperators,
}
