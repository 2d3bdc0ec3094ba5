// How are whole numbers shown, typed and asked for? They travel as JSON numbers.
import { isGrouped } from '#kernel/fields/grouping.ts'
import type { FieldDef } from '#kernel/field.ts'
import { number, ungrouped } from '#kernel/money/written.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { FieldParts } from './field-parts.ts'

/** With a comma per three digits, unless the field says a year. */
export const whole = (field: FieldDef, value: unknown): string =>
  isGrouped(field) ? number(value) : ungrouped(value)

/** Whole and small enough to be a JSON number; anything else stays text, so that the server can refuse it. */
const asWhole = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value

export const integer: FieldParts<'integer'> = {
  Cell: ({ field, value }) => <>{whole(field, value)}</>,
  Input: ({ field, onChange, ...props }) => (
    <ExactInput
      {...props}
      whole
      shown={(text) => whole(field, text)}
      onChange={(value) => onChange(asWhole(value))}
    />
  ),
  Filter: ({ field: _, ...props }) => <ExactFilter {...props} />,
  right: true,
  width: 88,
  operators: numberOperators,
}
